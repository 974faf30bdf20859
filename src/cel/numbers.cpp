#include "cel/numbers.hpp"

#include <charconv>
#include <cmath>

namespace guiyan::cel {

std::string number_text(double d) {
    if (std::isnan(d)) return "NaN";
    if (std::isinf(d)) return d > 0 ? "Infinity" : "-Infinity";
    double const size = std::fabs(d);
    auto const form =
        size != 0 && (size < 1e-6 || size >= 1e21) ? std::chars_format::scientific : std::chars_format::fixed;
    char text[64];
    auto const end = std::to_chars(text, text + sizeof text, d, form).ptr;
    return {text, end};
}

namespace {

template <class T>
std::optional<T> whole(std::string_view text) {
    T out{};
    if (text.starts_with('+')) text.remove_prefix(text.size() > 1 && text[1] != '-' ? 1 : 0);
    auto const [at, failed] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (failed != std::errc() || at != text.data() + text.size() || text.empty()) return std::nullopt;
    return out;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(text.size() > 1 && text[1] != '-' ? 1 : 0);
    double out = 0;
    auto const [at, failed] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (at != text.data() + text.size() || text.empty()) return std::nullopt;
    // Too small is zero, too great is infinite, as IEEE reads them.
    if (failed == std::errc::result_out_of_range)
        return text.find("e-") != text.npos || text.find("E-") != text.npos
                   ? 0.0
                   : std::copysign(HUGE_VAL, text.front() == '-' ? -1.0 : 1.0);
    if (failed != std::errc()) return std::nullopt;
    return out;
}
std::optional<std::int64_t> parse_integer(std::string_view text) {
    return whole<std::int64_t>(text);
}
std::optional<std::uint64_t> parse_uinteger(std::string_view text) {
    return whole<std::uint64_t>(text);
}

std::optional<std::int64_t> cut_to_integer(double d) {
    // The bounds themselves are refused: they are rounded neighbours of numbers that do not fit.
    if (!(d > -0x1p63 && d < 0x1p63)) return std::nullopt;
    return static_cast<std::int64_t>(d);
}
std::optional<std::uint64_t> cut_to_uinteger(double d) {
    if (!(d > -1.0 && d < 0x1p64) || d < 0) return std::nullopt;
    return static_cast<std::uint64_t>(d);
}

}  // namespace guiyan::cel
