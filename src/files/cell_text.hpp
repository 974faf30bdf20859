#pragma once
// What every reader does with a text before it tells it: valid UTF-8, no longer than a cell can be.

#include <string>
#include <string_view>

#include "files/sheet.hpp"

namespace guiyan::files {

/// Refuses text that is not UTF-8 or has more characters than a cell can hold.
void check_text(std::string_view text, read_limits const& limits);

/// Column and row of a reference such as "AB12", 0-based column, 1-based row. False where it is none.
bool parse_reference(std::string_view text, std::uint32_t& column, std::uint32_t& row);

/// A range such as "A1:C3" or "A1".
bool parse_range(std::string_view text, merge& range);

/// A number written as a spreadsheet's file does; its text is taken as it stands where that is plain already.
bool parse_number(std::string_view text, double& value, bool& plain);

}  // namespace guiyan::files
