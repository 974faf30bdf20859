#include "terms/workdays.hpp"

#include <stdexcept>

namespace guiyan::terms {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

// A span longer than this is a slip of the pen.
constexpr days longest_holiday{31};

bool on_weekend(sys_days day) {
    auto const weekday = std::chrono::weekday(day);
    return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

}  // namespace

workdays::workdays(library const& lists) : workdays(lists, {}, {}) {}

workdays::workdays(library const& lists, std::vector<holiday_span> const& own, std::set<int> const& years)
    : years_(years) {
    auto const& rows = lists.raw("holiday");
    for (std::size_t r = 0; r < rows.size(); ++r) {
        auto const from = date::parse(rows.at(r, "from")), until = date::parse(rows.at(r, "until"));
        auto const& kind = rows.at(r, "kind");
        if (!from || !until || (kind != "off" && kind != "work"))
            throw std::runtime_error("holiday.csv, row " + std::to_string(r + 1) + ": days or kind");
        put({*from, *until, kind == "off", rows.at(r, "name")});
        years_.insert(std::stoi(rows.at(r, "year")));
    }
    for (auto const& span : own) put(span);
}

void workdays::put(holiday_span const& span) {
    sys_days const from{span.from.ymd()}, until{span.until.ymd()};
    if (until < from || until - from > longest_holiday)
        throw std::runtime_error("holiday " + span.name + " " + span.from.iso() + ": its end");
    for (auto day = from; day <= until; day += days{1})
        marks_.insert_or_assign(day, mark{span.off, span.name});
}

bool workdays::is_workday(date day) const {
    sys_days const at{day.ymd()};
    auto const marked = marks_.find(at);
    return marked == marks_.end() ? !on_weekend(at) : !marked->second.off;
}

std::string_view workdays::name_of(date day) const {
    auto const marked = marks_.find(sys_days{day.ymd()});
    return marked == marks_.end() ? std::string_view() : std::string_view(marked->second.name);
}

reckoned<date> workdays::add_workdays(date from, int count, period_start start) const {
    if (count < 1) throw std::invalid_argument("a period of working days has at least one");
    sys_days day{from.ymd()};
    if (start == period_start::next_day) day += days{1};
    reckoned<date> out;
    for (;; day += days{1}) {
        out.value = date(std::chrono::year_month_day(day));
        out.certain = out.certain && knows(out.value.year());
        if (is_workday(out.value) && --count == 0) return out;
    }
}

reckoned<int> workdays::workdays_between(date from, date until) const {
    reckoned<int> out;
    for (sys_days day{from.ymd()}; day <= sys_days{until.ymd()}; day += days{1}) {
        date const at{std::chrono::year_month_day(day)};
        out.certain = out.certain && knows(at.year());
        out.value += is_workday(at);
    }
    return out;
}

}  // namespace guiyan::terms
