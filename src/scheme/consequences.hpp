#pragma once
// Consequences that a day brings: what a trigger says of the day, in the expression language.

#include <string>

#include "base/date.hpp"
#include "scheme/money.hpp"

namespace guiyan::scheme {

/// "60 days before term_end" as a condition on the record: from that day until the date itself; "30 days
/// after": from that day on. "" for triggers that are not counted from a date.
std::string date_condition(occasion const&);

/// Whether it is judged every day: a period, a date, a day before or after one. What follows an event, or a
/// person starts, is not.
bool goes_by_day(consequence const&);

bool in_force(rule const&, date on);

}  // namespace guiyan::scheme
