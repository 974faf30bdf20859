#include "roster/date_tokens.hpp"

#include <array>

#include "base/text.hpp"
#include "roster/cell_text.hpp"

namespace guiyan::roster {
namespace {

std::optional<int> han_digit(char32_t c) {
    static constexpr std::u32string_view digits = U"〇一二三四五六七八九";
    if (c == U'零' || c == U'○' || c == U'Ο' || c == U'О' || c == U'◯') return 0;
    if (c == U'元') return 1;
    auto const at = digits.find(c);
    if (at == std::u32string_view::npos) return std::nullopt;
    return static_cast<int>(at);
}

}  // namespace

std::string with_ascii_digits(std::string_view text) {
    std::u32string const in = to_code_points(text);
    std::string out;
    for (std::size_t i = 0; i < in.size(); ++i) {
        if (in[i] == U'元' && (i + 1 >= in.size() || (in[i + 1] != U'年' && in[i + 1] != U'月'))) {
            out += to_utf8(in[i]);
        } else if (auto d = han_digit(in[i])) {
            out += static_cast<char>('0' + *d);
        } else if (in[i] == U'十') {
            bool const tens = i > 0 && han_digit(in[i - 1]).value_or(0) > 0;
            bool const ones = i + 1 < in.size() && han_digit(in[i + 1]).has_value();
            if (!tens) out += '1';
            if (!ones) out += '0';
        } else if (in[i] == U'廿') {
            bool const ones = i + 1 < in.size() && han_digit(in[i + 1]).has_value();
            out += ones ? "2" : "20";
        } else {
            out += to_utf8(in[i]);
        }
    }
    return out;
}

token_list tokens(std::string_view text) {
    token_list out;
    std::string other;
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] >= '0' && text[i] <= '9') {
            std::string n;
            while (i < text.size() && text[i] >= '0' && text[i] <= '9') n += text[i++];
            if (out.numbers.empty()) {
                out.before = std::string(trim(other));
            } else {
                out.between.push_back(without_blanks(other).empty() ? (other.empty() ? "" : " ")
                                                                    : without_blanks(other));
            }
            other.clear();
            out.numbers.push_back(std::move(n));
        } else {
            other += text[i++];
        }
    }
    out.between.push_back(std::string(trim(other)));
    if (out.numbers.empty()) out.before = other;
    return out;
}

std::optional<unsigned> month_name(std::string_view lower) {
    static constexpr std::array<std::string_view, 12> names{"jan", "feb", "mar", "apr", "may", "jun",
                                                            "jul", "aug", "sep", "oct", "nov", "dec"};
    for (unsigned i = 0; i < 12; ++i)
        if (lower.starts_with(names[i])) return i + 1;
    return std::nullopt;
}

}  // namespace guiyan::roster
