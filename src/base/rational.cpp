#include "base/rational.hpp"

#include <array>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace guiyan {
namespace {

__extension__ typedef __int128 wide;

wide gcd_of(wide a, wide b) {
    if (a < 0) a = -a;
    while (b != 0) {
        wide const rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

constexpr std::array<std::int64_t, 10> tens{1,       10,        100,        1'000,       10'000,
                                            100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

rational made(wide numerator, wide denominator) {
    if (denominator < 0) numerator = -numerator, denominator = -denominator;
    wide const common = gcd_of(numerator, denominator);
    if (common > 1) numerator /= common, denominator /= common;
    constexpr wide most = std::numeric_limits<std::int64_t>::max();
    if (numerator > most || numerator < -most || denominator > most)
        throw std::overflow_error("a figure leaves the range of 64 bits");
    return rational(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
}

}  // namespace

rational::rational(std::int64_t numerator, std::int64_t denominator)
    : numerator_(numerator), denominator_(denominator) {
    if (denominator == 0) throw std::invalid_argument("a share of nothing");
    auto const common = std::gcd(numerator_, denominator_);
    if (common > 1) numerator_ /= common, denominator_ /= common;
    if (denominator_ < 0) numerator_ = -numerator_, denominator_ = -denominator_;
}

std::optional<rational> rational::parse(std::string_view text) {
    bool const negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    std::int64_t value = 0, scale = 1;
    std::size_t figures = 0;
    bool point = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        if (c == '.' && !point && figures && i + 1 < text.size()) {
            point = true;
        } else if (c >= '0' && c <= '9' && ++figures <= 17) {
            value = value * 10 + (c - '0');
            if (point) scale *= 10;
        } else {
            return std::nullopt;
        }
    }
    if (!figures) return std::nullopt;
    return rational(negative ? -value : value, scale);
}

std::int64_t rational::floor() const {
    auto const whole = numerator_ / denominator_;
    return numerator_ % denominator_ < 0 ? whole - 1 : whole;
}

rational operator+(rational a, rational b) {
    return made(wide(a.numerator_) * b.denominator_ + wide(b.numerator_) * a.denominator_,
                wide(a.denominator_) * b.denominator_);
}

rational operator-(rational a, rational b) {
    return made(wide(a.numerator_) * b.denominator_ - wide(b.numerator_) * a.denominator_,
                wide(a.denominator_) * b.denominator_);
}

rational operator*(rational a, rational b) {
    return made(wide(a.numerator_) * b.numerator_, wide(a.denominator_) * b.denominator_);
}

rational operator/(rational a, rational b) {
    if (b.numerator_ == 0) throw std::invalid_argument("division by nothing");
    return made(wide(a.numerator_) * b.denominator_, wide(a.denominator_) * b.numerator_);
}

std::strong_ordering operator<=>(rational const& a, rational const& b) {
    return wide(a.numerator_) * b.denominator_ <=> wide(b.numerator_) * a.denominator_;
}

std::string decimal_text(rational value, int digits, bool keep_zeros) {
    if (digits < 0 || digits > 9) throw std::invalid_argument("decimals of a number: 0 to 9");
    bool const negative = value.numerator() < 0;
    wide const size = negative ? -wide(value.numerator()) : wide(value.numerator());
    wide const scale = tens[static_cast<std::size_t>(digits)];
    wide const scaled = (2 * size * scale + value.denominator()) / (2 * wide(value.denominator()));
    wide whole = scaled / scale;
    auto fraction = static_cast<std::int64_t>(scaled % scale);
    std::string text;
    do text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(whole % 10)));
    while ((whole /= 10) != 0);
    if (digits > 0) {
        std::string part = std::to_string(fraction);
        part.insert(0, static_cast<std::size_t>(digits) - part.size(), '0');
        if (!keep_zeros) part.erase(part.find_last_not_of('0') + 1);
        if (!part.empty()) text += "." + part;
    }
    return negative && scaled != 0 ? "-" + text : text;
}

std::optional<int> decimals_of(rational value) {
    for (int digits = 0; digits <= 9; ++digits)
        if (tens[static_cast<std::size_t>(digits)] % value.denominator() == 0) return digits;
    return std::nullopt;
}

}  // namespace guiyan
