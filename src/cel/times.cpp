#include "cel/times.hpp"

#include <fmt/format.h>

#include <chrono>

namespace guiyan::cel {
namespace {

using namespace std::chrono;
constexpr std::int64_t nano = 1'000'000'000;
__extension__ typedef __int128 wide;

std::int64_t seconds_at(int year, unsigned month, unsigned day) {
    return sys_seconds(sys_days(year_month_day(std::chrono::year(year), std::chrono::month(month),
                                               std::chrono::day(day))))
        .time_since_epoch()
        .count();
}
std::int64_t first_second() {
    return seconds_at(1, 1, 1);
}
std::int64_t last_second() {
    return seconds_at(9999, 12, 31) + 86'399;
}

/// Takes `count` digits off the front.
std::optional<int> digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int n = 0;
    for (char c : text.substr(0, count)) {
        if (c < '0' || c > '9') return std::nullopt;
        n = n * 10 + (c - '0');
    }
    text.remove_prefix(count);
    return n;
}
bool take(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
}

wide nanos_of(value const& v) {
    return wide(v.seconds()) * nano + v.nanos();
}
std::optional<value> duration_of_nanos(wide n) {
    if (n > INT64_MAX || n < INT64_MIN) return std::nullopt;
    return value::duration(static_cast<std::int64_t>(n / nano), static_cast<std::int32_t>(n % nano));
}
std::optional<value> timestamp_of_nanos(wide n) {
    wide const part = (n % nano + nano) % nano;
    auto const seconds = static_cast<std::int64_t>((n - part) / nano);
    if (seconds < first_second() || seconds > last_second()) return std::nullopt;
    return value::timestamp(seconds, static_cast<std::int32_t>(part));
}

/// ".123", as few digits as say it.
std::string fraction(std::int32_t nanos) {
    if (!nanos) return {};
    auto text = fmt::format(".{:09}", nanos < 0 ? -nanos : nanos);
    while (text.back() == '0') text.pop_back();
    return text;
}

}  // namespace

std::optional<value> timestamp_of(std::int64_t seconds, std::int64_t nanos) {
    return timestamp_of_nanos(wide(seconds) * nano + nanos);
}
std::optional<value> duration_of(std::int64_t seconds, std::int64_t nanos) {
    return duration_of_nanos(wide(seconds) * nano + nanos);
}

std::optional<value> parse_timestamp(std::string_view text) {
    auto const y = digits(text, 4);
    if (!y || *y == 0 || !take(text, '-')) return std::nullopt;
    auto const mo = digits(text, 2);
    if (!mo || !take(text, '-')) return std::nullopt;
    auto const d = digits(text, 2);
    if (!d || (!take(text, 'T') && !take(text, 't'))) return std::nullopt;
    auto const h = digits(text, 2);
    if (!h || *h > 23 || !take(text, ':')) return std::nullopt;
    auto const mi = digits(text, 2);
    if (!mi || *mi > 59 || !take(text, ':')) return std::nullopt;
    auto const s = digits(text, 2);
    if (!s || *s > 59) return std::nullopt;
    year_month_day const day{year(*y), month(unsigned(*mo)), std::chrono::day(unsigned(*d))};
    if (!day.ok()) return std::nullopt;
    std::int64_t nanos = 0;
    if (take(text, '.')) {
        std::int64_t unit = nano;
        bool any = false;
        while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
            any = true;
            unit /= 10;
            nanos += (text.front() - '0') * unit;
            text.remove_prefix(1);
        }
        if (!any) return std::nullopt;
    }
    std::int64_t offset = 0;
    if (!take(text, 'Z') && !take(text, 'z')) {
        bool const west = text.starts_with('-');
        if (!take(text, '+') && !take(text, '-')) return std::nullopt;
        auto const oh = digits(text, 2);
        if (!oh || *oh > 23 || !take(text, ':')) return std::nullopt;
        auto const om = digits(text, 2);
        if (!om || *om > 59) return std::nullopt;
        offset = (*oh * 60 + *om) * 60 * (west ? -1 : 1);
    }
    if (!text.empty()) return std::nullopt;
    return timestamp_of(seconds_at(*y, unsigned(*mo), unsigned(*d)) + (*h * 60 + *mi) * 60 + *s - offset,
                        nanos);
}

std::string timestamp_text(value const& v) {
    auto const day = floor<days>(sys_seconds(seconds(v.seconds())));
    year_month_day const ymd(day);
    auto const rest = v.seconds() - sys_seconds(day).time_since_epoch().count();
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}Z", int(ymd.year()), unsigned(ymd.month()),
                       unsigned(ymd.day()), rest / 3600, rest / 60 % 60, rest % 60, fraction(v.nanos()));
}

std::optional<value> parse_duration(std::string_view text) {
    bool const minus = text.starts_with('-');
    if (minus || text.starts_with('+')) text.remove_prefix(1);
    if (text == "0") return value::duration(0, 0);
    if (text.empty()) return std::nullopt;
    wide total = 0;
    while (!text.empty()) {
        wide whole = 0, part = 0, scale = 1;
        bool any = false;
        auto digit = [&] { return !text.empty() && text.front() >= '0' && text.front() <= '9'; };
        for (; digit(); text.remove_prefix(1), any = true) {
            whole = whole * 10 + (text.front() - '0');
            if (whole > wide(INT64_MAX)) return std::nullopt;
        }
        if (take(text, '.'))
            for (; digit(); text.remove_prefix(1), any = true)
                if (scale < nano * nano) {
                    part = part * 10 + (text.front() - '0');
                    scale *= 10;
                }
        if (!any) return std::nullopt;
        struct unit {
            std::string_view name;
            std::int64_t nanos;
        };
        static constexpr unit units[] = {{"ns", 1},   {"us", 1'000},    {"µs", 1'000},     {"ms", 1'000'000},
                                         {"s", nano}, {"m", 60 * nano}, {"h", 3600 * nano}};
        unit const* found = nullptr;
        for (auto const& u : units)
            if (text.starts_with(u.name)) {
                found = &u;
                break;
            }
        if (!found) return std::nullopt;
        text.remove_prefix(found->name.size());
        total += whole * found->nanos + part * found->nanos / scale;
        if (total > wide(INT64_MAX) + 1) return std::nullopt;
    }
    return duration_of_nanos(minus ? -total : total);
}

std::string duration_text(value const& v) {
    bool const minus = v.seconds() < 0 || v.nanos() < 0;
    return fmt::format("{}{}{}s", minus ? "-" : "", v.seconds() < 0 ? -v.seconds() : v.seconds(),
                       fraction(v.nanos()));
}

std::optional<value> add_times(value const& a, value const& b) {
    bool const stamp = a.is(value_kind::timestamp) || b.is(value_kind::timestamp);
    wide const sum = nanos_of(a) + nanos_of(b);
    return stamp ? timestamp_of_nanos(sum) : duration_of_nanos(sum);
}

std::optional<value> subtract_times(value const& a, value const& b) {
    wide const rest = nanos_of(a) - nanos_of(b);
    return a.is(value_kind::timestamp) && b.is(value_kind::duration) ? timestamp_of_nanos(rest)
                                                                     : duration_of_nanos(rest);
}

std::int64_t part_of_duration(operation what, value const& v) {
    switch (what) {
        case operation::get_hours:
            return v.seconds() / 3600;
        case operation::get_minutes:
            return v.seconds() / 60;
        case operation::get_seconds:
            return v.seconds();
        default:
            return v.nanos() / 1'000'000;
    }
}

}  // namespace guiyan::cel
