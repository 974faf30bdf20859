#include "scheme/decimal.hpp"

#include <fmt/format.h>

namespace guiyan::scheme {

std::optional<decimal> decimal::parse(std::string_view text) {
    bool const negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    auto const point = text.find('.');
    auto const whole = text.substr(0, point);
    auto const rest = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (whole.empty() || whole.size() > 12 || rest.size() > 6 ||
        (point != std::string_view::npos && rest.empty()))
        return {};
    std::int64_t micro = 0;
    for (char const c : whole) {
        if (c < '0' || c > '9') return {};
        micro = micro * 10 + (c - '0');
    }
    for (std::size_t i = 0; i < 6; ++i) {
        char const c = i < rest.size() ? rest[i] : '0';
        if (c < '0' || c > '9') return {};
        micro = micro * 10 + (c - '0');
    }
    return from_micro(negative ? -micro : micro);
}

std::string decimal::text() const {
    auto const size = micro_ < 0 ? -micro_ : micro_;
    auto out = fmt::format("{}{}.{:06}", micro_ < 0 ? "-" : "", size / 1000000, size % 1000000);
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
    return out;
}

}  // namespace guiyan::scheme
