#pragma once
// Makes a shape out of a Boost.Describe'd struct and the rows of its table. Only for *_shape.cpp files.

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <type_traits>

#include "scheme/shape.hpp"

namespace guiyan::scheme {

/// One row of a struct's table. What is not said is as in `member`.
struct row {
    std::string_view key;
    std::string_view doc = {};
    bool required = false;
    std::string_view form = {};
    std::string_view key_form = {};
    std::string_view refers = {};
    std::string_view beside = {};
    scheme::sees sees = scheme::sees::nothing;
    scheme::gives gives = scheme::gives::truth;
    int minimum = INT32_MIN;
    int maximum = INT32_MAX;
    std::size_t least = 0;
    bool single = false;
    bool rest = false;
};

namespace detail {

/// C++ keywords and the node's own members carry a "_" that the file does not.
inline std::string_view written(std::string_view name) {
    if (name.ends_with('_')) name.remove_suffix(1);
    return name;
}

template <class T>
constexpr bool is_optional = false;
template <class T>
constexpr bool is_optional<std::optional<T>> = true;
template <class T>
constexpr bool is_list = false;
template <class T>
constexpr bool is_list<std::vector<T>> = true;
template <class T>
constexpr bool is_named = false;
template <class T>
constexpr bool is_named<named<T>> = true;

template <class T>
shape make_leaf() {
    using k = shape::kind;
    shape s;
    if constexpr (std::is_same_v<T, std::string>)
        s.is = k::text;
    else if constexpr (std::is_same_v<T, int>)
        s.is = k::integer;
    else if constexpr (std::is_same_v<T, decimal>)
        s.is = k::number;
    else if constexpr (std::is_same_v<T, bool>)
        s.is = k::truth;
    else if constexpr (std::is_same_v<T, date>)
        s.is = k::day;
    else if constexpr (std::is_same_v<T, expression>)
        s.is = k::expression;
    else if constexpr (std::is_same_v<T, scalar>)
        s.is = k::scalar;
    else if constexpr (std::is_same_v<T, literal>)
        s.is = k::literal;
    else
        static_assert(!sizeof(T), "a member of a pack of a type without a shape");
    return s;
}

template <class T>
shape const& shape_for();

template <class E>
shape make_choice() {
    shape s;
    s.is = shape::kind::choice;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto d) { s.choices.push_back(written(d.name)); });
    s.choose = [](void* value, std::size_t index) { *static_cast<E*>(value) = static_cast<E>(index); };
    return s;
}

template <class L>
shape make_list() {
    using element = typename L::value_type;
    shape s;
    s.is = shape::kind::list;
    s.element = &shape_for<element>;
    s.append = [](void* list) -> void* { return &static_cast<L*>(list)->emplace_back(); };
    s.size = [](void const* list) { return static_cast<L const*>(list)->size(); };
    s.item = [](void const* list, std::size_t i) -> void const* {
        return &(*static_cast<L const*>(list))[i];
    };
    return s;
}

template <class M>
shape make_mapping() {
    using element = typename decltype(M::rows)::value_type::second_type;
    shape s;
    s.is = shape::kind::mapping;
    s.element = &shape_for<element>;
    s.insert = [](void* mapping, std::string key) -> void* {
        return &static_cast<M*>(mapping)->rows.emplace_back(std::move(key), element{}).second;
    };
    s.size = [](void const* mapping) { return static_cast<M const*>(mapping)->rows.size(); };
    s.item = [](void const* mapping, std::size_t i) -> void const* {
        return &static_cast<M const*>(mapping)->rows[i].second;
    };
    s.key = [](void const* mapping, std::size_t i) -> std::string const& {
        return static_cast<M const*>(mapping)->rows[i].first;
    };
    return s;
}

template <class T>
shape const& shape_for() {
    if constexpr (std::is_base_of_v<node, T>) {
        return shape_of(static_cast<T const*>(nullptr));
    } else if constexpr (std::is_enum_v<T>) {
        static shape const s = make_choice<T>();
        return s;
    } else if constexpr (is_list<T>) {
        static shape const s = make_list<T>();
        return s;
    } else if constexpr (is_named<T>) {
        static shape const s = make_mapping<T>();
        return s;
    } else {
        static shape const s = make_leaf<T>();
        return s;
    }
}

template <class D, class T>
struct access {
    using type = std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>;

    static void* reach(void* object) {
        auto& value = static_cast<T*>(object)->*D::pointer;
        if constexpr (is_optional<type>)
            return &value.emplace();
        else
            return &value;
    }
    static void const* look(void const* object) {
        auto const& value = static_cast<T const*>(object)->*D::pointer;
        if constexpr (is_optional<type>)
            return value ? &*value : nullptr;
        else if constexpr (requires { value.empty(); })
            return value.empty() ? nullptr : &value;
        else if constexpr (requires { value.written(); })
            return value.written() ? &value : nullptr;
        else
            return &value;
    }
    static member make() {
        member m;
        m.key = written(D::name);
        m.reach = &reach;
        m.look = &look;
        if constexpr (is_optional<type>)
            m.of = &shape_for<typename type::value_type>;
        else
            m.of = &shape_for<type>;
        return m;
    }
};

}  // namespace detail

/// The shape of T: every described member has its row. Throws std::logic_error where the two differ, so that
/// a slip is seen by the first test.
template <class T>
shape describe(std::string_view name, std::initializer_list<row> rows, std::vector<key_group> groups = {},
               std::string_view shorthand = {}) {
    shape s;
    s.is = shape::kind::object;
    s.name = name;
    s.groups = std::move(groups);
    s.shorthand = shorthand;
    s.as_node = [](void* object) -> node* { return static_cast<T*>(object); };
    using members =
        boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
    boost::mp11::mp_for_each<members>(
        [&](auto d) { s.members.push_back(detail::access<decltype(d), T>::make()); });
    for (row const& r : rows) {
        auto* m = const_cast<member*>(s.find(r.key));
        if (!m) throw std::logic_error("no member " + std::string(r.key) + " in " + std::string(name));
        m->required = r.required;
        m->doc = r.doc;
        m->form = r.form;
        m->key_form = r.key_form;
        m->refers = r.refers;
        m->beside = r.beside;
        m->sees = r.sees;
        m->gives = r.gives;
        m->minimum = r.minimum;
        m->maximum = r.maximum;
        m->least = r.least;
        m->single = r.single;
        m->rest = r.rest;
    }
    return s;
}

/// The rows of `rule`, said once here: what every rule may carry.
void describe_rule(shape&);

/// `describe` for a struct that is a `rule`; its name is required.
template <class T>
shape describe_rule_of(std::string_view name, std::initializer_list<row> rows,
                       std::vector<key_group> groups = {}) {
    auto s = describe<T>(name, rows, std::move(groups));
    describe_rule(s);
    return s;
}

// One function for each struct, where its table is.
// clang-format off
#define GUIYAN_SHAPES(X) \
    X(basis_item) X(amount_case) X(span) X(document) X(dated_text) X(scheme_period) X(meta) \
    X(module) X(body) X(param) X(code_item) X(code_table) X(extra_field) X(table_row) \
    X(standard_table) X(record_set) X(run) X(window) X(cap) X(growth) X(rank) X(measure) \
    X(inline_measure) X(measure_ref) X(need) X(quota) X(within_span) X(progress_warning) \
    X(obligation) X(condition) X(duties) X(service_window) X(renew) X(role) X(step) X(procedure) \
    X(guard) X(objections) X(publicity) X(score_step) X(mark_group) X(answer) X(score_item) \
    X(rater) X(score_column) X(grade) X(grade_override) X(review) X(account) X(occasion) X(payee) \
    X(instalment) X(posting) X(effect) X(consequence) X(validity) X(credential) X(allowance) \
    X(service) X(print) X(target_part) X(target) X(indicator) X(task) X(task_close) X(task_claim) \
    X(task_lights) X(tasks) X(match_part) X(matching) X(figure_check) X(report_column) \
    X(report_row) X(report) X(pack)
// clang-format on
#define GUIYAN_SHAPE(T) shape const& shape_of(T const*);
GUIYAN_SHAPES(GUIYAN_SHAPE)
#undef GUIYAN_SHAPE

/// For "S of T": the one place where T's shape is made.
#define GUIYAN_SHAPE_OF(T, ...)             \
    shape const& shape_of(T const*) {       \
        static shape const s = __VA_ARGS__; \
        return s;                           \
    }

// Base structs are described here, since every family inherits them.
BOOST_DESCRIBE_STRUCT(node, (), ())
BOOST_DESCRIBE_STRUCT(rule, (node), (name, basis, from, until, assumed, note, why))
BOOST_DESCRIBE_STRUCT(span, (node), (days, workdays, weeks, months, years))
BOOST_DESCRIBE_STRUCT(bound, (node),
                      (at_least, at_most, more_than, less_than, exactly, about, tolerance, wording))
BOOST_DESCRIBE_STRUCT(measure, (rule),
                      (over, where, count, count_distinct, sum, avg, max, min, latest, run, on, window, per,
                       via, cap, evidence, missing, calc, growth, rank, unit))
BOOST_DESCRIBE_ENUM(count_word, rows)
BOOST_DESCRIBE_ENUM(evidence_level, self, village, result)
BOOST_DESCRIBE_ENUM(missing_is, zero, unknown)
BOOST_DESCRIBE_ENUM(period, day, week, month, quarter, half_year, year, service_year, term, scheme)

}  // namespace guiyan::scheme
