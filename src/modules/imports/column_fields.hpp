#pragma once
// Words for what a column holds, as the interface speaks: the field of E03 that it fills where there is one,
// else the word of the roster's column.

#include <optional>
#include <string_view>

#include "roster/headings.hpp"

namespace guiyan::imports {

/// "region_code" of a column of villages; "" of a column that nothing knows or that is not imported.
std::string_view field_of_column(roster::column_use);
/// Both kinds of words.
std::optional<roster::column_use> column_use_of_field(std::string_view word);

}  // namespace guiyan::imports
