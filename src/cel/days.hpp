#pragma once
// Sums over civil days as packs use them, beside base/day_math. A day lies in the years 1 to 9999; beyond is
// nothing.

#include <optional>

#include "base/date.hpp"

namespace guiyan::cel {

/// Full years (周岁): the anniversary counts; who was born on 29 February turns on 1 March.
int full_years(date from, date to);

/// Months from one day to another. Whole at the same day of the month, or at its last day where the month has
/// no such day (民法典 art. 202); the rest in 31sts. Negative when `to` comes first.
double months_between(date from, date to);

/// Days, months added; a day the month does not have becomes its last. The number is cut to a whole one
/// first; at most 1,000,000 days or 24,000 months.
std::optional<date> add_days(date, double);
std::optional<date> add_months(date, double);

}  // namespace guiyan::cel
