#pragma once
// UTF-8 text: validity, normal form, width, characters. Nothing here knows a domain.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guiyan {

bool is_valid_utf8(std::string_view text);

/// Unicode NFC. The text has to be valid UTF-8.
std::string nfc(std::string_view text);

/// Full-width ASCII (Ａ１（－) and the ideographic blank become their half-width forms; Chinese punctuation
/// such as 、。“” stays.
std::string narrow(std::string_view text);

/// Cuts blanks (also U+3000, U+00A0, zero-width ones, BOM) at both ends.
std::string_view trim(std::string_view text);

/// Number of code points.
std::size_t length(std::string_view text);

/// Code points of valid UTF-8.
std::u32string to_code_points(std::string_view text);
std::string to_utf8(char32_t c);
std::string to_utf8(std::u32string_view text);

/// A character of Chinese writing, extensions B and later and the compatibility blocks included.
bool is_han(char32_t c);

/// ASCII letters in lower case; everything else as it is.
std::string ascii_lower(std::string_view text);

std::vector<std::string_view> split(std::string_view text, char separator);

/// Fills "{name}" in a sentence of locales/.
std::string fill(std::string_view sentence, std::vector<std::pair<std::string, std::string>> const& args);

}  // namespace guiyan
