#pragma once
// Reckoning with civil days.

#include "base/date.hpp"

namespace guiyan {

date add_days(date, int days);
/// The same day of another month; its last where that month has no such day: 31 January and one month is 28
/// February.
date add_months(date, int months);
/// Whole days from `from` to `to`; negative when `to` is earlier.
int days_between(date from, date to);

}  // namespace guiyan
