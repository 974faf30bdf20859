#include <cmath>
#include <limits>

#include "cel/functions.hpp"
#include "cel/numbers.hpp"
#include "cel/times.hpp"

namespace guiyan::cel {

value no_overload() {
    return value::error("no such overload");
}

namespace {

value overflow() {
    return value::error("integer overflow");
}

template <class T, class Make>
value whole_arithmetic(operation what, T a, T b, Make make) {
    T out{};
    switch (what) {
        case operation::add:
            return __builtin_add_overflow(a, b, &out) ? overflow() : make(out);
        case operation::subtract:
            return __builtin_sub_overflow(a, b, &out) ? overflow() : make(out);
        case operation::multiply:
            return __builtin_mul_overflow(a, b, &out) ? overflow() : make(out);
        default:
            break;
    }
    if (b == 0) return value::error(what == operation::divide ? "divide by zero" : "modulus by zero");
    if constexpr (std::is_signed_v<T>)
        if (a == std::numeric_limits<T>::min() && b == -1) return overflow();
    return make(what == operation::divide ? a / b : a % b);
}

value number_arithmetic(operation what, double a, double b, bool pack) {
    double out = 0;
    switch (what) {
        case operation::add:
            out = a + b;
            break;
        case operation::subtract:
            out = a - b;
            break;
        case operation::multiply:
            out = a * b;
            break;
        case operation::divide:
            out = a / b;
            break;
        default:
            if (!pack) return no_overload();
            out = std::fmod(a, b);
    }
    if (pack && !std::isfinite(out)) return value::error("no number");
    return value::number(out);
}

bool is_time(value const& v) {
    return v.is(value_kind::timestamp) || v.is(value_kind::duration);
}

value arithmetic(operation what, value const& a, value const& b, bool pack) {
    using k = value_kind;
    if (a.kind() == b.kind()) {
        switch (a.kind()) {
            case k::integer:
                return whole_arithmetic(what, a.as_integer(), b.as_integer(), value::integer);
            case k::uinteger:
                return whole_arithmetic(what, a.as_uinteger(), b.as_uinteger(), value::uinteger);
            case k::number:
                return number_arithmetic(what, a.as_number(), b.as_number(), pack);
            case k::text:
                if (what == operation::add) return value::text(a.as_text() + b.as_text());
                break;
            case k::bytes:
                if (what == operation::add) return value::bytes(a.as_text() + b.as_text());
                break;
            case k::list:
                if (what == operation::add) {
                    auto all = a.as_list();
                    all.insert(all.end(), b.as_list().begin(), b.as_list().end());
                    return value::list(std::move(all));
                }
                break;
            default:
                break;
        }
    }
    if (is_time(a) && is_time(b)) {
        bool const two_stamps = a.is(k::timestamp) && b.is(k::timestamp);
        std::optional<value> out;
        if (what == operation::add && !two_stamps)
            out = add_times(a, b);
        else if (what == operation::subtract && (two_stamps || b.is(k::duration)))
            out = subtract_times(a, b);
        else
            return no_overload();
        return out ? *out : value::error("time out of range");
    }
    return no_overload();
}

value negated(value const& v) {
    switch (v.kind()) {
        case value_kind::integer:
            return v.as_integer() == std::numeric_limits<std::int64_t>::min()
                       ? overflow()
                       : value::integer(-v.as_integer());
        case value_kind::number:
            return value::number(-v.as_number());
        default:
            return no_overload();
    }
}

value ordered(operation what, value const& a, value const& b) {
    bool const both_numbers = a.is_numeric() && b.is_numeric();
    if (!both_numbers) {
        if (a.kind() != b.kind()) return no_overload();
        switch (a.kind()) {
            case value_kind::boolean:
            case value_kind::text:
            case value_kind::bytes:
            case value_kind::timestamp:
            case value_kind::duration:
            case value_kind::day:
                break;
            default:
                return no_overload();
        }
    }
    auto const c = compare(a, b);
    if (!c) return value::boolean(false);  // NaN
    switch (what) {
        case operation::less:
            return value::boolean(*c < 0);
        case operation::less_equals:
            return value::boolean(*c <= 0);
        case operation::greater:
            return value::boolean(*c > 0);
        default:
            return value::boolean(*c >= 0);
    }
}

/// A list's place out of any number that is whole.
std::optional<std::int64_t> place(value const& v) {
    switch (v.kind()) {
        case value_kind::integer:
            return v.as_integer();
        case value_kind::uinteger:
            return v.as_uinteger() > INT64_MAX ? INT64_MAX : static_cast<std::int64_t>(v.as_uinteger());
        case value_kind::number: {
            auto const i = cut_to_integer(v.as_number());
            return i && static_cast<double>(*i) == v.as_number() ? i : std::nullopt;
        }
        default:
            return std::nullopt;
    }
}

value indexed(value const& of, value const& at) {
    if (of.is(value_kind::map)) {
        auto const* found = of.find(at);
        return found ? *found : value::error("no such key");
    }
    if (!of.is(value_kind::list)) return no_overload();
    auto const i = place(at);
    if (!i) return value::error("invalid_argument: index of a list");
    auto const& all = of.as_list();
    if (*i < 0 || *i >= static_cast<std::int64_t>(all.size())) return value::error("index out of bounds");
    return all[static_cast<std::size_t>(*i)];
}

/// Kleene's "equals one of them": unknown elements leave it open.
value member(value const& v, value const& of) {
    if (of.is(value_kind::map)) return value::boolean(of.find(v) != nullptr);
    if (!of.is(value_kind::list)) return no_overload();
    bool open = false;
    for (auto const& e : of.as_list()) {
        if (e.is_unknown())
            open = true;
        else if (equal(e, v))
            return value::boolean(true);
    }
    return open ? value::unknown() : value::boolean(false);
}

}  // namespace

value apply_operator(operation what, arguments a, call_context const& c) {
    switch (what) {
        case operation::equals:
            return value::boolean(equal(a[0], a[1]));
        case operation::not_equals:
            return value::boolean(!equal(a[0], a[1]));
        case operation::less:
        case operation::less_equals:
        case operation::greater:
        case operation::greater_equals:
            return ordered(what, a[0], a[1]);
        case operation::in:
            return member(a[0], a[1]);
        case operation::negate:
            return negated(a[0]);
        case operation::index:
            return indexed(a[0], a[1]);
        default:
            return arithmetic(what, a[0], a[1], c.pack);
    }
}

}  // namespace guiyan::cel
