#pragma once
// Numbers of natural persons inside free text: file names, search words. What stands in a field of its own is
// masked by mask.hpp.

#include <string>
#include <string_view>

namespace guiyan::record {

/// True where seven digits or more stand in a row, blanks and dashes between them aside: part of an ID
/// number, a phone or a card. Full-width digits count.
bool has_long_number(std::string_view text);

/// The text with ID numbers (15 or 18 characters), card numbers (16 to 19 digits) and mobile numbers masked,
/// '_' for each hidden character (a file name cannot hold '*').
std::string hide_numbers(std::string_view text);

}  // namespace guiyan::record
