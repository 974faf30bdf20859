#pragma once
// Commands about scheme packs: guiyan pack check, test, explain, schema need no installation; install and
// list do.

#include <memory>
#include <string>

#include "app/house.hpp"
#include "scheme/cases.hpp"
#include "scheme/check.hpp"
#include "scheme/rulebook.hpp"

namespace guiyan::app::cli {

struct pack_options {
    std::string folder;
    std::string language;  ///< "zh-CN" or "en"; empty: that of LANG
    bool json = false;
};

int check_pack(pack_options const&);
int test_pack(pack_options const&);
int explain_pack(pack_options const&);
int print_pack_schema();
/// Puts the folder on the shelf of an installation whose server is stopped. 0 also where it was there
/// already.
int install_pack(house_options, pack_options const&);
/// What lies on the shelf; the server may run.
int list_packs(house_options, pack_options const&);

/// A pack read from its folder, with what reading it found.
struct opened_pack {
    std::string file;  ///< scheme.yaml as it was named
    scheme::findings found;
    std::unique_ptr<scheme::rulebook> book;  ///< null where the file cannot be read at all
    scheme::file_of_pack files;
};
opened_pack open_pack(pack_options const&);

/// Runs every file of the folder's cases/, in the order of their names.
scheme::case_report run_folder_cases(pack_options const&, opened_pack const&);

/// schemes/facts.yaml of this binary.
scheme::catalogue const& facts_catalogue();
/// Sentences in the language asked for.
scheme::sentence_of sentences_in(std::string const& language);

}  // namespace guiyan::app::cli
