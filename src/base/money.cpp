#include "base/money.hpp"

#include <fmt/format.h>

namespace guiyan {

std::optional<money> money::parse(std::string_view text) {
    bool const negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    std::int64_t fen = 0;
    std::size_t figures = 0, decimals = 0;
    bool point = false;
    for (char c : text) {
        if (c == '.' && !point && figures) {
            point = true;
        } else if (c >= '0' && c <= '9') {
            if (point ? ++decimals > 2 : ++figures > 13) return std::nullopt;
            fen = fen * 10 + (c - '0');
        } else {
            return std::nullopt;
        }
    }
    if (!figures || (point && !decimals)) return std::nullopt;
    for (; decimals < 2; ++decimals) fen *= 10;
    return money{negative ? -fen : fen};
}

std::string money::yuan() const {
    auto const size = fen < 0 ? 0 - static_cast<std::uint64_t>(fen) : static_cast<std::uint64_t>(fen);
    return fmt::format("{}{}.{:02}", fen < 0 ? "-" : "", size / 100, size % 100);
}

}  // namespace guiyan
