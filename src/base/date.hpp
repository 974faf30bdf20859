#pragma once
// Civil days. `date` is a whole day; `partial_date` is what a form may know: a year, a year and month, or a
// day.

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace guiyan {

class date {
public:
    date() = default;
    explicit date(std::chrono::year_month_day ymd) : ymd_(ymd) {}
    date(int year, unsigned month, unsigned day);

    /// "YYYY-MM-DD" of a day that exists, else nothing.
    static std::optional<date> parse(std::string_view iso);

    std::string iso() const;
    std::chrono::year_month_day ymd() const { return ymd_; }
    int year() const { return int(ymd_.year()); }
    unsigned month() const { return unsigned(ymd_.month()); }
    unsigned day() const { return unsigned(ymd_.day()); }

    friend auto operator<=>(date const&, date const&) = default;

private:
    std::chrono::year_month_day ymd_{std::chrono::year{1970}, std::chrono::month{1}, std::chrono::day{1}};
};

/// A birth date as papers give it: "1985", "1985-03" or "1985-03-27". What is not known stays unknown.
class partial_date {
public:
    partial_date() = default;
    partial_date(int year, unsigned month = 0, unsigned day = 0) : year_(year), month_(month), day_(day) {}
    explicit partial_date(date d) : partial_date(d.year(), d.month(), d.day()) {}

    static std::optional<partial_date> parse(std::string_view iso);

    std::string iso() const;
    int year() const { return year_; }
    unsigned month() const { return month_; }  ///< 0: not known
    unsigned day() const { return day_; }      ///< 0: not known
    std::optional<date> whole() const;

    /// True when nothing that both know differs: 1985-03 agrees with 1985-03-27.
    bool agrees_with(partial_date const& other) const;

    friend auto operator<=>(partial_date const&, partial_date const&) = default;

private:
    int year_ = 0;
    unsigned month_ = 0;
    unsigned day_ = 0;
};

/// Whole years lived on `on`. Where only a year or month of birth is known, the earliest possible day counts.
int age_on(partial_date const& birth, date on);

}  // namespace guiyan
