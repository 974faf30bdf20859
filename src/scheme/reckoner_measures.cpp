// Measures: which rows, in which window, and what is made of them.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>

#include "base/day_math.hpp"
#include "scheme/reckoner.hpp"

namespace guiyan::scheme {
namespace {

/// Days, months, years since 0: two rows of neighbouring periods differ by one.
int index_of(run_unit u, date d) {
    switch (u) {
        case run_unit::day:
            return days_between(date(2000, 1, 1), d);
        case run_unit::month:
            return d.year() * 12 + static_cast<int>(d.month()) - 1;
        case run_unit::year:
        case run_unit::term:
            break;
    }
    return d.year();
}

cel::value number(double d) {
    return std::isfinite(d) ? cel::value::number(d) : cel::value::unknown();
}

/// Tenths added up are tenths: 2.9999999999999996 is 3, in whatever order the rows came.
cel::value sum_of(double d) {
    return number(std::isfinite(d) ? std::strtod(fmt::format("{:.9f}", d).c_str(), nullptr) : d);
}

}  // namespace

reading reckoner::measure(std::string_view id, record_key const& subject,
                          std::optional<day_span> const& period) const {
    auto const& p = rules_.rules();
    if (auto const* m = p.measures.find(id)) return measure(*m, subject, period);
    // Figures may be used like measures.
    if (auto const* f = p.indicators.find(id)) return figure(*f, subject);
    return {cel::value::unknown(), {}, {}, {}};
}

reading reckoner::measure(measure_ref const& ref, record_key const& subject,
                          std::optional<day_span> const& period) const {
    return ref.written.empty() ? measure(std::string_view(ref.id), subject, period)
                               : measure(ref.written.front(), subject, period);
}

reading reckoner::figure(indicator const& f, record_key const& subject) const {
    auto out =
        f.of.empty() ? measure(static_cast<scheme::measure const&>(f), subject) : measure(f.of, subject);
    if (!f.unit.empty()) out.unit = f.unit;
    return out;
}

reading reckoner::measure(scheme::measure const& m, record_key const& asked,
                          std::optional<day_span> const& period) const {
    reading none{cel::value::unknown(), m.unit, {}, m.over};
    auto subject = asked;
    if (!m.per.empty() && subject && subject.kind != m.per && subject.kind != "scheme") {
        auto const* kind = rules_.facts().find(subject.kind);
        auto const found = kind ? follow(subject, kind->way_to(m.per)) : std::nullopt;
        if (!found) return none;
        subject = {m.per, *found};
    }
    if (m.calc.written()) {
        auto const* program = rules_.program(m.calc, subject.kind);
        if (!program) return none;
        // What it is made of is asked for the same period.
        auto const v = evaluate(*program, subject, nullptr, period);
        none.value = v.is(cel::value_kind::number) ? v : cel::value::unknown();
        none.kind = subject.kind;
        return none;
    }
    if (m.growth) return grow(m, subject);
    if (m.rank) return place(m, subject);
    return count(m, subject, period);
}

std::vector<counted_row> reckoner::those(std::string_view kind, expression const& where) const {
    auto const* program = rules_.program(where, kind);
    if (!program) return {};
    row_question q;
    q.kind = kind;
    q.as_of = now_.as_of;
    q.names = this;
    q.where.push_back(program);
    return facts_.rows(q);
}

bool reckoner::sees(cel::program const& program, std::string_view kind) const {
    for (auto const& path : cel::names_read(program)) {
        auto const* at = rules_.facts().find(kind);
        for (std::string_view rest = path; at && !rest.empty();) {
            auto const part = rest.substr(0, rest.find('.'));
            rest.remove_prefix(std::min(rest.size(), part.size() + 1));
            auto const* link = at->list(part) ? at->list(part) : at->ref(part);
            if (!link) break;
            if (!facts_.keeps(link->kind)) return false;
            at = rules_.facts().find(link->kind);
        }
    }
    return true;
}

reading reckoner::count(scheme::measure const& m, record_key const& subject,
                        std::optional<day_span> const& period, split const* only) const {
    reading out{cel::value::unknown(), m.unit, {}, m.over};
    auto const* kind = rules_.facts().find(m.over);
    if (!kind || !facts_.keeps(kind->name)) return out;

    row_question q;
    if (!ask(m, q)) return out;
    if (only)
        for (auto const& text : only->where) {
            auto const* part = rules_.program(text, m.over);
            if (!part) return out;
            q.where.push_back(part);
        }
    std::string way, subject_kind;
    if (subject && subject.kind != "scheme") {
        auto bearer = subject;
        if (auto const who = kind->bearer(subject.kind); m.via.empty() && who != subject.kind) {
            auto const found = follow(subject, rules_.facts().find(subject.kind)->way_to(who));
            if (!found) return out;
            bearer = {std::string(who), *found};
        }
        way = m.via.empty() ? std::string(kind->way_to(bearer.kind)) : m.via;
        if (way.empty() || way == "~") return out;
        q.way = way;
        q.subject = bearer.id;
        subject_kind = bearer.kind;
        q.subject_kind = subject_kind;
    }
    if (auto const span = window_of(m, subject, period)) {
        q.from = span->start;
        q.until = span->end;
    }
    out.rows = facts_.rows(q);

    if (m.run) {
        std::set<int> units;
        for (auto const& r : out.rows)
            if (r.day) units.insert(index_of(m.run->unit, *r.day));
        int const step = 1 + m.run->gap.value_or(0);
        int best = 0, now = 0, last = 0;
        for (int u : units) {
            now = now > 0 && u - last <= step ? now + 1 : 1;
            last = u;
            best = std::max(best, now);
        }
        bool const alive = !units.empty() && index_of(m.run->unit, now_.as_of) - last <= step;
        out.value = number(m.run->ending.value_or(run_ending::as_of) == run_ending::any ? best
                           : alive                                                      ? now
                                                                                        : 0);
        return out;
    }
    if (m.count) {
        out.value = number(static_cast<double>(out.rows.size()));
        return out;
    }
    if (m.count_distinct.written()) {
        // The rows behind it are as many as were counted: of each thing the first row that names it.
        std::set<std::string> seen;
        std::erase_if(out.rows, [&](counted_row const& r) {
            return r.amount.is_unknown() || r.amount.is_null() ||
                   !seen.insert(cel::to_source(r.amount)).second;
        });
        out.value = number(static_cast<double>(seen.size()));
        return out;
    }
    // A row that does not say its value is not counted: missing is not zero.
    std::erase_if(out.rows, [](counted_row const& r) { return !r.amount.is(cel::value_kind::number); });
    bool const zero = m.missing ? *m.missing == missing_is::zero : m.sum.written();
    if (out.rows.empty()) {
        if (zero) out.value = number(0);
        return out;
    }
    if (m.sum.written()) {
        std::map<std::string, double> groups;
        for (auto const& r : out.rows)
            groups[m.cap ? cel::to_source(r.group) : std::string()] += r.amount.as_number();
        auto const most = m.cap ? amount(m.cap->at_, subject) : cel::value::unknown();
        double all = 0;
        for (auto const& [_, sum] : groups)
            all += most.is(cel::value_kind::number) ? std::min(sum, most.as_number()) : sum;
        out.value = sum_of(all);
        return out;
    }
    if (m.latest.written()) {
        auto const newest =
            std::max_element(out.rows.begin(), out.rows.end(), [](auto const& a, auto const& b) {
                return std::pair(a.day.value_or(date(1, 1, 1)), a.id) <
                       std::pair(b.day.value_or(date(1, 1, 1)), b.id);
            });
        out.value = newest->amount;
        return out;
    }
    double sum = 0, most = out.rows.front().amount.as_number(), least = most;
    for (auto const& r : out.rows) {
        double const v = r.amount.as_number();
        sum += v;
        most = std::max(most, v);
        least = std::min(least, v);
    }
    out.value = m.avg.written()   ? sum_of(sum / static_cast<double>(out.rows.size()))
                : m.max.written() ? number(most)
                                  : number(least);
    return out;
}

reading reckoner::grow(scheme::measure const& m, record_key const& subject) const {
    auto out = measure(m.growth->of, subject);
    auto const* base = rules_.rules().measures.find(m.growth->of);
    date then = add_months(now_.as_of, -12);
    if (auto const fixed = date::parse(m.growth->against)) {
        then = *fixed;
    } else if (m.growth->against == "first") {
        then = now_.scheme_starts.value_or(then);
    } else if (m.growth->against == "previous" && base && base->window && base->window->word) {
        if (auto const span = window_of(*base, subject, {})) then = add_days(span->start, -1);
    }
    moment earlier = now_;
    earlier.as_of = then;
    auto const before = reckoner(rules_, facts_, std::move(earlier)).measure(m.growth->of, subject).value;
    auto const now = out.value;
    out.unit = m.unit;
    out.value = cel::value::unknown();
    if (!now.is(cel::value_kind::number) || !before.is(cel::value_kind::number)) return out;
    double const a = before.as_number(), b = now.as_number();
    switch (m.growth->as) {
        case growth_as::difference:
            out.value = number(b - a);
            break;
        case growth_as::ratio:
            out.value = number(b / a);
            break;
        case growth_as::percent:
            out.value = number((b - a) / a * 100);
            break;
    }
    return out;
}

reading reckoner::place(scheme::measure const& m, record_key const& subject) const {
    reading out{cel::value::unknown(), m.unit, {}, subject.kind};
    if (!subject) return out;
    row_question q;
    q.kind = subject.kind;
    q.as_of = now_.as_of;
    q.names = this;
    auto const own = measure(m.rank->of, subject).value;
    if (!own.is(cel::value_kind::number)) return out;
    auto const own_group =
        m.rank->within.written() ? cel::to_source(evaluate(m.rank->within, subject)) : std::string();
    int better = 0;
    std::set<double> better_values;
    for (auto const& row : facts_.rows(q)) {
        record_key const other{subject.kind, row.id};
        if (m.rank->within.written() && cel::to_source(evaluate(m.rank->within, other)) != own_group)
            continue;
        auto const v = measure(m.rank->of, other).value;
        if (!v.is(cel::value_kind::number)) continue;
        if (m.rank->best == rank_best::high ? v.as_number() > own.as_number()
                                            : v.as_number() < own.as_number()) {
            ++better;
            better_values.insert(v.as_number());
        }
    }
    out.value =
        number(m.rank->ties == rank_ties::dense ? static_cast<double>(better_values.size()) + 1 : better + 1);
    return out;
}

}  // namespace guiyan::scheme
