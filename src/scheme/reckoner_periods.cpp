// Periods of the calendar by day and by name, and the window of a measure.

#include "base/day_math.hpp"
#include "scheme/reckoner.hpp"

namespace guiyan::scheme {
namespace {

int quarter_of(date d) {
    return static_cast<int>((d.month() + 2) / 3);
}

int whole(std::optional<scalar> const& s) {
    return s && s->constant() ? static_cast<int>(s->number.value()) : 0;
}

}  // namespace

day_span reckoner::period_of(period p, date d) {
    auto const year = std::to_string(d.year());
    switch (p) {
        case period::day:
            return {d, add_days(d, 1), d.iso()};
        case period::week: {
            auto const monday = add_days(
                d,
                -static_cast<int>(std::chrono::weekday(std::chrono::sys_days(d.ymd())).iso_encoding()) + 1);
            return {monday, add_days(monday, 7), monday.iso()};
        }
        case period::month: {
            date const first(d.year(), d.month(), 1);
            return {first, add_months(first, 1), first.iso().substr(0, 7)};
        }
        case period::quarter: {
            date const first(d.year(), static_cast<unsigned>(quarter_of(d) * 3 - 2), 1);
            return {first, add_months(first, 3), year + "Q" + std::to_string(quarter_of(d))};
        }
        case period::half_year: {
            bool const second = d.month() > 6;
            date const first(d.year(), second ? 7 : 1, 1);
            return {first, add_months(first, 6), year + (second ? "H2" : "H1")};
        }
        case period::year:
        case period::service_year:
        case period::term:
        case period::scheme:
            break;
    }
    return {date(d.year(), 1, 1), date(d.year() + 1, 1, 1), year};
}

std::optional<day_span> reckoner::period_named(std::string_view id) {
    if (id.size() < 4) return std::nullopt;
    auto const first = date::parse(std::string(id.substr(0, 4)) + "-01-01");
    if (!first) return std::nullopt;
    if (id.size() == 4) return period_of(period::year, *first);
    if (id.size() == 6 && id[4] == 'Q' && id[5] >= '1' && id[5] <= '4')
        return period_of(period::quarter, add_months(*first, (id[5] - '1') * 3));
    if (id.size() == 6 && id[4] == 'H' && (id[5] == '1' || id[5] == '2'))
        return period_of(period::half_year, add_months(*first, (id[5] - '1') * 6));
    if (auto const day = date::parse(std::string(id) + "-01")) return period_of(period::month, *day);
    return std::nullopt;
}

std::optional<day_span> reckoner::window_of(scheme::measure const& m, record_key const& subject,
                                            std::optional<day_span> const& asked) const {
    if (asked) return asked;
    if (!m.window) return std::nullopt;
    auto const day_of = [&](char const* field) -> std::optional<date> {
        auto const r = facts_.record(subject, now_.as_of);
        if (!r.is(cel::value_kind::record)) return std::nullopt;
        auto const v = r.as_record().field(field, -1);
        return v.is(cel::value_kind::day) ? std::optional(v.as_day()) : std::nullopt;
    };
    if (!m.window->word) {
        // "近两年": the span that ends with the day in question.
        auto start = add_days(now_.as_of, 1);
        start = add_months(start, -12 * whole(m.window->years) - whole(m.window->months));
        start = add_days(start, -7 * whole(m.window->weeks) - whole(m.window->days));
        return day_span{start, add_days(now_.as_of, 1), {}};
    }
    switch (*m.window->word) {
        case window_word::to_date:
            return std::nullopt;
        case window_word::month:
            return period_of(period::month, now_.as_of);
        case window_word::quarter:
            return period_of(period::quarter, now_.as_of);
        case window_word::half_year:
            return period_of(period::half_year, now_.as_of);
        case window_word::year:
            return period_of(period::year, now_.as_of);
        case window_word::service_year: {
            auto const from = day_of("term_start");
            if (!from || now_.as_of < *from) return std::nullopt;
            int years = now_.as_of.year() - from->year();
            if (now_.as_of < add_months(*from, 12 * years)) --years;
            return day_span{add_months(*from, 12 * years), add_months(*from, 12 * (years + 1)), {}};
        }
        case window_word::term: {
            auto const from = day_of("term_start"), to = day_of("term_end");
            if (!from) return std::nullopt;
            return day_span{*from, to ? add_days(*to, 1) : add_days(now_.as_of, 1), {}};
        }
        case window_word::scheme:
            if (!now_.scheme_starts) return std::nullopt;
            return day_span{*now_.scheme_starts,
                            now_.scheme_ends ? add_days(*now_.scheme_ends, 1) : add_days(now_.as_of, 1),
                            {}};
    }
    return std::nullopt;
}

}  // namespace guiyan::scheme
