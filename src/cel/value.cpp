#include "cel/value.hpp"

#include <atomic>
#include <cmath>
#include <variant>

namespace guiyan::cel {

struct value::shared {
    std::atomic<std::uint32_t> holders{1};
    std::variant<std::string, std::vector<value>, entries, std::shared_ptr<record_view const>> held;
    template <class T>
    explicit shared(T content) : held(std::move(content)) {}
};

value::value(value const& other) noexcept : kind_(other.kind_), nanos_(other.nanos_), raw_(other.raw_) {
    if (kind_ >= value_kind::text) raw_.s->holders.fetch_add(1, std::memory_order_relaxed);
}

void value::release() noexcept {
    if (raw_.s->holders.fetch_sub(1, std::memory_order_acq_rel) == 1) delete raw_.s;
}

value value::number(double d) {
    value v;
    v.kind_ = value_kind::number;
    v.raw_.d = d;
    return v;
}
value value::text(std::string s) {
    return {value_kind::text, new shared(std::move(s))};
}
value value::bytes(std::string s) {
    return {value_kind::bytes, new shared(std::move(s))};
}
value value::type(std::string s) {
    return {value_kind::type, new shared(std::move(s))};
}
value value::error(std::string s) {
    return {value_kind::error, new shared(std::move(s))};
}
value value::list(std::vector<value> v) {
    return {value_kind::list, new shared(std::move(v))};
}
value value::map(entries e) {
    return {value_kind::map, new shared(std::move(e))};
}
value value::day(date d) {
    return {value_kind::day, std::chrono::sys_days(d.ymd()).time_since_epoch().count()};
}
value value::timestamp(std::int64_t seconds, std::int32_t nanos) {
    return {value_kind::timestamp, seconds, nanos};
}
value value::duration(std::int64_t seconds, std::int32_t nanos) {
    return {value_kind::duration, seconds, nanos};
}
value value::record(std::shared_ptr<record_view const> r) {
    return {value_kind::record, new shared(std::move(r))};
}
value value::borrowed(record_view const& r) {
    return record(std::shared_ptr<record_view const>(std::shared_ptr<void>(), &r));
}

std::string const& value::as_text() const {
    return std::get<std::string>(raw_.s->held);
}
std::vector<value> const& value::as_list() const {
    return std::get<std::vector<value>>(raw_.s->held);
}
value::entries const& value::as_map() const {
    return std::get<entries>(raw_.s->held);
}
date value::as_day() const {
    return date(std::chrono::sys_days(std::chrono::days(raw_.i)));
}
record_view const& value::as_record() const {
    return *std::get<std::shared_ptr<record_view const>>(raw_.s->held);
}

value const* value::find(value const& key) const {
    for (auto const& [k, v] : as_map())
        if (equal(k, key)) return &v;
    return nullptr;
}

value const* value::find(std::string_view key) const {
    for (auto const& [k, v] : as_map())
        if (k.is(value_kind::text) && k.as_text() == key) return &v;
    return nullptr;
}

namespace {

template <class T>
int sign(T const& a, T const& b) {
    return a < b ? -1 : b < a ? 1 : 0;
}

/// An integer against a double, as doubles: so the conformance suite has it, though the greatest integers
/// lose their last figures.
template <class I>
std::optional<int> against(I i, double d) {
    if (std::isnan(d)) return std::nullopt;
    return sign(static_cast<double>(i), d);
}

std::optional<int> turned(std::optional<int> c) {
    return c ? std::optional(-*c) : c;
}

std::optional<int> compare_numbers(value const& a, value const& b) {
    using k = value_kind;
    if (a.is(k::number) && b.is(k::number)) {
        double const x = a.as_number(), y = b.as_number();
        if (std::isnan(x) || std::isnan(y)) return std::nullopt;
        return sign(x, y);
    }
    if (a.is(k::number)) return turned(compare_numbers(b, a));
    if (b.is(k::number))
        return a.is(k::integer) ? against(a.as_integer(), b.as_number())
                                : against(a.as_uinteger(), b.as_number());
    if (a.is(k::integer) && b.is(k::integer)) return sign(a.as_integer(), b.as_integer());
    if (a.is(k::uinteger) && b.is(k::uinteger)) return sign(a.as_uinteger(), b.as_uinteger());
    if (a.is(k::uinteger)) return turned(compare_numbers(b, a));
    return a.as_integer() < 0 ? -1 : sign(static_cast<std::uint64_t>(a.as_integer()), b.as_uinteger());
}

}  // namespace

std::optional<int> compare(value const& a, value const& b) {
    if (a.is_numeric() && b.is_numeric()) return compare_numbers(a, b);
    if (a.kind() != b.kind()) return std::nullopt;
    switch (a.kind()) {
        case value_kind::boolean:
            return sign(a.as_boolean(), b.as_boolean());
        case value_kind::day:
            return sign(a.as_integer(), b.as_integer());
        case value_kind::text:
        case value_kind::bytes: {
            int const c = a.as_text().compare(b.as_text());
            return c < 0 ? -1 : c > 0;
        }
        case value_kind::timestamp:
        case value_kind::duration:
            return sign(std::pair(a.seconds(), a.nanos()), std::pair(b.seconds(), b.nanos()));
        default:
            return std::nullopt;
    }
}

bool equal(value const& a, value const& b) {
    if (a.is_numeric() && b.is_numeric()) return compare_numbers(a, b) == 0;
    if (a.kind() != b.kind()) return false;
    switch (a.kind()) {
        case value_kind::null:
            return true;
        case value_kind::type:
            return a.as_text() == b.as_text();
        case value_kind::list: {
            auto const &x = a.as_list(), &y = b.as_list();
            return x.size() == y.size() && std::equal(x.begin(), x.end(), y.begin(), equal);
        }
        case value_kind::map: {
            auto const &x = a.as_map(), &y = b.as_map();
            if (x.size() != y.size()) return false;
            for (auto const& [k, v] : x) {
                auto const* other = b.find(k);
                if (!other || !equal(v, *other)) return false;
            }
            return true;
        }
        case value_kind::record: {
            auto const &x = a.as_record(), &y = b.as_record();
            if (&x == &y) return true;
            auto const key = x.key();
            return x.kind() == y.kind() && !key.is_null() && equal(key, y.key());
        }
        case value_kind::error:
        case value_kind::unknown:
            return false;
        default:
            return compare(a, b) == 0;
    }
}

}  // namespace guiyan::cel
