// Types, units and names of every expression and every path of a pack.

#include <algorithm>
#include <set>

#include "scheme/check_parts.hpp"

namespace guiyan::scheme {
namespace {

cel::type wanted(gives what) {
    switch (what) {
        case gives::truth:
            return cel::type::boolean();
        case gives::number:
            return cel::type::number();
        case gives::date:
            return cel::type::day();
        case gives::text:
            return cel::type::text();
        case gives::anything:
            break;
    }
    return cel::type::dyn();
}

void item_fields(std::vector<score_item> const& items, cel::record_shape& into) {
    for (auto const& i : items) {
        into.add(i.id, cel::type::number());
        item_fields(i.items, into);
    }
}

void report_issues(check_desk& desk, expression const& e, std::vector<cel::issue> const& issues) {
    for (auto const& i : issues)
        desk.error(i.key.find("unit") != std::string::npos ? finding_kind::units : finding_kind::types,
                   place_in(e, i.where), e.path, i.key, i.args);
}

/// figure('S0-F02'), value(…), names(…), at('income', …), codes('S0_DUTY') with a name written out.
void named_calls(check_desk& desk, expression const& e, cel::node const& n) {
    if (n.kind == cel::node_kind::call && !n.parts.empty() && n.parts[0].kind == cel::node_kind::constant &&
        n.parts[0].held.is(cel::value_kind::text)) {
        auto const& name = n.parts[0].held.as_text();
        auto const& p = desk.p;
        std::vector<std::string> known;
        std::string part;
        if (n.text == "figure" || n.text == "value" || n.text == "names") {
            part = "indicators";
            for (auto const& [id, x] : p.indicators) known.push_back(id);
        } else if (n.text == "at") {
            part = "measures";
            for (auto const& [id, x] : p.measures) known.push_back(id);
        } else if (n.text == "codes") {
            part = "codes";
            known = desk.book.codes().tables();
        }
        if (!part.empty() && std::ranges::find(known, name) == known.end()) {
            auto const meant = cel::nearest(name, known);
            desk.error(finding_kind::reference, place_in(e, cel::position_of(e.text, n.parts[0].at.begin)),
                       e.path, "scheme.reference.undefined",
                       {{"what", "@scheme.part." + part}, {"name", name}, {"meant", meant}},
                       meant.empty() ? "scheme.reference.define.fix" : "scheme.meant.fix");
        }
    }
    for (auto const& part : n.parts) named_calls(desk, e, part);
}

void one(check_desk& desk, expression const& e, sees see, gives give, surround const& in) {
    if (!e.written()) return;
    auto const self = self_of(see, in);
    // A kind that is not there was said already.
    if (!self.empty() && !desk.book.facts().find(self)) return;
    check_expression(desk, e, environment_of(desk.book, see, in), wanted(give));
}

/// A path, checked as the expression it is.
void path_of(check_desk& desk, std::string const& text, place at, std::string const& where,
             std::string const& kind, gives give) {
    if (!desk.book.facts().find(kind)) return;
    expression e{text, at, where};
    auto const checked = cel::check(text, desk.book.words().at(kind), wanted(give));
    report_issues(desk, e, checked.issues);
}

}  // namespace

void check_expression(check_desk& desk, expression const& e, cel::environment const& words,
                      cel::type const& want) {
    auto const checked = cel::check(e.text, words, want);
    report_issues(desk, e, checked.issues);
    if (checked) named_calls(desk, e, checked->root);
}

place place_in(expression const& e, cel::position where) {
    if (where.line <= 1) return {e.at.line, e.at.column + int(where.column) - 1};
    return {e.at.line + int(where.line) - 1, int(where.column)};
}

cel::environment environment_of(rulebook const& book, sees see, surround const& in) {
    auto const self = self_of(see, in);
    auto const& base = book.words().at(self);
    if (see != sees::step_table && see != sees::result && see != sees::columns && see != sees::share)
        return base;
    if (see == sees::step_table) {
        auto e = base;
        e.add_variable("x", cel::type::number());
        return e;
    }
    if (see == sees::share) {
        auto e = base;
        e.add_variable("group", cel::type::dyn());
        return e;
    }
    auto e = base;
    for (char const* name : {"total", "raw_total", "rank"}) e.add_variable(name, cel::type::number());
    e.add_variable("grade", cel::type::text());
    if (in.scored) {
        cel::record_shape items;
        item_fields(in.scored->score, items);
        for (auto const& f : items.fields()) e.add_variable("item." + f.name, cel::type::number());
        for (auto const& c : in.scored->columns) {
            e.add_variable("column." + c.id, cel::type::number());
            if (see == sees::columns) e.add_variable(c.id, cel::type::number());
        }
    }
    return e;
}

void check_expressions(check_desk& desk) {
    walk(desk.p, [&](visited const& v) {
        if (v.is.is == shape::kind::expression && v.m.sees != sees::nothing)
            one(desk, v.as<expression>(), v.m.sees, v.m.gives, v.in);
        if (v.is.is == shape::kind::scalar) {
            auto const& s = v.as<scalar>();
            // What an amount sees is said by the member that holds it.
            if (s.is == scalar::form::cel && v.m.sees != sees::nothing)
                one(desk, s.cel, v.m.sees, v.m.gives, v.in);
        }
        if (v.is.name == "case") {
            auto const& c = v.as<amount_case>();
            one(desk, c.when, v.m.sees, gives::truth, v.in);
            if (c.value.is == scalar::form::cel) one(desk, c.value.cel, v.m.sees, v.m.gives, v.in);
        }
        if (v.is.name == "span") {
            // Lengths know parameters, and the record where there is one.
            auto const& s = v.as<span>();
            for (auto const* part : {&s.days, &s.workdays, &s.weeks, &s.months, &s.years})
                if (*part && (*part)->is == scalar::form::cel)
                    one(desk, (*part)->cel, v.in.for_kind.empty() ? sees::scheme : sees::for_each,
                        gives::number, v.in);
        }
        if (v.is.is == shape::kind::text && v.m.form == "path" && v.m.sees != sees::nothing)
            path_of(desk, v.as<std::string>(), v.at, v.path, self_of(v.m.sees, v.in),
                    v.m.gives == gives::date ? gives::date : gives::anything);
        if (v.is.name == "measure" || v.is.name == "inline_measure" || v.is.name == "indicator") {
            auto const& m = v.as<measure>();
            if (!m.on.empty()) path_of(desk, m.on, m.place_of("on"), m.path_of("on"), m.over, gives::date);
            if (!m.via.empty())
                path_of(desk, m.via, m.place_of("via"), m.path_of("via"), m.over, gives::anything);
        }
        if (v.is.name == "on" && v.in.part != "roles") {
            auto const& o = v.as<occasion>();
            if (!o.of.empty())
                path_of(desk, o.of, o.place_of("of"), o.path_of("of"), v.in.for_kind,
                        o.event.empty() ? gives::date : gives::anything);
        }
    });
}

}  // namespace guiyan::scheme
