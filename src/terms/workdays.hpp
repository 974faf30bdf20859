#pragma once
// Working days (工作日) of China: Monday to Friday, without the holidays and with the make-up days that the
// State Council's office announces for each year (terms/holiday.csv names the notice). A year whose notice is
// not in the table has only its weekends; what was worked out with such a year says so, because the day may
// still move.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "terms/terms.hpp"

namespace guiyan::terms {

/// Days that are off, or worked although on a weekend; both ends belong to it.
struct holiday_span {
    date from, until;
    bool off = true;
    std::string name;
};

/// A day or a number that rests on the calendar. `certain` is false where a year without a notice took part.
template <class T>
struct reckoned {
    T value{};
    bool certain = true;
};

/// The day that a period begins with: the day of the act itself, or the next one (a publicity put up today
/// runs from tomorrow).
enum class period_start { same_day, next_day };

class workdays {
public:
    /// From the table "holiday". Throws std::runtime_error for a row that cannot be read: it ships with the
    /// program.
    explicit workdays(library const& lists);

    /// Also days that a county adds (its own closures, or a year's notice before an upgrade); they win over
    /// the table's. `years` are those that the county calls complete.
    workdays(library const& lists, std::vector<holiday_span> const& own, std::set<int> const& years);

    bool is_workday(date day) const;
    /// Whether the year's notice is known.
    bool knows(int year) const { return years_.contains(year); }
    std::set<int> const& known_years() const { return years_; }
    /// The holiday's name, or "" on a day without one; also on its make-up days.
    std::string_view name_of(date day) const;

    /// The last day of a period of `count` working days (1 or more, else std::invalid_argument). The period
    /// of five that starts on the day after a Friday ends on the next Friday.
    reckoned<date> add_workdays(date from, int count, period_start start) const;

    /// Working days from `from` until `until`, both counted; 0 where `until` is before.
    reckoned<int> workdays_between(date from, date until) const;

private:
    struct mark {
        bool off;
        std::string name;
    };
    void put(holiday_span const& span);

    std::map<std::chrono::sys_days, mark> marks_;
    std::set<int> years_;
};

}  // namespace guiyan::terms
