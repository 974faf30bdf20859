#include "crypto/password_guess.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.hpp"

namespace guiyan::crypto {
namespace {

constexpr std::string_view common_words[] = {
#include "crypto/password_words.inc"
};

constexpr std::array<std::u32string_view, 5> key_rows = {U"1234567890-=", U"!@#$%^&*()_+", U"qwertyuiop[]",
                                                         U"asdfghjkl;'", U"zxcvbnm,./"};

char32_t lower(char32_t c) {
    return c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c;
}
bool is_figure(char32_t c) {
    return c >= U'0' && c <= U'9';
}

/// A typed character stands for a letter: itself, or the figure or sign people put in its place.
bool stands_for(char32_t typed, char32_t letter) {
    if (typed == letter) return true;
    switch (letter) {
        case U'a':
            return typed == U'@' || typed == U'4';
        case U'b':
            return typed == U'8';
        case U'e':
            return typed == U'3';
        case U'g':
            return typed == U'9';
        case U'i':
            return typed == U'1' || typed == U'!' || typed == U'|';
        case U'l':
            return typed == U'1' || typed == U'|';
        case U'o':
            return typed == U'0';
        case U's':
            return typed == U'$' || typed == U'5';
        case U't':
            return typed == U'7' || typed == U'+';
        case U'z':
            return typed == U'2';
        default:
            return false;
    }
}

std::size_t word_at(std::u32string_view text, std::u32string_view word) {
    if (word.size() > text.size()) return 0;
    for (std::size_t i = 0; i < word.size(); ++i)
        if (!stands_for(text[i], word[i])) return 0;
    return word.size();
}

std::vector<std::u32string> const& words() {
    static std::vector<std::u32string> const list = [] {
        std::vector<std::u32string> out;
        for (auto const& each : common_words) out.push_back(to_code_points(each));
        return out;
    }();
    return list;
}

/// aaaa, 1234, dcba: at least three that repeat or step by one.
std::size_t run_at(std::u32string_view text) {
    auto const steps = [&](std::int64_t step) {
        std::size_t n = 1;
        while (n < text.size() && std::int64_t{text[n]} - std::int64_t{text[n - 1]} == step) ++n;
        return n >= 3 ? n : 0;
    };
    return std::max({steps(0), steps(1), steps(-1)});
}

/// At least three neighbours of one row of keys, either way.
std::size_t keys_at(std::u32string_view text) {
    std::size_t longest = 0;
    for (auto const row : key_rows) {
        auto const start = row.find(text[0]);
        if (start == std::u32string_view::npos) continue;
        for (int const step : {1, -1}) {
            std::size_t n = 1;
            for (auto at = static_cast<std::ptrdiff_t>(start) + step;
                 n < text.size() && at >= 0 && at < static_cast<std::ptrdiff_t>(row.size()) &&
                 row[static_cast<std::size_t>(at)] == text[n];
                 at += step)
                ++n;
            longest = std::max(longest, n);
        }
    }
    return longest >= 3 ? longest : 0;
}

/// 2026, 20260327, 850327, 0327 after a letter is not told from chance and stays.
std::size_t date_at(std::u32string_view text) {
    std::size_t figures = 0;
    while (figures < text.size() && figures < 8 && is_figure(text[figures])) ++figures;
    auto const number = [&](std::size_t from, std::size_t count) {
        unsigned value = 0;
        for (std::size_t i = from; i < from + count; ++i) value = value * 10 + (text[i] - U'0');
        return value;
    };
    auto const is_year = [](unsigned y) { return y >= 1930 && y <= 2049; };
    auto const is_day = [&](std::size_t from) {
        unsigned const month = number(from, 2);
        unsigned const day = number(from + 2, 2);
        return month >= 1 && month <= 12 && day >= 1 && day <= 31;
    };
    if (figures >= 8 && is_year(number(0, 4)) && is_day(4)) return 8;
    if (figures >= 6 && is_year(number(0, 4)) && number(4, 2) >= 1 && number(4, 2) <= 12) return 6;
    if (figures >= 6 && is_day(2)) return 6;
    if (figures >= 4 && is_year(number(0, 4))) return 4;
    return 0;
}

}  // namespace

guess cut_for_guessing(std::string_view password, std::vector<std::string> const& own_words) {
    std::u32string const typed = to_code_points(password);
    std::u32string text = typed;
    std::transform(text.begin(), text.end(), text.begin(), lower);
    std::vector<std::u32string> own;
    for (auto const& each : own_words)
        if (length(each) >= 2) own.push_back(to_code_points(each));

    guess out;
    for (std::size_t at = 0; at < text.size(); ++out.units) {
        auto const rest = std::u32string_view(text).substr(at);
        std::size_t best = std::max({run_at(rest), keys_at(rest), date_at(rest)});
        for (auto const& word : own) best = std::max(best, word_at(rest, word));
        // Two letters such as "yu" hit by chance: common words count from three characters (Chinese: from
        // two).
        for (auto const& word : words())
            if (word.size() >= 3 || is_han(word[0])) best = std::max(best, word_at(rest, word));
        if (best == 0) {
            ++at;
            continue;
        }
        auto piece = to_utf8(std::u32string_view(typed).substr(at, best));
        if (std::find(out.pieces.begin(), out.pieces.end(), piece) == out.pieces.end())
            out.pieces.push_back(std::move(piece));
        at += best;
    }
    return out;
}

}  // namespace guiyan::crypto
