#include "base/clock.hpp"

#include <fmt/format.h>

#include "base/fixed_digits.hpp"

namespace guiyan {

instant system_clock::now() const {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

std::int64_t unix_ms(instant t) {
    return t.time_since_epoch().count();
}

std::string format_instant(instant t) {
    auto const day = std::chrono::floor<std::chrono::days>(t);
    std::chrono::year_month_day const ymd{day};
    std::chrono::hh_mm_ss const time{t - day};
    if (int(ymd.year()) < 0 || int(ymd.year()) > 9999)
        return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", int(ymd.year()),
                           unsigned(ymd.month()), unsigned(ymd.day()), time.hours().count(),
                           time.minutes().count(), time.seconds().count(), time.subseconds().count());
    char text[] = "0000-00-00T00:00:00.000Z";
    put_digits(text, unsigned(int(ymd.year())), 4);
    put_digits(text + 5, unsigned(ymd.month()), 2);
    put_digits(text + 8, unsigned(ymd.day()), 2);
    put_digits(text + 11, unsigned(time.hours().count()), 2);
    put_digits(text + 14, unsigned(time.minutes().count()), 2);
    put_digits(text + 17, unsigned(time.seconds().count()), 2);
    put_digits(text + 20, unsigned(time.subseconds().count()), 3);
    return {text, sizeof text - 1};
}

std::optional<instant> parse_instant(std::string_view text) {
    // Exactly the form written above: 24 characters.
    if (text.size() != 24 || text[10] != 'T' || text[23] != 'Z') return std::nullopt;
    auto const day = date::parse(text.substr(0, 10));
    if (!day) return std::nullopt;
    auto number = [&](std::size_t at, std::size_t length) {
        int n = 0;
        for (std::size_t i = at; i < at + length; ++i) {
            if (text[i] < '0' || text[i] > '9') return -1;
            n = n * 10 + (text[i] - '0');
        }
        return n;
    };
    int const h = number(11, 2), m = number(14, 2), s = number(17, 2), ms = number(20, 3);
    if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59 || ms < 0) return std::nullopt;
    return instant{std::chrono::sys_days{day->ymd()}} + std::chrono::hours{h} + std::chrono::minutes{m} +
           std::chrono::seconds{s} + std::chrono::milliseconds{ms};
}

date china_day(instant t) {
    return date{
        std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(t + std::chrono::hours{8})}};
}

}  // namespace guiyan
