#include "cel/checker.hpp"

namespace guiyan::cel {

type checker::call(node& n) {
    switch (n.what) {
        case operation::logical_and:
        case operation::logical_or:
        case operation::logical_not:
            for (auto& p : n.parts) want_bool(p, infer(p));
            return type::boolean();
        case operation::conditional:
            return conditional(n);
        case operation::negate: {
            auto const t = infer(n.parts[0]);
            bool const good = t.is(type_kind::number) || t.is(type_kind::integer) || t.is(type_kind::dyn) ||
                              (pack() && t.is(type_kind::null));
            return good ? t : wrong(n.at, "cel.operand", {{"operator", "-"}, {"found", word_for(t)}});
        }
        default:
            break;
    }
    if (n.what == operation::custom || n.what > operation::index) return function(n);
    auto const a = infer(n.parts[0]), b = infer(n.parts[1]);
    switch (n.what) {
        case operation::equals:
        case operation::not_equals:
            return compared(n, a, b);
        case operation::less:
        case operation::less_equals:
        case operation::greater:
        case operation::greater_equals:
            return ordered(n, a, b);
        case operation::in:
            return member(n, a, b);
        case operation::index:
            return indexed(n, a, b);
        default:
            return arithmetic(n, a, b);
    }
}

type checker::conditional(node& n) {
    want_bool(n.parts[0], infer(n.parts[0]));
    auto const yes = infer(n.parts[1]), no = infer(n.parts[2]);
    return joined(yes, no, n.at);
}

type checker::joined(type const& a, type const& b, span at) {
    if (a == b || b.is(type_kind::null)) return a;
    if (a.is(type_kind::null)) return b;
    if (a.is(type_kind::dyn) || b.is(type_kind::dyn)) return type::dyn();
    if (a.is_textual() && b.is_textual()) return type::text();
    if (a.is(type_kind::number) && b.is(type_kind::number)) {
        same_unit(a, b, at, "cel.unlike_units_chosen");
        return a.of.empty() ? b : a;
    }
    if (a.is(type_kind::list) && b.is(type_kind::list))
        return type::list(joined(a.element(), b.element(), at));
    if (a.kind == b.kind && a.kind == type_kind::map) return type::map(type::dyn(), type::dyn());
    return wrong(at, "cel.branches", {{"left", word_for(a)}, {"right", word_for(b)}});
}

bool checker::same_unit(type const& a, type const& b, span at, std::string const& key) {
    if (a.of.empty() || b.of.empty() || a.of == b.of) return true;
    // A standard is written in 元 and compared with 元/人: what is measured is the same. They never add.
    auto const head = [](std::string const& unit) { return unit.substr(0, unit.find('/')); };
    if (key == "cel.unlike_units_compared" && head(a.of) == head(b.of)) return true;
    wrong(at, key, {{"left", a.of}, {"right", b.of}});
    return false;
}

bool checker::share_codes(std::string const& one, std::string const& other) const {
    auto const* codes = env_.codes();
    if (one == other) return true;
    if (!codes || !codes->has_table(one) || !codes->has_table(other)) return false;
    // A table may be gathered from others, as SOURCE_GROUP is from the tables that roles name.
    for (auto const& code : codes->codes(one))
        if (codes->has_code(other, code)) return true;
    return false;
}

void checker::want_codes(node& n, std::string const& table) {
    if (n.kind == node_kind::list || (n.kind == node_kind::call && n.what == operation::conditional)) {
        for (std::size_t i = n.kind == node_kind::list ? 0 : 1; i < n.parts.size(); ++i)
            want_codes(n.parts[i], table);
        return;
    }
    if (n.kind != node_kind::constant || !n.held.is(value_kind::text)) return;
    auto const* codes = env_.codes();
    auto const& code = n.held.as_text();
    if (!codes || !codes->has_table(table) || codes->has_code(table, code)) return;
    wrong_near(n.at, "cel.unknown_code", {{"table", table}, {"code", code}}, code, codes->codes(table));
}

bool checker::alike(node& a, type const& x, node& b, type const& y, span at) {
    if (x.is(type_kind::dyn) || y.is(type_kind::dyn) || x.is(type_kind::null) || y.is(type_kind::null))
        return true;
    if (x.is_textual() && y.is_textual()) {
        if (x.is(type_kind::code)) want_codes(b, x.of);
        if (y.is(type_kind::code)) want_codes(a, y.of);
        if (x.is(type_kind::code) && y.is(type_kind::code) && !share_codes(x.of, y.of))
            wrong(at, "cel.other_table", {{"left", x.of}, {"right", y.of}});
        return true;
    }
    if (x.kind != y.kind) {
        for (auto const& [day, text, n] : {std::tuple(&x, &y, &b), std::tuple(&y, &x, &a)})
            if (day->is(type_kind::day) && text->is(type_kind::text) && n->kind == node_kind::constant) {
                wrong(n->at, "cel.day_as_text", {{"text", n->held.as_text()}});
                return false;
            }
        wrong(at, "cel.unlike_compared", {{"left", word_for(x)}, {"right", word_for(y)}});
        return false;
    }
    if (x.is(type_kind::number)) return same_unit(x, y, at, "cel.unlike_units_compared");
    if ((x.is(type_kind::record) || x.is(type_kind::id)) && x.of != y.of && !x.of.empty() && !y.of.empty()) {
        wrong(at, "cel.other_kind", {{"left", x.of}, {"right", y.of}});
        return false;
    }
    return true;
}

type checker::compared(node& n, type const& a, type const& b) {
    if (alike(n.parts[0], a, n.parts[1], b, n.at) && pack() && a.kind == b.kind &&
        (a.is(type_kind::list) || a.is(type_kind::map)))
        wrong(n.at, "cel.list_compared");
    return type::boolean();
}

type checker::ordered(node& n, type const& a, type const& b) {
    if (!alike(n.parts[0], a, n.parts[1], b, n.at)) return type::boolean();
    for (auto const* t : {&a, &b}) {
        if (pack() && t->is(type_kind::code)) {
            wrong(n.at, "cel.code_order", {{"table", t->of}});
            return type::boolean();
        }
        bool const good = t->is_numeric() || t->is(type_kind::text) || t->is(type_kind::day) ||
                          t->is(type_kind::timestamp) || t->is(type_kind::duration) ||
                          t->is(type_kind::dyn) || (t->is(type_kind::null) ? pack() : false) ||
                          (!pack() && (t->is(type_kind::boolean) || t->is(type_kind::bytes)));
        if (!good) {
            wrong(n.at, "cel.operand", {{"operator", std::string(name_of(n.what))}, {"found", word_for(*t)}});
            break;
        }
    }
    return type::boolean();
}

type checker::member(node& n, type const& a, type const& b) {
    if (b.is(type_kind::list)) {
        auto const& element = b.element();
        // ['serving', 'ended'] on the right: its texts are looked up one by one.
        if (a.is(type_kind::code)) want_codes(n.parts[1], a.of);
        if (element.is(type_kind::code)) want_codes(n.parts[0], element.of);
        if (!(a.is_textual() && element.is_textual())) alike(n.parts[0], a, n.parts[1], element, n.at);
    } else if (b.is(type_kind::map)) {
        alike(n.parts[0], a, n.parts[1], b.parameters[0], n.at);
    } else if (!b.is(type_kind::dyn) && !(pack() && b.is(type_kind::null))) {
        wrong(n.parts[1].at, "cel.not_a_list", {{"found", word_for(b)}});
    }
    return type::boolean();
}

type checker::arithmetic(node& n, type const& a, type const& b) {
    bool const sum = n.what == operation::add || n.what == operation::subtract;
    if (a.is(type_kind::number) && b.is(type_kind::number)) {
        if (n.what == operation::modulo && !pack())
            return wrong(n.at, "cel.operand", {{"operator", "%"}, {"found", word_for(a)}});
        if (!sum) return type::number();  // a product has the unit that its figure writes
        same_unit(a, b, n.at,
                  n.what == operation::add ? "cel.unlike_units_added" : "cel.unlike_units_subtracted");
        return a.of.empty() ? b : a;
    }
    if (a.is(type_kind::dyn) || b.is(type_kind::dyn)) return type::dyn();
    if (pack() && (a.is(type_kind::null) || b.is(type_kind::null))) return a.is(type_kind::null) ? b : a;
    if (a.is_numeric() && a.kind == b.kind) return a;
    if (n.what == operation::add) {
        if (a.is_textual() && b.is_textual()) return type::text();
        if (a.is(type_kind::bytes) && b.is(type_kind::bytes)) return a;
        if (a.is(type_kind::list) && b.is(type_kind::list))
            return type::list(a.element() == b.element() || b.element().is(type_kind::dyn) ? a.element()
                              : a.element().is(type_kind::dyn)                             ? b.element()
                                                                                           : type::dyn());
    }
    return times(n, a, b);
}

/// Sums of timestamps and durations; what remains is wrong.
type checker::times(node& n, type const& a, type const& b) {
    bool const stamp_a = a.is(type_kind::timestamp), stamp_b = b.is(type_kind::timestamp);
    bool const span_a = a.is(type_kind::duration), span_b = b.is(type_kind::duration);
    if (n.what == operation::add) {
        if (span_a && span_b) return a;
        if ((stamp_a && span_b) || (span_a && stamp_b)) return type::timestamp();
    }
    if (n.what == operation::subtract) {
        if ((stamp_a && stamp_b) || (span_a && span_b)) return type::duration();
        if (stamp_a && span_b) return a;
        if (a.is(type_kind::day) && b.is(type_kind::day)) return wrong(n.at, "cel.day_difference");
    }
    if (a.is(type_kind::day) || b.is(type_kind::day)) return wrong(n.at, "cel.day_sum");
    return wrong(n.at, "cel.operands",
                 {{"operator", std::string(name_of(n.what))}, {"left", word_for(a)}, {"right", word_for(b)}});
}

type checker::indexed(node& n, type const& a, type const& b) {
    if (a.is(type_kind::map)) {
        alike(n.parts[0], a.parameters[0], n.parts[1], b, n.at);
        return a.parameters[1];
    }
    if (a.is(type_kind::list)) {
        if (!b.is(type_kind::dyn) && !b.is(pack() ? type_kind::number : type_kind::integer))
            wrong(n.parts[1].at, "cel.operand", {{"operator", "[]"}, {"found", word_for(b)}});
        return a.element();
    }
    if (a.is(type_kind::dyn)) return a;
    return wrong(n.parts[0].at, "cel.not_a_list", {{"found", word_for(a)}});
}

}  // namespace guiyan::cel
