#pragma once
// Exact decimals of packs: six digits behind the point, so that weights and maxima add up to the last digit.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace guiyan::scheme {

class decimal {
public:
    decimal() = default;
    decimal(int whole) : micro_(std::int64_t{whole} * 1000000) {}
    static decimal from_micro(std::int64_t micro) {
        decimal d;
        d.micro_ = micro;
        return d;
    }
    /// "12", "-0.5", "12.000001"; nothing for any other text, for more than six digits behind the point and
    /// for more than twelve before it.
    static std::optional<decimal> parse(std::string_view text);

    std::int64_t micro() const { return micro_; }
    double value() const { return double(micro_) / 1e6; }
    bool whole() const { return micro_ % 1000000 == 0; }
    /// Shortest text: "12", "0.5".
    std::string text() const;

    friend decimal operator+(decimal a, decimal b) { return from_micro(a.micro_ + b.micro_); }
    friend decimal operator-(decimal a, decimal b) { return from_micro(a.micro_ - b.micro_); }
    decimal& operator+=(decimal b) { return micro_ += b.micro_, *this; }
    friend auto operator<=>(decimal const&, decimal const&) = default;

private:
    std::int64_t micro_ = 0;
};

}  // namespace guiyan::scheme
