#pragma once
// Makes the field table of a struct from Boost.Describe and a short list of rules. Include it only in the
// *_record.cpp of a type: everywhere else `record::type const&` is enough.

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "record/field.hpp"

namespace guiyan::record {

/// What is to be said of one field beyond its C++ type.
struct rule {
    std::string_view name;
    privacy personal = privacy::unclassified;
    bool required = false;
    bool read_only = false;
    bool stored = true;
    bool as_column = false;  ///< a record inside is kept as one column of JSON
    bool sealed = false;
    std::size_t max_length = 200;
    std::int64_t minimum = INT64_MIN, maximum = INT64_MAX;
    std::string_view table = {};
    std::string_view form = {};
    std::string_view purpose = {};
};

namespace detail {

template <class T>
struct codec;  // no codec: the member's type cannot be part of a record

template <>
struct codec<std::string> {
    static constexpr kind is = kind::text;
    static value to(std::string const& s) { return s; }
    static bool from(value const& v, std::string& out) {
        auto const* s = std::get_if<std::string>(&v);
        if (s) out = *s;
        return s;
    }
};
template <>
struct codec<bool> {
    static constexpr kind is = kind::boolean;
    static value to(bool b) { return b; }
    static bool from(value const& v, bool& out) {
        if (auto const* b = std::get_if<bool>(&v)) return out = *b, true;
        if (auto const* i = std::get_if<std::int64_t>(&v); i && (*i == 0 || *i == 1))
            return out = *i == 1, true;
        return false;
    }
};
template <class T>
requires(std::is_same_v<T, int> || std::is_same_v<T, std::int64_t>) struct codec<T> {
    static constexpr kind is = kind::integer;
    static value to(T i) { return std::int64_t{i}; }
    static bool from(value const& v, T& out) {
        auto const* i = std::get_if<std::int64_t>(&v);
        if (!i || *i < std::numeric_limits<T>::min() || *i > std::numeric_limits<T>::max()) return false;
        out = static_cast<T>(*i);
        return true;
    }
};
template <>
struct codec<double> {
    static constexpr kind is = kind::number;
    static value to(double d) { return d; }
    static bool from(value const& v, double& out) {
        if (auto const* d = std::get_if<double>(&v)) return out = *d, true;
        if (auto const* i = std::get_if<std::int64_t>(&v)) return out = static_cast<double>(*i), true;
        return false;
    }
};
template <class T, kind K>
struct iso_codec {
    static constexpr kind is = K;
    static bool from(value const& v, T& out) {
        auto const* s = std::get_if<std::string>(&v);
        if (!s) return false;
        auto parsed = [&] {
            if constexpr (std::is_same_v<T, instant>)
                return parse_instant(*s);
            else
                return T::parse(*s);
        }();
        if (parsed) out = *parsed;
        return parsed.has_value();
    }
};
template <>
struct codec<date> : iso_codec<date, kind::day> {
    static value to(date const& d) { return d.iso(); }
};
template <>
struct codec<partial_date> : iso_codec<partial_date, kind::partial_day> {
    static value to(partial_date const& d) { return d.iso(); }
};
template <>
struct codec<instant> : iso_codec<instant, kind::moment> {
    static value to(instant const& t) { return format_instant(t); }
};
template <>
struct codec<money> {
    static constexpr kind is = kind::money;
    static value to(money m) { return m.yuan(); }
    static bool from(value const& v, money& out) {
        auto const* s = std::get_if<std::string>(&v);
        auto const m = s ? money::parse(*s) : std::nullopt;
        if (m) out = *m;
        return m.has_value();
    }
};
template <class Tag>
struct codec<id<Tag>> {
    static constexpr kind is = kind::id;
    static value to(id<Tag> i) { return i ? value(i.value) : value(); }
    static bool from(value const& v, id<Tag>& out) {
        if (std::holds_alternative<std::monostate>(v)) return out = {}, true;
        auto const* i = std::get_if<std::int64_t>(&v);
        if (i) out = id<Tag>{*i};
        return i;
    }
};
template <>
struct codec<std::vector<std::string>> {
    static constexpr kind is = kind::texts;
    static value to(std::vector<std::string> const& v) { return v; }
    static bool from(value const& v, std::vector<std::string>& out) {
        auto const* list = std::get_if<std::vector<std::string>>(&v);
        if (list) out = *list;
        return list;
    }
};

template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;
template <class T>
constexpr bool is_list_of_records = false;
template <class T>
concept has_record = requires(T const* p) {
    record_of(p);
};
template <class T>
constexpr bool is_list_of_records<std::vector<T>> = has_record<T>;

template <class D, class T>
struct access {
    using member = std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>;

    static member const& in(void const* o) { return static_cast<T const*>(o)->*D::pointer; }
    static member& in(void* o) { return static_cast<T*>(o)->*D::pointer; }

    static value get(void const* o) {
        if constexpr (is_optional<member>) {
            using inner = typename member::value_type;
            return in(o) ? codec<inner>::to(*in(o)) : value();
        } else {
            return codec<member>::to(in(o));
        }
    }
    static bool set(void* o, value const& v) {
        if constexpr (is_optional<member>) {
            using inner = typename member::value_type;
            if (std::holds_alternative<std::monostate>(v)) return in(o).reset(), true;
            inner parsed{};
            if (!codec<inner>::from(v, parsed)) return false;
            in(o) = std::move(parsed);
            return true;
        } else {
            return codec<member>::from(v, in(o));
        }
    }

    static field make(std::string_view name) {
        field f;
        f.name = name;
        if constexpr (is_list_of_records<member>) {
            using element = typename member::value_type;
            f.is = kind::records;
            f.stored = false;
            f.inner = []() -> type const& { return record_of(static_cast<element const*>(nullptr)); };
            f.count = [](void const* o) { return in(o).size(); };
            f.at = [](void const* o, std::size_t i) -> void const* { return &in(o)[i]; };
            f.append = [](void* o) -> void* { return &in(o).emplace_back(); };
            f.clear = [](void* o) { in(o).clear(); };
        } else if constexpr (has_record<member>) {
            f.is = kind::record;
            f.stored = false;
            f.inner = []() -> type const& { return record_of(static_cast<member const*>(nullptr)); };
            f.count = [](void const*) { return std::size_t{1}; };
            f.at = [](void const* o, std::size_t) -> void const* { return &in(o); };
            f.append = [](void* o) -> void* { return &in(o); };
            f.clear = [](void* o) { in(o) = {}; };
        } else {
            if constexpr (is_optional<member>) {
                f.is = codec<typename member::value_type>::is;
                f.nullable = true;
            } else {
                f.is = codec<member>::is;
                f.nullable = f.is == kind::id;
            }
            f.get = &get;
            f.set = &set;
            if constexpr (std::is_same_v<member, std::string>)
                f.text = [](void const* o) -> std::string const* { return &in(o); };
            else if constexpr (std::is_same_v<member, std::optional<std::string>>)
                f.text = [](void const* o) -> std::string const* { return in(o) ? &*in(o) : nullptr; };
            else if constexpr (std::is_same_v<member, std::vector<std::string>>)
                f.texts = [](void const* o) -> std::vector<std::string> const* { return &in(o); };
        }
        return f;
    }
};

}  // namespace detail

/// The field table of T. Throws std::logic_error when a rule names no member, so that a slip is seen at
/// start.
template <class T>
type describe(std::string_view name, std::initializer_list<rule> rules) {
    type out{name, {}};
    using members =
        boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
    boost::mp11::mp_for_each<members>(
        [&](auto d) { out.fields.push_back(detail::access<decltype(d), T>::make(decltype(d)::name)); });
    for (rule const& r : rules) {
        auto* f = const_cast<field*>(out.find(r.name));
        if (!f)
            throw std::logic_error("record " + std::string(name) + " has no field " + std::string(r.name));
        f->required = r.required;
        f->read_only = r.read_only;
        f->stored = f->inner ? r.as_column : r.stored;
        f->sealed = r.sealed;
        f->max_length = r.max_length;
        f->minimum = r.minimum;
        f->maximum = r.maximum;
        f->table = r.table;
        f->form = r.form;
        f->personal = r.personal;
        f->purpose = r.purpose;
    }
    return out;
}

}  // namespace guiyan::record
