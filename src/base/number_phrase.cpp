#include "base/number_phrase.hpp"

#include <array>
#include <stdexcept>
#include <utility>

namespace guiyan {
namespace {

constexpr std::string_view ten_thousand = "万", hundred_million = "亿";

/// 万元 is 万 and 元; 亿 alone keeps the word of the figure.
struct print_unit {
    std::int64_t scale = 1;
    std::string sign;  ///< 万, 亿 or nothing
    std::string word;  ///< 元, 人, 名
};

std::string_view head(std::string_view unit) {
    return unit.substr(0, unit.find('/'));
}

print_unit read_unit(std::string_view unit) {
    for (auto const& [sign, scale] : {std::pair{ten_thousand, std::int64_t{10'000}},
                                      std::pair{hundred_million, std::int64_t{100'000'000}}})
        if (unit.starts_with(sign))
            return {scale, std::string(sign), std::string(head(unit.substr(sign.size())))};
    return {1, "", std::string(head(unit))};
}

print_unit unit_for(rational value, std::string_view unit, number_print const& how) {
    if (!how.unit.empty()) {
        print_unit chosen = read_unit(how.unit);
        if (chosen.word.empty()) chosen.word = head(unit);
        return chosen;
    }
    print_unit own{1, "", std::string(head(unit))};
    bool const loose = how.style == number_style::over || how.style == number_style::near ||
                       how.style == number_style::above;
    if (!loose || how.step) return own;
    if (value >= rational(100'000'000)) return {100'000'000, std::string(hundred_million), own.word};
    if (value >= rational(10'000)) return {10'000, std::string(ten_thousand), own.word};
    return own;
}

/// The place value of the leading figure of a value above zero: 100 for 385, 0.01 for 0.05.
rational leading_place(rational value) {
    rational place = 1;
    while (place * 10 <= value) place = place * 10;
    while (place > value) place = place / 10;
    return place;
}

rational floor_to(rational value, rational step) {
    return step * rational((value / step).floor());
}

rational ceil_to(rational value, rational step) {
    rational const below = floor_to(value, step);
    return below == value ? value : below + step;
}

rational step_of_over(rational value, bool scaled) {
    rational const leading = leading_place(value);
    bool const three = leading >= rational(10'000) || (scaled && value < rational(100));
    return three ? leading / 100 : rational(10);
}

std::string plain(rational value, std::optional<int> digits, bool keep_zeros) {
    if (digits) return decimal_text(value, *digits, keep_zeros);
    // What never ends, such as a third, is cut where a percentage is.
    return decimal_text(value, decimals_of(value).value_or(2), keep_zeros);
}

/// Where 余 goes: 8700余万元 and 380余名, but 1.64万余人 and 865万余元.
std::string over_unit(rational printed, print_unit const& in) {
    bool const before_sign = printed.is_whole() && printed.numerator() % 10 == 0;
    return before_sign ? "余" + in.sign + in.word : in.sign + "余" + in.word;
}

number_phrase over(rational value, print_unit const& in, number_print const& how) {
    rational const step = how.step.value_or(step_of_over(value, in.scale > 1));
    rational const printed = floor_to(value, step);
    if (printed == value || printed <= rational(0)) return {"", plain(value, {}, false), in.sign + in.word};
    std::string number = plain(printed, {}, false);
    // 余 stands after a round number only; 5余人 is not written, 5人 would not be true.
    bool const round = in.scale > 1 || (printed.is_whole() && printed.numerator() % 10 == 0);
    if (!round) return {"", plain(value, {}, false), in.sign + in.word};
    return {"", std::move(number), over_unit(printed, in)};
}

number_phrase near(rational value, print_unit const& in, number_print const& how) {
    rational const leading = leading_place(value);
    for (rational const step : {how.step.value_or(leading), leading, leading / 10}) {
        rational const printed = ceil_to(value, step);
        if (printed == value) break;
        if (value * 10 > printed * 9) return {"近", plain(printed, {}, false), in.sign + in.word};
    }
    return {"", plain(value, {}, false), in.sign + in.word};
}

number_phrase above(rational value, print_unit const& in, number_print const& how) {
    rational const printed = floor_to(value, how.step.value_or(leading_place(value)));
    if (printed == value || printed <= rational(0)) return {"", plain(value, {}, false), in.sign + in.word};
    return {"突破", plain(printed, {}, false), in.sign + in.word};
}

}  // namespace

std::optional<number_style> number_style_named(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, number_style>, 7> names{{
        {"exact", number_style::exact},
        {"over", number_style::over},
        {"near", number_style::near},
        {"above", number_style::above},
        {"about", number_style::about},
        {"rounded", number_style::rounded},
        {"hanzi", number_style::hanzi},
    }};
    for (auto const& [known, style] : names)
        if (known == name) return style;
    return std::nullopt;
}

number_phrase print_number(std::optional<rational> value, std::string_view unit, number_print const& how) {
    if (!value) return {"", "未报", ""};
    if (how.step && *how.step <= rational(0))
        throw std::invalid_argument("the step of a print is above zero");
    print_unit const in = unit_for(*value, unit, how);
    rational const x = *value / rational(in.scale);
    bool const positive = x > rational(0);
    switch (how.style) {
        case number_style::over:
            if (positive) return over(x, in, how);
            break;
        case number_style::near:
            if (positive) return near(x, in, how);
            break;
        case number_style::above:
            if (positive) return above(x, in, how);
            break;
        case number_style::about:
            return {"", plain(x, how.digits, false), in.sign + in.word + "左右"};
        case number_style::rounded:
            return {"", decimal_text(x, how.digits.value_or(0), how.keep_zeros), in.sign + in.word};
        case number_style::hanzi:
            if (x.is_whole()) return {"", hanzi_numeral(x.numerator()), in.sign + in.word};
            break;
        case number_style::exact:
            break;
    }
    return {"", plain(x, how.digits, how.keep_zeros), in.sign + in.word};
}

filled_phrase split_phrase(std::string_view phrase, number_phrase const& printed) {
    auto const hole = phrase.find("{}");
    if (hole == phrase.npos) return {"", std::string(phrase), ""};
    auto const before = phrase.substr(0, hole);
    bool const said = !printed.lead.empty() && before.ends_with(printed.lead);
    return {std::string(before), said ? printed.number + printed.unit : printed.text(),
            std::string(phrase.substr(hole + 2))};
}

std::string fill_phrase(std::string_view phrase, number_phrase const& printed) {
    return split_phrase(phrase, printed).text();
}

bool can_print_as(std::string_view unit, std::string_view print_as) {
    auto const word = read_unit(print_as).word;
    auto const own = head(unit);
    auto const is_person = [](std::string_view w) { return w == "人" || w == "名" || w == "位"; };
    return word.empty() || word == own || (is_person(word) && is_person(own));
}

}  // namespace guiyan
