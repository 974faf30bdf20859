#pragma once
// Numbers as text, both ways, the same on every machine.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace guiyan::cel {

/// The shortest decimal that reads back as the same double: "3", "0.0045", "1e+21", "Infinity", "NaN".
std::string number_text(double);

/// A whole text that is a number: "12", "-4.5e-3", "Infinity", "NaN"; no blanks.
std::optional<double> parse_number(std::string_view);
std::optional<std::int64_t> parse_integer(std::string_view);
std::optional<std::uint64_t> parse_uinteger(std::string_view);

/// A whole number that fits, cut towards zero; nothing beyond the range or for NaN.
std::optional<std::int64_t> cut_to_integer(double);
std::optional<std::uint64_t> cut_to_uinteger(double);

}  // namespace guiyan::cel
