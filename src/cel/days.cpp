#include "cel/days.hpp"

#include <algorithm>
#include <cmath>

namespace guiyan::cel {
namespace {

using namespace std::chrono;

unsigned last_day(year_month m) {
    return unsigned((m / last).day());
}

std::optional<date> in_range(year_month_day d) {
    if (int(d.year()) < 1 || int(d.year()) > 9999) return std::nullopt;
    return date(d);
}

}  // namespace

int full_years(date from, date to) {
    int const years = to.year() - from.year();
    return std::pair(to.month(), to.day()) < std::pair(from.month(), from.day()) ? years - 1 : years;
}

double months_between(date from, date to) {
    if (to < from) return -months_between(to, from);
    int const months = (to.year() - from.year()) * 12 + int(to.month()) - int(from.month());
    int const day = int(std::min(from.day(), last_day(to.ymd().year() / to.ymd().month())));
    return months + (int(to.day()) - day) / 31.0;
}

std::int64_t days_between(date from, date to) {
    return (sys_days(to.ymd()) - sys_days(from.ymd())).count();
}

std::optional<date> add_days(date d, double n) {
    n = std::trunc(n);
    if (!(std::fabs(n) <= 1'000'000)) return std::nullopt;
    return in_range(year_month_day(sys_days(d.ymd()) + days(static_cast<int>(n))));
}

std::optional<date> add_months(date d, double n) {
    n = std::trunc(n);
    if (!(std::fabs(n) <= 24'000)) return std::nullopt;
    auto const m = d.ymd().year() / d.ymd().month() + months(static_cast<int>(n));
    return in_range(m / std::chrono::day(std::min(d.day(), last_day(m))));
}

}  // namespace guiyan::cel
