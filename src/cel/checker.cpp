#include "cel/checker.hpp"

#include <cmath>

#include "cel/lexer.hpp"

namespace guiyan::cel {

type checker::wrong(span at, std::string key, text_args args) {
    issues.push_back(make_issue(source_, at, std::move(key), std::move(args)));
    return type::dyn();
}

type checker::wrong_near(span at, std::string key, text_args args, std::string_view text,
                         std::vector<std::string> const& choices) {
    auto near = nearest(text, choices);
    if (near.empty()) return wrong(at, std::move(key), std::move(args));
    args.emplace_back("near", std::move(near));
    return wrong(at, key + "_near", std::move(args));
}

std::string checker::word_for(type const& t) {
    switch (t.kind) {
        case type_kind::dyn:
            return "@cel.type.dyn";
        case type_kind::null:
            return "@cel.type.null";
        case type_kind::boolean:
            return "@cel.type.boolean";
        case type_kind::integer:
            return "@cel.type.integer";
        case type_kind::uinteger:
            return "@cel.type.uinteger";
        case type_kind::number:
            return "@cel.type.number";
        case type_kind::text:
            return "@cel.type.text";
        case type_kind::code:
            return "@cel.type.code";
        case type_kind::bytes:
            return "@cel.type.bytes";
        case type_kind::list:
            return "@cel.type.list";
        case type_kind::map:
            return "@cel.type.map";
        case type_kind::timestamp:
            return "@cel.type.timestamp";
        case type_kind::duration:
            return "@cel.type.duration";
        case type_kind::type:
            return "@cel.type.type";
        case type_kind::day:
            return "@cel.type.day";
        case type_kind::record:
            return "@cel.type.record";
        case type_kind::id:
            return "@cel.type.id";
    }
    return {};
}

type checker::infer(node& n) {
    n.is = node_type(n);
    return n.is;
}

type checker::node_type(node& n) {
    switch (n.kind) {
        case node_kind::constant:
            return constant(n);
        case node_kind::name:
            return name(n);
        case node_kind::select:
            return select(n);
        case node_kind::call:
            return call(n);
        case node_kind::list:
            return list(n);
        case node_kind::map:
            return map(n);
        case node_kind::comprehension:
            return comprehension(n);
    }
    return type::dyn();
}

type checker::constant(node& n) {
    switch (n.held.kind()) {
        case value_kind::null:
            return type::null();
        case value_kind::boolean:
            return type::boolean();
        case value_kind::integer:
            if (!pack()) return type::integer();
            n.held = value::number(static_cast<double>(n.held.as_integer()));
            [[fallthrough]];
        case value_kind::number:
            // Greater ones meet the databases' ends at different places.
            if (pack() && std::fabs(n.held.as_number()) > 1e15) return wrong(n.at, "cel.large_number");
            return type::number();
        case value_kind::uinteger:
        case value_kind::bytes:
            if (pack())
                return wrong(
                    n.at, "cel.not_in_packs",
                    {{"what", n.held.is(value_kind::bytes) ? "@cel.type.bytes" : "@cel.type.uinteger"}});
            return n.held.is(value_kind::bytes) ? type::bytes() : type::uinteger();
        case value_kind::day:
            return type::day();
        default:
            return type::text();
    }
}

type checker::list(node& n) {
    if (n.parts.empty()) return type::list(type::dyn());
    type element;
    bool first = true, mixed = false;
    for (auto& p : n.parts) {
        auto const t = infer(p);
        if (first)
            element = t;
        else if (element.is_textual() && t.is_textual() && element != t)
            element = type::text();
        else if (element.is(type_kind::number) && t.is(type_kind::number))
            element = joined(element, t, p.at);
        else if (element.is(type_kind::null))
            element = t;
        else if (element != t && !t.is(type_kind::null))
            mixed = true;
        first = false;
    }
    return type::list(mixed ? type::dyn() : element);
}

type checker::map(node& n) {
    type key, held;
    for (std::size_t i = 0; i + 1 < n.parts.size(); i += 2) {
        auto const k = infer(n.parts[i]), h = infer(n.parts[i + 1]);
        key = i == 0 || k == key ? k : type::dyn();
        held = i == 0 || h == held ? h : type::dyn();
    }
    return type::map(std::move(key), std::move(held));
}

type checker::comprehension(node& n) {
    auto const range = infer(n.parts[0]);
    variable v{type::dyn(), n.parts[0].path};
    if (range.is(type_kind::list))
        v.is = range.element();
    else if (range.is(type_kind::map))
        v.is = range.parameters[0];
    else if (!range.is(type_kind::dyn))
        wrong(n.parts[0].at, "cel.not_a_list", {{"found", word_for(range)}});
    // A filtered list has the rows of its list, so its fields are called alike.
    if (n.macro == macro_kind::filter) {
        n.path = n.parts[0].path;
        n.in_list = true;
    }
    scope_.push_back(v);
    bool const tested = n.macro != macro_kind::map || n.parts.size() == 3;
    auto const first = infer(n.parts[1]);
    if (tested) want_bool(n.parts[1], first);
    auto const last = n.parts.size() == 3 ? infer(n.parts[2]) : first;
    scope_.pop_back();
    switch (n.macro) {
        case macro_kind::map:
            return type::list(last);
        case macro_kind::filter:
            return range.is(type_kind::list) ? range : type::list(v.is);
        default:
            return type::boolean();
    }
}

void checker::want_bool(node& n, type const& t) {
    if (t.is(type_kind::boolean) || t.is(type_kind::dyn) || (t.is(type_kind::null) && pack())) return;
    wrong(n.at, "cel.not_bool", {{"found", word_for(t)}});
}

void checker::want(node& n, type const& wanted) {
    auto const t = n.is;
    if (wanted.is(type_kind::boolean)) return want_bool(n, t);
    if (wanted.is(type_kind::code)) want_codes(n, wanted.of);
    if (wanted.is(type_kind::number) && t.is(type_kind::number)) {
        if (!fits(wanted, t)) wrong(n.at, "cel.wrong_unit", {{"wanted", wanted.of}, {"found", t.of}});
        return;
    }
    if (!fits(wanted, t))
        wrong(n.at, "cel.wrong_result", {{"wanted", word_for(wanted)}, {"found", word_for(t)}});
}

bool checker::fits(type const& wanted, type const& given) const {
    if (wanted.is(type_kind::dyn) || given.is(type_kind::dyn)) return true;
    if (given.is(type_kind::null)) return pack();
    if (wanted.is_textual() && given.is_textual())
        return wanted.of.empty() || given.of.empty() || wanted.of == given.of;
    if (wanted.kind != given.kind) return false;
    if (wanted.kind == type_kind::list) return fits(wanted.element(), given.element());
    return wanted.of.empty() || given.of.empty() || wanted.of == given.of;
}

}  // namespace guiyan::cel
