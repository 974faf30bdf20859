// Consequences: for which records one holds on a day.

#include "scheme/consequences.hpp"
#include "scheme/print_figure.hpp"
#include "scheme/reckoner.hpp"

namespace guiyan::scheme {
namespace {

std::string number_of(scalar const& s) {
    return s.constant() ? plain_number(s.number.value()) : "(" + s.cel.text + ")";
}

/// The days of a span as an expression would count them between two dates.
struct distance {
    std::string earlier, later;  ///< dates, as written
    span const& length;

    /// "later" is at least (or at most) the span after "earlier".
    std::string compare(char const* sign) const {
        auto days = [&](std::string const& n) {
            return "days_between(" + earlier + ", " + later + ") " + sign + " " + n;
        };
        auto months = [&](std::string const& n) {
            return later + " " + sign + " add_months(" + earlier + ", " + n + ")";
        };
        if (length.days) return days(number_of(*length.days));
        if (length.weeks) return days("7 * " + number_of(*length.weeks));
        if (length.workdays)
            return "workdays_between(" + earlier + ", " + later + ") " + sign + " " +
                   number_of(*length.workdays);
        if (length.months) return months(number_of(*length.months));
        if (length.years) return months("12 * " + number_of(*length.years));
        return days("0");
    }
};

}  // namespace

std::string date_condition(occasion const& on) {
    if (on.before) {
        // Of months before a date the date less the months is meant.
        std::string out;
        auto const& s = *on.before;
        if (s.months || s.years)
            out = "as_of >= add_months(" + on.of + ", -" +
                  (s.months ? number_of(*s.months) : "12 * " + number_of(*s.years)) + ")";
        else
            out = distance{"as_of", on.of, s}.compare("<=");
        return out + " && as_of <= " + on.of;
    }
    if (on.after) return distance{on.of, "as_of", *on.after}.compare(">=");
    return {};
}

bool goes_by_day(consequence const& c) {
    return !c.on || c.on->every || c.on->before || c.on->after || !c.on->date.empty();
}

bool in_force(rule const& r, date on) {
    return !(r.from && on < *r.from) && !(r.until && !(on < *r.until));
}

std::optional<std::vector<cel::program const*>> reckoner::conditions(consequence const& c) const {
    std::vector<cel::program const*> out;
    auto add = [&](cel::program const* p) {
        if (p) out.push_back(p);
        return p != nullptr;
    };
    if (c.where.written() && !add(rules_.program(c.where, c.for_))) return std::nullopt;
    if (c.on)
        if (auto const days = date_condition(*c.on); !days.empty() && !add(rules_.program(days, c.for_)))
            return std::nullopt;
    if (c.when.written() && !add(rules_.program(c.when, c.for_))) return std::nullopt;
    return out;
}

truth reckoner::holds(consequence const& c, record_key const& of) const {
    auto const all = conditions(c);
    if (!all) return truth::unknown;
    if (!in_force(c, now_.as_of)) return truth::no;
    auto out = truth::yes;
    for (auto const* p : *all) {
        auto const v = evaluate(*p, of);
        if (v.is_false()) return truth::no;
        if (!v.is_true()) out = truth::unknown;
    }
    return out;
}

std::vector<counted_row> reckoner::those(consequence const& c, std::string_view amount) const {
    auto const all = conditions(c);
    if (!all || !in_force(c, now_.as_of)) return {};
    if (c.for_ == "scheme") {
        if (holds(c, now_.scheme) != truth::yes) return {};
        counted_row one;
        one.id = now_.scheme.id;
        return {one};
    }
    auto const* kind = rules_.facts().find(c.for_);
    if (!kind || !facts_.keeps(c.for_)) return {};
    for (auto const* p : *all)
        if (!sees(*p, c.for_)) return {};
    row_question q;
    q.kind = kind->name;
    q.as_of = now_.as_of;
    q.names = this;
    q.where = *all;
    q.placed = true;
    if (!amount.empty()) q.amount = rules_.program(amount, c.for_);
    return facts_.rows(q);
}

}  // namespace guiyan::scheme
