#include "base/day_math.hpp"

namespace guiyan {

using namespace std::chrono;

date add_days(date d, int n) {
    return date(year_month_day(sys_days(d.ymd()) + days(n)));
}

date add_months(date d, int n) {
    auto const to = d.ymd() + months(n);
    return date(to.ok() ? to : year_month_day(to.year() / to.month() / last));
}

int days_between(date from, date to) {
    return static_cast<int>((sys_days(to.ymd()) - sys_days(from.ymd())).count());
}

}  // namespace guiyan
