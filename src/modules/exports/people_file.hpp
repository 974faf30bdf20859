#pragma once
// A list of people as a file: headings of the field table, codes as their names, a watermark on every page
// and in the last line. Records are read and written a few hundred at a time, however long the list is.

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "api/sentences.hpp"
#include "modules/codes/codes.hpp"
#include "modules/people/people.hpp"
#include "modules/regions/region_tree.hpp"

namespace guiyan::exports {

/// True of a field of a person, or a name made from one, that may be a column.
bool is_column(std::string_view name);

struct people_file {
    std::string format;  ///< xlsx or csv
    std::vector<std::string> columns;
    bool unmasked = false;
    std::string title;
    std::string watermark;  ///< who, when, why
};

/// Writes the people of `ids` that the actor still reaches; returns how many. Throws when the disk refuses.
std::int64_t write_people(std::filesystem::path const&, people_file const&, std::span<std::int64_t const> ids,
                          actor const&, people::people const&, regions::region_tree const&,
                          codes::code_tables const&, api::sentences const&);

}  // namespace guiyan::exports
