#pragma once
// A figure as a Chinese official text writes it: 380余名, 近1000人, 突破10万元, 1.64万人, 六项. The exact
// value stays beside it; here is only its print. The words 余 近 突破 左右 are number signs like % and belong
// to the paper, which is Chinese in every language of the pages.
//
// Rules (requirements B.0), for a value x in the print unit:
//   exact    x with all its decimals, or rounded half up to `digits`
//   rounded  half up to `digits`, by default 0
//   over     the figures that are kept, then 余:        384 -> 380余, 1675 -> 1670余
//   near     近, then the next place above:             967 -> 近1000
//   above    突破, then the highest place passed:       123456元 -> 突破10万元
//   about    x, then 左右 behind the unit:              1000人左右
//   hanzi    in Chinese numerals:                       六项
// The place p that over and near cut at is `step` where the pack names one, counted in the print unit. Else
//   over     tens below 10000; from there, and in 万 or 亿 below 100, three leading figures are kept
//   near     the leading figure, or two where one would be more than a tenth too high
//   above    the leading figure
// 余, 近 and 突破 say "not exactly": a value that is itself the printed number stands without them, and so
// does one that has no whole p. Where no print unit is named, over, near and above go to 万 from 10000 and to
// 亿 from a hundred million. Trailing zeros after the point are cut.

#include <optional>
#include <string>
#include <string_view>

#include "base/rational.hpp"

namespace guiyan {

enum class number_style { exact, over, near, above, about, rounded, hanzi };

std::optional<number_style> number_style_named(std::string_view name);

struct number_print {
    number_style style = number_style::exact;
    std::string unit;              ///< printed: 万元, 万人, 名; empty: that of the figure
    std::optional<int> digits;     ///< decimals in the print unit, 0 to 4
    std::optional<rational> step;  ///< place value p, in the print unit, above zero
    bool keep_zeros = false;       ///< for columns of tables: 12.50
};

/// The parts of a printed figure, in their order: 近|1000|人| or |380|余名|.
struct number_phrase {
    std::string lead;    ///< 近, 突破 or nothing
    std::string number;  ///< figures or Chinese numerals
    std::string unit;    ///< 余名, 万元, 万余人, 人左右

    std::string text() const { return lead + number + unit; }
};

/// `unit` is that of the figure; of 人/日 and 则/期 only what stands before the stroke is printed. No value:
/// 未报.
number_phrase print_number(std::optional<rational> value, std::string_view unit,
                           number_print const& how = {});

/// A phrase of a figure, parted so that the print in its middle can be marked.
struct filled_phrase {
    std::string before, printed, after;

    std::string text() const { return before + printed + after; }
};

/// Puts the print into the "{}" of a phrase; without one the phrase stands as it is, all of it printed. A
/// lead that the phrase already says (年均收入突破{}) is not said twice.
filled_phrase split_phrase(std::string_view phrase, number_phrase const& printed);

/// The same as one text.
std::string fill_phrase(std::string_view phrase, number_phrase const& printed);

/// Whether a figure in `unit` can be printed in `print_unit`: the same measure with 万 or 亿 before it, or
/// another word for counted persons (人 名 位).
bool can_print_as(std::string_view unit, std::string_view print_unit);

/// Chinese numerals of a whole number: 六, 十二, 一百零八, 十万. A lone 2 is 两, as before a measure word.
std::string hanzi_numeral(std::int64_t value);

}  // namespace guiyan
