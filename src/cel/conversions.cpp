#include <fmt/format.h>

#include "base/text.hpp"
#include "cel/functions.hpp"
#include "cel/numbers.hpp"
#include "cel/times.hpp"
#include "cel/type_names.hpp"

namespace guiyan::cel {
namespace {

value range() {
    return value::error("range error");
}
value no_conversion() {
    return value::error("type conversion error");
}

template <class T>
value made(std::optional<T> const& v, value (*make)(T), value (*otherwise)()) {
    return v ? make(*v) : otherwise();
}

value to_int(value const& v, call_context const& c) {
    switch (v.kind()) {
        case value_kind::integer:
            return v;
        case value_kind::uinteger:
            return v.as_uinteger() > INT64_MAX ? range()
                                               : value::integer(static_cast<std::int64_t>(v.as_uinteger()));
        case value_kind::number: {
            auto const i = cut_to_integer(v.as_number());
            return i ? whole(*i, c) : range();
        }
        case value_kind::text: {
            auto const i = parse_integer(v.as_text());
            return i ? whole(*i, c) : no_conversion();
        }
        case value_kind::timestamp:
            return whole(v.seconds(), c);
        default:
            return no_overload();
    }
}

value to_uint(value const& v) {
    switch (v.kind()) {
        case value_kind::uinteger:
            return v;
        case value_kind::integer:
            return v.as_integer() < 0 ? range() : value::uinteger(static_cast<std::uint64_t>(v.as_integer()));
        case value_kind::number:
            return made(cut_to_uinteger(v.as_number()), value::uinteger, range);
        case value_kind::text:
            return made(parse_uinteger(v.as_text()), value::uinteger, no_conversion);
        default:
            return no_overload();
    }
}

value to_double(value const& v) {
    switch (v.kind()) {
        case value_kind::number:
            return v;
        case value_kind::integer:
            return value::number(static_cast<double>(v.as_integer()));
        case value_kind::uinteger:
            return value::number(static_cast<double>(v.as_uinteger()));
        case value_kind::text:
            return made(parse_number(v.as_text()), value::number, no_conversion);
        default:
            return no_overload();
    }
}

value to_text(value const& v) {
    switch (v.kind()) {
        case value_kind::text:
            return v;
        case value_kind::boolean:
            return value::text(v.as_boolean() ? "true" : "false");
        case value_kind::integer:
            return value::text(fmt::format("{}", v.as_integer()));
        case value_kind::uinteger:
            return value::text(fmt::format("{}", v.as_uinteger()));
        case value_kind::number:
            return value::text(number_text(v.as_number()));
        case value_kind::bytes:
            return is_valid_utf8(v.as_text()) ? value::text(v.as_text()) : value::error("invalid UTF-8");
        case value_kind::timestamp:
            return value::text(timestamp_text(v));
        case value_kind::duration:
            return value::text(duration_text(v));
        case value_kind::day:
            return value::text(v.as_day().iso());
        default:
            return no_overload();
    }
}

value to_boolean(value const& v) {
    if (v.is(value_kind::boolean)) return v;
    if (!v.is(value_kind::text)) return no_overload();
    for (auto yes : {"1", "t", "T", "true", "TRUE", "True"})
        if (v.as_text() == yes) return value::boolean(true);
    for (auto no : {"0", "f", "F", "false", "FALSE", "False"})
        if (v.as_text() == no) return value::boolean(false);
    return no_conversion();
}

value to_time(operation what, value const& v) {
    bool const stamp = what == operation::to_timestamp;
    if (v.is(stamp ? value_kind::timestamp : value_kind::duration)) return v;
    std::optional<value> out;
    if (v.is(value_kind::text))
        out = stamp ? parse_timestamp(v.as_text()) : parse_duration(v.as_text());
    else if (v.is(value_kind::integer) && stamp)
        out = timestamp_of(v.as_integer(), 0);
    else
        return no_overload();
    return out ? *out : range();
}

}  // namespace

value convert(operation what, value const& v, call_context const& c) {
    switch (what) {
        case operation::to_bool:
            return to_boolean(v);
        case operation::to_bytes:
            if (v.is(value_kind::bytes)) return v;
            return v.is(value_kind::text) ? value::bytes(v.as_text()) : no_overload();
        case operation::to_double:
            return to_double(v);
        case operation::to_duration:
        case operation::to_timestamp:
            return to_time(what, v);
        case operation::to_int:
            return to_int(v, c);
        case operation::to_string:
            return to_text(v);
        case operation::to_uint:
            return to_uint(v);
        case operation::type_of:
            return value::type(std::string(type_name(v.kind())));
        default:
            return v;  // dyn
    }
}

}  // namespace guiyan::cel
