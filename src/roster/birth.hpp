#pragma once
// Birth dates of every habit: 1985.3, 85-3-1, 1985年3月, 一九八五年三月, 198503, Excel's day numbers. What
// the cell does not say stays unknown; what it says in two ways is left to a person, or to the ID number.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "files/sheet.hpp"
#include "roster/kinds.hpp"

namespace guiyan::roster {

struct birth_reading {
    std::optional<partial_date> value;     ///< what is certain; may be only the year of an ambiguous date
    std::vector<partial_date> candidates;  ///< where the cell can be read in two ways, both
    std::vector<finding> findings;
    bool present = false;
    bool first_of_month =
        false;  ///< a day number of a first day: "1985-3" typed into Excel becomes 1985-03-01
    bool lunar = false;
};

/// How the dates of this column are written, known from its other cells.
struct date_habit {
    bool trailing_zero_lost = false;  ///< "1985.1" may be a number that once was 1985.10
    bool day_first = false;           ///< 27/3/1985 stands beside 3/4/1985
};

birth_reading read_birth(files::cell const& cell, date today, date_habit const& habit = {});

/// Puts separate cells for year, month and day together; missing parts are empty.
birth_reading read_birth(std::string_view year, std::string_view month, std::string_view day, date today);

/// Whole years in words such as 38, 38岁, 三十八; nothing where the text is no age.
/// True of a year in which nobody was born whom a roster of talents lists today: children, and people past
/// 110 years.
bool is_unlikely_birth(int year, date today);

std::optional<int> read_age(std::string_view tidy_text);

}  // namespace guiyan::roster
