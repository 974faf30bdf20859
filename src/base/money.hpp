#pragma once
// Amounts of money: whole fen inside, yuan with two places outside.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace guiyan {

struct money {
    std::int64_t fen = 0;

    /// "128600", "128600.5", "-12.00" (yuan); at most two decimals and 13 figures before them.
    static std::optional<money> parse(std::string_view yuan);
    std::string yuan() const;  ///< "128600.00"

    friend auto operator<=>(money, money) = default;
};

}  // namespace guiyan
