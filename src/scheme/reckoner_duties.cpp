// Obligations: which period a subject owes, what is owed of a broken one, met or missed, and how often
// (pack language, section 6).

#include <algorithm>

#include "base/day_math.hpp"
#include "scheme/reckoner.hpp"

namespace guiyan::scheme {
namespace {

bool in_force(rule const& r, date on) {
    return !(r.from && on < *r.from) && !(r.until && !(on < *r.until));
}

/// A term or scheme without an end: longer than any of them.
constexpr int hundred_years = 12 * 100;

}  // namespace

std::optional<date> reckoner::day_at(record_key const& of, std::string_view path) const {
    if (path.empty() || !of) return std::nullopt;
    auto const* p = rules_.program(path, of.kind);
    auto const v = p ? evaluate(*p, of) : cel::value::unknown();
    return v.is(cel::value_kind::day) ? std::optional(v.as_day()) : std::nullopt;
}

std::optional<date> reckoner::after(date from, span const& s, record_key const& of) const {
    auto const count = [&](std::optional<scalar> const& n) -> int {
        if (!n) return 0;
        auto const v = n->constant() ? cel::value::number(n->number.value()) : evaluate(n->cel, of);
        return v.is(cel::value_kind::number) ? static_cast<int>(v.as_number()) : 0;
    };
    auto day = add_months(from, 12 * count(s.years) + count(s.months));
    day = add_days(day, 7 * count(s.weeks) + count(s.days));
    for (int left = count(s.workdays); left > 0;) {
        day = add_days(day, 1);
        auto const works = now_.around.calendar ? now_.around.calendar->is_workday(day) : std::nullopt;
        if (!works) return std::nullopt;  // the office's table does not know that year yet
        if (*works) --left;
    }
    return day;
}

std::optional<day_span> reckoner::period_for(obligation const& o, record_key const& subject, date on) const {
    if (!o.every) return std::nullopt;
    auto const* kind = rules_.facts().find(subject.kind);
    switch (*o.every) {
        case period::service_year: {
            auto const from = kind ? day_at(subject, kind->begins) : std::nullopt;
            if (!from || on < *from) return std::nullopt;
            int years = on.year() - from->year();
            if (on < add_months(*from, 12 * years)) --years;
            auto const start = add_months(*from, 12 * years);
            return day_span{start, add_months(*from, 12 * (years + 1)), std::to_string(start.year())};
        }
        case period::term: {
            auto const from = kind ? day_at(subject, kind->begins) : std::nullopt;
            if (!from) return std::nullopt;
            auto const to = subject.kind == "engagement" ? day_at(subject, "term_end") : std::nullopt;
            return day_span{*from, to ? add_days(*to, 1) : add_months(*from, hundred_years), {}};
        }
        case period::scheme:
            if (!now_.scheme_starts) return std::nullopt;
            return day_span{*now_.scheme_starts,
                            now_.scheme_ends ? add_days(*now_.scheme_ends, 1)
                                             : add_months(*now_.scheme_starts, hundred_years),
                            {}};
        default:
            return period_of(*o.every, on);
    }
}

duty_standing reckoner::duty(obligation const& o, std::string const& id, record_key const& asked,
                             std::optional<day_span> const& period) const {
    auto const subject = o.for_ == "scheme" ? now_.scheme : asked;
    duty_standing out;
    auto const& today = now_.as_of;
    std::optional<day_span> span;
    if (!in_force(o, period ? period->start : today)) {
        out.is = duty_state::waived;
        return out;
    }
    if (o.within) {
        auto const from = day_at(subject, o.within->after);
        if (!from) return out;
        out.due = after(*from, o.within->span, subject);
        if (out.due) span = day_span{*from, add_days(*out.due, 1), {}};
    } else if (!o.by.empty()) {
        auto const year = (period ? period->start : today).year();
        out.due = date::parse(o.by.size() == 5 ? std::to_string(year) + "-" + o.by : o.by);
    } else {
        span = period ? period : period_for(o, subject, today);
        if (!span) return out;
        out.due = add_days(span->end, -1);
        // Nobody owes for the days before he came and after he left.
        auto const* kind = rules_.facts().find(subject.kind);
        auto const begins = kind ? day_at(subject, kind->begins) : std::nullopt;
        auto const ends = kind ? day_at(subject, kind->ends) : std::nullopt;
        auto const first = begins && span->start < *begins ? *begins : span->start;
        auto const last = ends && *ends < span->end ? *ends : span->end;
        bool const broken = first != span->start || last != span->end;
        if (!(first < last) || (broken && o.partial == partial_period::waive)) {
            out.is = duty_state::waived;
            out.period = span;
            return out;
        }
        if (broken && o.partial == partial_period::scale)
            out.part = static_cast<double>(days_between(first, last)) / days_between(span->start, span->end);
    }
    out.period = span;
    if (out.due && o.grace) out.due = after(*out.due, *o.grace, subject);
    out.what = judge(o.need, "obligations." + id, subject, span, {.part = out.part});
    out.what.basis = basis_text(o.basis);
    out.is = out.what.is == truth::yes       ? duty_state::met
             : out.what.is == truth::unknown ? duty_state::unknown
             : out.due && *out.due < today   ? duty_state::missed
                                             : duty_state::open;
    return out;
}

cel::value reckoner::duty_field(std::string_view obligation, std::string_view field,
                                record_key const& of) const {
    auto const* o = rules_.rules().obligations.find(obligation);
    if (!o) return cel::value::unknown();
    std::string const id(obligation);
    if (field == "met") {
        auto const now = duty(*o, id, of).is;
        return now == duty_state::unknown
                   ? cel::value::unknown()
                   : cel::value::boolean(now == duty_state::met || now == duty_state::waived);
    }
    if (field == "done" || field == "short") {
        auto const now = duty(*o, id, of);
        if (now.is == duty_state::waived) return cel::value::number(0);
        auto const& number = field == "done" ? now.what.found : now.what.lacks;
        return number ? cel::value::number(*number) : cel::value::unknown();
    }
    // missed, run_missed: periods that are closed, from the beginning of the scheme or of the subject.
    auto const subject = o->for_ == "scheme" ? now_.scheme : of;
    auto const* kind = rules_.facts().find(subject.kind);
    auto from = kind ? day_at(subject, kind->begins) : std::nullopt;
    if (!from || (now_.scheme_starts && *from < *now_.scheme_starts)) from = now_.scheme_starts;
    if (!o->every || !from) return cel::value::number(0);
    double missed = 0, run = 0;
    for (auto span = period_for(*o, subject, *from); span && span->end <= now_.as_of;
         span = period_for(*o, subject, span->end)) {
        auto const then = duty(*o, id, of, span).is;
        if (then == duty_state::missed) ++missed, ++run;
        if (then == duty_state::met) run = 0;
    }
    return cel::value::number(field == "missed" ? missed : run);
}

}  // namespace guiyan::scheme
