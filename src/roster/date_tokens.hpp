#pragma once
// The numbers of a written date, Chinese figures and English months included.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guiyan::roster {

/// 一九八五 → 1985, 十二 → 12, 二十七 → 27, 廿七 → 27; other characters stay.
std::string with_ascii_digits(std::string_view text);

/// Numbers of a text and the separators between them.
struct token_list {
    std::vector<std::string> numbers;
    std::vector<std::string> between;  ///< between[i] follows numbers[i]
    std::string before;
};
token_list tokens(std::string_view text);

/// 1 to 12 for a text that begins with an English month; lower case.
std::optional<unsigned> month_name(std::string_view lower);

}  // namespace guiyan::roster
