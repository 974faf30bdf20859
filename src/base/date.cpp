#include "base/date.hpp"

#include <fmt/format.h>

#include "base/fixed_digits.hpp"

namespace guiyan {
namespace {

std::optional<int> digits(std::string_view text) {
    int n = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        n = n * 10 + (c - '0');
    }
    return text.empty() ? std::nullopt : std::optional<int>(n);
}

/// Month or day 0: not known, left out.
std::string iso_text(int year, unsigned month, unsigned day) {
    if (year < 0 || year > 9999)
        return !month ? fmt::format("{:04}", year)
               : !day ? fmt::format("{:04}-{:02}", year, month)
                      : fmt::format("{:04}-{:02}-{:02}", year, month, day);
    char text[] = "0000-00-00";
    put_digits(text, unsigned(year), 4);
    put_digits(text + 5, month, 2);
    put_digits(text + 8, day, 2);
    return {text, !month ? 4u : !day ? 7u : 10u};
}

}  // namespace

date::date(int year, unsigned month, unsigned day)
    : ymd_(std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}) {}

std::optional<date> date::parse(std::string_view iso) {
    auto const partial = partial_date::parse(iso);
    return partial ? partial->whole() : std::nullopt;
}

std::string date::iso() const {
    return iso_text(year(), month(), day());
}

std::optional<partial_date> partial_date::parse(std::string_view iso) {
    if (iso.size() != 4 && iso.size() != 7 && iso.size() != 10) return std::nullopt;
    auto const year = digits(iso.substr(0, 4));
    if (!year || *year == 0) return std::nullopt;
    if (iso.size() == 4) return partial_date(*year);
    auto const month = digits(iso.substr(5, 2));
    if (iso[4] != '-' || !month || *month < 1 || *month > 12) return std::nullopt;
    if (iso.size() == 7) return partial_date(*year, unsigned(*month));
    auto const day = digits(iso.substr(8, 2));
    if (iso[7] != '-' || !day) return std::nullopt;
    std::chrono::year_month_day const ymd{std::chrono::year{*year}, std::chrono::month{unsigned(*month)},
                                          std::chrono::day{unsigned(*day)}};
    if (!ymd.ok()) return std::nullopt;
    return partial_date(*year, unsigned(*month), unsigned(*day));
}

std::string partial_date::iso() const {
    return iso_text(year_, month_, day_);
}

std::optional<date> partial_date::whole() const {
    if (!day_) return std::nullopt;
    return date(year_, month_, day_);
}

bool partial_date::agrees_with(partial_date const& other) const {
    if (year_ != other.year_) return false;
    if (month_ && other.month_ && month_ != other.month_) return false;
    return !(day_ && other.day_ && day_ != other.day_);
}

int age_on(partial_date const& birth, date on) {
    unsigned const month = birth.month() ? birth.month() : 1, day = birth.day() ? birth.day() : 1;
    int const years = on.year() - birth.year();
    return std::pair(on.month(), on.day()) < std::pair(month, day) ? years - 1 : years;
}

}  // namespace guiyan
