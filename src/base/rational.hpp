#pragma once
// A number that is still exact: a count, fen as hundredths of a yuan, a share as part over whole. Figures
// stay in this form until they are printed, so that no rounding happens twice.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/money.hpp"

namespace guiyan {

/// Always in lowest terms with a denominator above zero. Sums and products that leave 64 bits throw
/// std::overflow_error.
class rational {
public:
    rational() = default;
    rational(std::int64_t whole) : numerator_(whole) {}  // NOLINT: a count is a rational
    /// Throws std::invalid_argument for a denominator of zero.
    rational(std::int64_t numerator, std::int64_t denominator);
    /// In yuan.
    explicit rational(money amount) : rational(amount.fen, 100) {}

    /// "12", "-3.50"; at most 17 figures.
    static std::optional<rational> parse(std::string_view decimal);

    std::int64_t numerator() const { return numerator_; }
    std::int64_t denominator() const { return denominator_; }
    bool is_whole() const { return denominator_ == 1; }
    /// The greatest whole number not above it.
    std::int64_t floor() const;

    friend rational operator+(rational a, rational b);
    friend rational operator-(rational a, rational b);
    friend rational operator*(rational a, rational b);
    friend rational operator/(rational a, rational b);  ///< std::invalid_argument for a divisor of zero
    friend bool operator==(rational const&, rational const&) = default;
    friend std::strong_ordering operator<=>(rational const& a, rational const& b);

private:
    std::int64_t numerator_ = 0;
    std::int64_t denominator_ = 1;
};

/// The number with at most `digits` decimals (0 to 9), rounded half away from zero; trailing zeros are cut
/// unless `keep_zeros`.
std::string decimal_text(rational value, int digits, bool keep_zeros = false);

/// How many decimals write it exactly; nothing where it never ends or takes more than nine.
std::optional<int> decimals_of(rational value);

}  // namespace guiyan
