#include <array>

#include "base/number_phrase.hpp"

namespace guiyan {
namespace {

constexpr std::array<std::string_view, 10> figures{"零", "一", "二", "三", "四",
                                                   "五", "六", "七", "八", "九"};
constexpr std::array<std::string_view, 4> places{"", "十", "百", "千"};
constexpr std::array<std::string_view, 5> groups{"", "万", "亿", "万亿", "亿亿"};

/// 1 to 9999. `leading`: nothing stands before, so that 十二 needs no 一.
std::string below_ten_thousand(unsigned value, bool leading) {
    std::string out;
    bool gap = false;
    unsigned divisor = 1000;
    for (int place = 3; place >= 0; --place, divisor /= 10) {
        unsigned const figure = value / divisor % 10;
        if (figure == 0) {
            gap = !out.empty();
            continue;
        }
        if (gap) out += figures[0];
        gap = false;
        if (!(place == 1 && figure == 1 && out.empty() && leading)) out += figures[figure];
        out += places[static_cast<std::size_t>(place)];
    }
    return out;
}

}  // namespace

std::string hanzi_numeral(std::int64_t value) {
    if (value == 0) return std::string(figures[0]);
    std::string out = value < 0 ? "负" : "";
    auto rest = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
    if (rest == 2) return out + "两";
    std::array<unsigned, 5> parts{};
    for (auto& part : parts) {
        part = static_cast<unsigned>(rest % 10'000);
        rest /= 10'000;
    }
    bool begun = false, gap = false;
    for (std::size_t i = parts.size(); i-- > 0;) {
        unsigned const part = parts[i];
        if (part == 0) {
            gap = begun;
            continue;
        }
        if (begun && (gap || part < 1000)) out += figures[0];
        // 两万, 两亿; but 十二万.
        out += part == 2 && !begun && i > 0 ? "两" : below_ten_thousand(part, !begun);
        // 一万亿零五亿 does not occur: 万亿 is followed by a group of 亿 that carries the word.
        bool const word_follows = i == 3 && parts[2] != 0;
        out += word_follows ? groups[1] : groups[i];
        begun = true;
        gap = false;
    }
    return out;
}

}  // namespace guiyan
