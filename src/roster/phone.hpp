#pragma once
// Telephone numbers as cells hold them: one or several, with codes, blanks and remarks.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files/sheet.hpp"
#include "roster/kinds.hpp"

namespace guiyan::roster {

struct phone_reading {
    std::vector<std::string> numbers;  ///< valid ones in order: 11 digits, or "0395-8888888" for fixed lines
    std::vector<finding> findings;
    bool present = false;
};

phone_reading read_phone(files::cell const& cell);
phone_reading read_phone(std::string_view text);

/// 11 digits of a mobile number (13x to 19x).
bool is_mobile(std::string_view digits);

}  // namespace guiyan::roster
