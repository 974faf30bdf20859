#include "terms/workdays.hpp"

#include <doctest/doctest.h>

#include <map>

using namespace guiyan;
using namespace guiyan::terms;

namespace {

date day(char const* iso) {
    return *date::parse(iso);
}

workdays const& calendar() {
    static workdays const made(library::of_folder("terms"));
    return made;
}

}  // namespace

TEST_CASE("holidays and make-up days of the notices") {
    auto const& c = calendar();
    CHECK_FALSE(c.is_workday(day("2022-10-05")));  // a Wednesday of 国庆节
    CHECK(c.is_workday(day("2022-10-08")));        // a Saturday that is worked
    CHECK(c.is_workday(day("2022-10-09")));
    CHECK_FALSE(c.is_workday(day("2022-10-15")));
    CHECK(c.is_workday(day("2022-12-30")));
    CHECK_FALSE(c.is_workday(day("2023-01-02")));  // 元旦 of 2023 began in 2022
    CHECK(c.is_workday(day("2026-01-04")));
    CHECK(c.name_of(day("2026-02-28")) == "春节");
    CHECK(c.name_of(day("2026-03-02")).empty());
}

TEST_CASE("a year has as many working days as its notice leaves") {
    for (auto const& [year, count] :
         std::map<int, int>{{2021, 250}, {2022, 249}, {2023, 249}, {2024, 251}, {2025, 248}, {2026, 248}}) {
        auto const found = calendar().workdays_between(date(year, 1, 1), date(year, 12, 31));
        INFO(year);
        CHECK(found.value == count);
        CHECK(found.certain);
    }
}

TEST_CASE("a make-up day is a weekend, and a holiday was not declared twice") {
    auto const lists = library::of_folder("terms");
    auto const& rows = lists.raw("holiday");
    for (std::size_t r = 0; r < rows.size(); ++r) {
        auto const weekday =
            std::chrono::weekday(std::chrono::sys_days(day(rows.at(r, "from").c_str()).ymd()));
        bool const weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
        INFO(rows.at(r, "from"));
        if (rows.at(r, "kind") == "work") CHECK(weekend);
        if (r > 0) CHECK(rows.at(r, "from") > rows.at(r - 1, "until"));
        CHECK(!rows.at(r, "source").empty());
    }
}

TEST_CASE("a publicity of five working days") {
    auto const& c = calendar();
    // Put up on a Monday: Tuesday to the next Monday.
    CHECK(c.add_workdays(day("2022-07-04"), 5, period_start::next_day).value == day("2022-07-11"));
    CHECK(c.add_workdays(day("2022-07-04"), 5, period_start::same_day).value == day("2022-07-08"));
    // Over 国庆节: Sept. 30, Oct. 8 and 9 (make-up days), 10, 11.
    CHECK(c.add_workdays(day("2022-09-29"), 5, period_start::next_day).value == day("2022-10-11"));
    CHECK(c.add_workdays(day("2022-10-01"), 1, period_start::same_day).value == day("2022-10-08"));
    CHECK(c.workdays_between(day("2022-09-30"), day("2022-10-11")).value == 5);
    CHECK(c.workdays_between(day("2022-10-11"), day("2022-09-30")).value == 0);
    CHECK_THROWS_AS(c.add_workdays(day("2022-07-04"), 0, period_start::next_day), std::invalid_argument);
}

TEST_CASE("a year without a notice has its weekends only, and says so") {
    auto const& c = calendar();
    CHECK_FALSE(c.knows(2030));
    CHECK(c.is_workday(day("2030-10-01")));
    CHECK_FALSE(c.add_workdays(day("2030-09-30"), 3, period_start::next_day).certain);
    CHECK_FALSE(c.workdays_between(day("2026-12-30"), day("2027-01-04")).certain);
    CHECK(c.add_workdays(day("2026-12-28"), 3, period_start::next_day).certain);
}

TEST_CASE("a county's own days win") {
    workdays const own(library::of_folder("terms"),
                       {{day("2027-10-01"), day("2027-10-07"), true, "国庆节"},
                        {day("2022-10-08"), day("2022-10-08"), true, "调整"}},
                       {2027});
    CHECK_FALSE(own.is_workday(day("2027-10-04")));
    CHECK(own.knows(2027));
    CHECK_FALSE(own.is_workday(day("2022-10-08")));
    CHECK_THROWS_AS(
        workdays(library::of_folder("terms"), {{day("2027-10-07"), day("2027-10-01"), true, ""}}, {}),
        std::runtime_error);
}
