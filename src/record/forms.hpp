#pragma once
// Named formats of single values and their checksums.

#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace guiyan::record {

/// GB 11643-1999: 18 characters, weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2, sum mod 11 → 1 0 X 9 8 7 6 5 4
/// 3 2.
bool is_id_number(std::string_view text);
char id_number_check_digit(std::string_view first_seventeen);
/// Birth date and sex ("1" or "2") that a correct ID number states.
std::optional<date> id_number_birth(std::string_view id_number);
std::string_view id_number_sex(std::string_view id_number);

/// GB 32100-2015: 18 characters of 0-9 A-Z without I O S V Z, weights 3^(i-1) mod 31, check (31 - sum mod 31)
/// mod 31.
bool is_uscc(std::string_view text);

/// A mobile number of 11 digits, or a fixed line with area code (0 + 2–3 digits, "-", 7–8 digits; "-"
/// optional).
bool is_phone(std::string_view text);

/// "true" when `text` obeys the named form; unknown names obey nothing.
bool obeys_form(std::string_view form, std::string_view text);

}  // namespace guiyan::record
