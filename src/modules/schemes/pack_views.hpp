#pragma once
// Packs as pages and the command line show them: the shelf, one edition, what a check said.

#include <cstdint>
#include <string>
#include <vector>

#include "modules/schemes/explanation.hpp"
#include "record/field.hpp"

namespace guiyan::schemes {

struct pack_line {
    std::string pack_id, edition, name, lead;
    bool builtin = false;      ///< travels in the program
    std::string installed_at;  ///< instant as text; "" where it was never copied here
    std::int64_t errors = 0, warnings = 0, assumed = 0;
    bool in_use = false;     ///< a scheme that is active runs it, ran it or is to run it
    bool removable = false;  ///< installed here, and no scheme ever named it
};
struct pack_list {
    std::vector<pack_line> items;
};

/// One thing that a check found, at its place, in the language of the reader.
struct pack_finding {
    std::string level;  ///< error, warning, note
    std::string kind;   ///< shape, reference, types … (scheme::finding_kind)
    std::string file;
    std::int64_t line = 1, column = 1;
    std::string path;  ///< "roles.head.procedure"
    std::string message;
    std::string fix;  ///< what to write instead; may be empty
};
/// What the county chose where the documents are silent: somebody has to sign for it.
struct pack_assumption {
    std::string path, text, file;
    std::int64_t line = 1;
};
struct pack_file_line {
    std::string path;
    std::int64_t bytes = 0;
};
struct pack_page {
    pack_line pack;
    std::vector<pack_finding> findings;
    std::vector<pack_assumption> assumed;
    std::int64_t cases = 0, failed = 0;  ///< expectations of cases/, and those that were not met
    std::vector<pack_file_line> files;
    std::string changes;  ///< CHANGES.md
    schemes::explanation explanation;
};
/// The answer to a zip.
struct pack_answer {
    std::string pack_id, edition, name;
    std::string outcome;  ///< installed, unchanged (it was there), checked (trial), refused (errors)
    std::int64_t errors = 0, warnings = 0;
    std::int64_t cases = 0, failed = 0;
    std::vector<pack_finding> findings;
    std::vector<pack_assumption> assumed;
};
struct pack_zip {
    std::string name, bytes;
};

record::type const& record_of(pack_list const*);
record::type const& record_of(pack_page const*);
record::type const& record_of(pack_answer const*);

}  // namespace guiyan::schemes
