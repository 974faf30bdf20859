#include "cel/days.hpp"

#include <algorithm>
#include <cmath>

#include "base/day_math.hpp"

namespace guiyan::cel {
namespace {

using namespace std::chrono;

unsigned last_day(year_month m) {
    return unsigned((m / last).day());
}

std::optional<date> in_range(date d) {
    if (d.year() < 1 || d.year() > 9999) return std::nullopt;
    return d;
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

std::optional<date> add_days(date d, double n) {
    n = std::trunc(n);
    if (!(std::fabs(n) <= 1'000'000)) return std::nullopt;
    return in_range(guiyan::add_days(d, static_cast<int>(n)));
}

std::optional<date> add_months(date d, double n) {
    n = std::trunc(n);
    if (!(std::fabs(n) <= 24'000)) return std::nullopt;
    return in_range(guiyan::add_months(d, static_cast<int>(n)));
}

}  // namespace guiyan::cel
