#include "files/cell_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.hpp"
#include "files/refusal.hpp"

namespace guiyan::files {

void check_text(std::string_view text, read_limits const& limits) {
    bool ascii = true;
    for (char c : text) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    if (!ascii && !is_valid_utf8(text)) refuse_truncated();
    if (text.size() > limits.cell_characters && length(text) > limits.cell_characters) {
        refuse_too_large("too_long_text", limits.cell_characters);
    }
}

bool parse_reference(std::string_view text, std::uint32_t& column, std::uint32_t& row) {
    std::size_t i = 0;
    std::uint32_t letters = 0;
    if (text.starts_with('$')) text.remove_prefix(1);
    for (; i < text.size() && i < 4; ++i) {
        auto const c = static_cast<char>(text[i] & ~0x20);
        if (c < 'A' || c > 'Z') break;
        letters = letters * 26 + static_cast<std::uint32_t>(c - 'A' + 1);
    }
    if (i == 0 || i > 3) return false;
    if (i < text.size() && text[i] == '$') text.remove_prefix(1);
    std::uint32_t digits = 0;
    std::size_t const first = i;
    for (; i < text.size(); ++i) {
        if (text[i] < '0' || text[i] > '9' || i - first > 7) return false;
        digits = digits * 10 + static_cast<std::uint32_t>(text[i] - '0');
    }
    if (i == first || digits == 0) return false;
    column = letters - 1;
    row = digits;
    return true;
}

bool parse_range(std::string_view text, merge& range) {
    std::size_t const colon = text.find(':');
    std::string_view const first = text.substr(0, colon);
    std::string_view const last = colon == text.npos ? first : text.substr(colon + 1);
    if (!parse_reference(first, range.first_column, range.first_row)) return false;
    if (!parse_reference(last, range.last_column, range.last_row)) return false;
    if (range.first_row > range.last_row) std::swap(range.first_row, range.last_row);
    if (range.first_column > range.last_column) std::swap(range.first_column, range.last_column);
    return true;
}

bool parse_number(std::string_view text, double& value, bool& plain) {
    // The usual case, few digits: no conversion of floating point is needed.
    plain = false;
    if (!text.empty() && text.size() <= 15) {
        std::int64_t whole = 0;
        std::size_t i = text[0] == '-' ? 1 : 0;
        std::size_t const first = i;
        for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) whole = whole * 10 + (text[i] - '0');
        if (i == text.size() && i > first) {
            value = static_cast<double>(first == 1 ? -whole : whole);
            plain = (text[first] != '0' || text.size() == 1);
            return true;
        }
    }
    if (!text.empty() && text[0] == '+') text.remove_prefix(1);
    auto const parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    return parsed.ec == std::errc{} && parsed.ptr == text.data() + text.size() && std::isfinite(value);
}

cell const* row::at(std::uint32_t column) const {
    auto const found =
        std::lower_bound(cells.begin(), cells.end(), column,
                         [](cell const& c, std::uint32_t wanted) { return c.column < wanted; });
    return found != cells.end() && found->column == column ? &*found : nullptr;
}

std::string_view row::text(std::uint32_t column) const {
    cell const* c = at(column);
    return c == nullptr ? std::string_view{} : std::string_view(c->text);
}

std::string column_letters(std::uint32_t column) {
    std::string out;
    for (std::uint64_t n = std::uint64_t{column} + 1; n > 0; n = (n - 1) / 26) {
        out.insert(out.begin(), static_cast<char>('A' + (n - 1) % 26));
    }
    return out;
}

}  // namespace guiyan::files
