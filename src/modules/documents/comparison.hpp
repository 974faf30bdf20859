#pragma once
// Two versions of a text beside each other, section by section and paragraph by paragraph, as data.

#include <string>
#include <vector>

#include "modules/documents/document.hpp"

namespace guiyan::documents {

struct compared_paragraph {
    std::string kind;  ///< kept, added, removed
    std::string text;
};
record::type const& record_of(compared_paragraph const*);

struct compared_section {
    std::string code;
    std::string kind;  ///< kept, changed, added, removed
    std::vector<compared_paragraph> paragraphs;
};
record::type const& record_of(compared_section const*);

struct comparison {
    std::int64_t from = 0, to = 0;
    std::vector<compared_section> sections;
    std::vector<std::string> contributors_added, contributors_removed;
};
record::type const& record_of(comparison const*);

/// Sections in the order of the newer version, then those it left out. What stands in both keeps its order;
/// of two ways to tell a change the shortest is told (longest common subsequence), removed before added.
comparison compare(document_version const& before, document_version const& after);

}  // namespace guiyan::documents
