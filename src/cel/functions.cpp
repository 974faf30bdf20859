#include "cel/functions.hpp"

#include <algorithm>
#include <cmath>

#include "base/day_math.hpp"
#include "base/text.hpp"
#include "cel/days.hpp"
#include "cel/times.hpp"

namespace guiyan::cel {
namespace {

value day_or_error(std::optional<date> d) {
    return d ? value::day(*d) : value::error("date out of range");
}

value two_days(operation what, date from, date to, call_context const& c) {
    switch (what) {
        case operation::age:
            return whole(full_years(from, to), c);
        case operation::years_between:
            return value::number(months_between(from, to) / 12);
        case operation::months_between:
            return value::number(months_between(from, to));
        case operation::days_between:
            return whole(days_between(from, to), c);
        default:
            break;
    }
    // Working days after the first day, up to and with the last one.
    if (!c.around->calendar || days_between(from, to) > 40'000 || days_between(from, to) < -40'000)
        return value::error("no calendar");
    auto const later = std::max(from, to);
    std::int64_t n = 0;
    for (auto d = std::chrono::sys_days(std::min(from, to).ymd()); d < std::chrono::sys_days(later.ymd());) {
        auto const work = c.around->calendar->is_workday(date(d += std::chrono::days(1)));
        if (!work) return value::error("no calendar of that year");
        n += *work;
    }
    return whole(to < from ? -n : n, c);
}

}  // namespace

value day_function(operation what, arguments a, call_context const& c) {
    using o = operation;
    if (what == o::to_day && a.size() == 1) {
        if (a[0].is(value_kind::day)) return a[0];
        if (!a[0].is(value_kind::text)) return no_overload();
        auto const d = date::parse(a[0].as_text());
        return d ? value::day(*d) : value::error("no such day");
    }
    if (a.empty() || !a[0].is(value_kind::day)) return no_overload();
    date const d = a[0].as_day();
    if (a.size() == 2 && a[1].is(value_kind::day)) return two_days(what, d, a[1].as_day(), c);
    if (a.size() == 2 && a[1].is(value_kind::number)) {
        double const n = a[1].as_number();
        return day_or_error(what == o::add_days     ? add_days(d, n)
                            : what == o::add_months ? add_months(d, n)
                                                    : add_months(d, std::trunc(n) * 12));
    }
    if (a.size() != 1) return no_overload();
    switch (what) {
        case o::year:
            return whole(d.year(), c);
        case o::month:
            return whole(d.month(), c);
        case o::quarter: {
            auto text = d.iso().substr(0, 4) + "Q";
            return value::text(text + char('0' + (d.month() + 2) / 3));
        }
        case o::end_of_year:
            return value::day(date(d.year(), 12, 31));
        default:
            return no_overload();
    }
}

value table_function(operation what, arguments a, call_context const& c) {
    if (what == operation::within) {
        auto const in = c.around->regions ? c.around->regions->within(a[0], a[1]) : std::nullopt;
        return in ? value::boolean(*in) : value::error("places not known");
    }
    for (auto const& v : a)
        if (!v.is(value_kind::text)) return no_overload();
    auto const* codes = c.around->codes;
    if (!codes) return value::error("no code tables");
    if (what == operation::code_in)
        return value::boolean(codes->in_group(a[1].as_text(), a[0].as_text(), a[2].as_text()));
    auto const rank = codes->rank(a[1].as_text(), a[0].as_text());
    return rank ? value::number(*rank) : value::error("no such code");
}

value number_function(operation what, arguments a, call_context const&) {
    for (auto const& v : a)
        if (!v.is(value_kind::number)) return no_overload();
    double const x = a[0].as_number();
    switch (what) {
        case operation::floor:
            return value::number(std::floor(x));
        case operation::ceil:
            return value::number(std::ceil(x));
        case operation::abs:
            return value::number(std::fabs(x));
        case operation::min:
            return value::number(a[1].as_number() < x ? a[1].as_number() : x);
        case operation::max:
            return value::number(a[1].as_number() > x ? a[1].as_number() : x);
        default:
            break;
    }
    // Half away from zero, of the decimal that is meant: 1.005 lies a little below itself as a double.
    // The SQL of a translation does the same steps, so that both give the same bits.
    double const scale = a.size() == 2 ? std::pow(10.0, std::trunc(a[1].as_number())) : 1.0;
    double const size = std::floor(std::fabs(x) * scale + 0.500000001) / scale;
    return value::number(x < 0 ? -size : size);
}

value time_function(operation what, arguments a, call_context const&) {
    if (a[0].is(value_kind::duration) && a.size() == 1) {
        bool const has = what == operation::get_hours || what == operation::get_minutes ||
                         what == operation::get_seconds || what == operation::get_milliseconds;
        return has ? value::integer(part_of_duration(what, a[0])) : no_overload();
    }
    if (!a[0].is(value_kind::timestamp) || a.size() > 2 || (a.size() == 2 && !a[1].is(value_kind::text)))
        return no_overload();
    auto const part = part_of_timestamp(what, a[0], a.size() == 2 ? a[1].as_text() : "");
    return part ? value::integer(*part) : value::error("unknown time zone");
}

value apply_function(operation what, arguments a, call_context const& c) {
    using o = operation;
    if (a.empty()) return no_overload();
    if (what >= o::to_bool && what <= o::type_of)
        return a.size() == 1 ? convert(what, a[0], c) : no_overload();
    if (what == o::size) {
        if (a.size() != 1) return no_overload();
        switch (a[0].kind()) {
            case value_kind::text:
                return whole(static_cast<std::int64_t>(length(a[0].as_text())), c);
            case value_kind::bytes:
                return whole(static_cast<std::int64_t>(a[0].as_text().size()), c);
            case value_kind::list:
                return whole(static_cast<std::int64_t>(a[0].as_list().size()), c);
            case value_kind::map:
                return whole(static_cast<std::int64_t>(a[0].as_map().size()), c);
            default:
                return no_overload();
        }
    }
    if (what >= o::contains && what <= o::upper_ascii) return text_function(what, a, c);
    if (what >= o::get_date && what <= o::get_seconds) return time_function(what, a, c);
    if (what >= o::to_day && what <= o::end_of_year) return day_function(what, a, c);
    if (what >= o::within && what <= o::code_rank) {
        std::size_t const wanted = what == o::code_in ? 3 : 2;
        return a.size() == wanted ? table_function(what, a, c) : no_overload();
    }
    std::size_t const wanted = what == o::min || what == o::max ? 2 : 1;
    return a.size() == wanted || (what == o::round && a.size() == 2) ? number_function(what, a, c)
                                                                     : no_overload();
}

}  // namespace guiyan::cel
