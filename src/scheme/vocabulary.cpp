#include "scheme/vocabulary.hpp"

#include "cel/evaluate.hpp"

namespace guiyan::scheme {
namespace {

cel::type type_of(fact_field const& f) {
    switch (f.is) {
        case fact_type::number:
            return cel::type::number();
        case fact_type::money:
            return cel::type::number("元");
        case fact_type::day:
            return cel::type::day();
        case fact_type::truth:
            return cel::type::boolean();
        case fact_type::code:
            return cel::type::code(f.table);
        case fact_type::codes:
            return cel::type::list(cel::type::code(f.table));
        case fact_type::map:
            return cel::type::map(cel::type::text(), cel::type::dyn());
        case fact_type::text:
            break;
    }
    return cel::type::text();
}

void add_extra(cel::record_shape& shape, std::string const& name, extra_field const& f) {
    switch (f.type) {
        case field_type::text:
            shape.add(name, cel::type::text());
            return;
        case field_type::int_:
        case field_type::decimal:
            shape.add(name, cel::type::number(f.unit));
            return;
        case field_type::money:
            shape.add(name, cel::type::number("元"));
            return;
        case field_type::date:
            shape.add(name, cel::type::day());
            return;
        case field_type::bool_:
            shape.add(name, cel::type::boolean());
            return;
        case field_type::code:
            shape.add(name, cel::type::code(f.table));
            return;
        case field_type::codes:
            shape.add(name, cel::type::list(cel::type::code(f.table)));
            return;
        case field_type::ref:
            shape.add_ref(name, f.ref);
            return;
    }
}

cel::type type_of(literal const& l, std::string const& unit) {
    switch (l.is) {
        case literal::form::text:
            return cel::type::text();
        case literal::form::truth:
            return cel::type::boolean();
        case literal::form::number:
        case literal::form::none:
            break;
    }
    return cel::type::number(unit);
}

cel::value ask(cel::activation const& names, auto const& f) {
    auto const* answers = dynamic_cast<reckoning const*>(&names);
    return answers ? f(*answers) : cel::value::unknown();
}

void add_functions(cel::environment& e) {
    using cel::type;
    using cel::value;
    using values = std::span<value const>;
    auto add = [&](std::string name, std::vector<type> takes, type gives, auto run) {
        e.add_function({std::move(name), false, std::move(takes), std::move(gives), run, {}});
    };
    for (auto const& period : {type::number(), type::text()})
        add("at", {type::text(), period}, type::number(), [](values v, cel::activation const& names) {
            return ask(names, [&](reckoning const& r) { return r.measure_in(v[0].as_text(), v[1]); });
        });
    add("value", {type::text()}, type::number(), [](values v, cel::activation const& names) {
        return ask(names, [&](reckoning const& r) { return r.figure_value(v[0].as_text()); });
    });
    add("figure", {type::text()}, type::text(), [](values v, cel::activation const& names) {
        return ask(names, [&](reckoning const& r) { return r.figure_text(v[0].as_text()); });
    });
    add("names", {type::text(), type::number()}, type::text(), [](values v, cel::activation const& names) {
        return ask(names, [&](reckoning const& r) { return r.row_names(v[0].as_text(), v[1].as_number()); });
    });
    add("codes", {type::text()}, type::text(), [](values v, cel::activation const& names) {
        return ask(names, [&](reckoning const& r) { return r.code_names(v[0].as_text()); });
    });
}

}  // namespace

vocabulary::vocabulary(catalogue const& facts, pack const& of, cel::code_tables const& codes)
    : facts_(facts), pack_(of), codes_(codes), shapes_(std::make_shared<cel::record_shapes>()) {
    for (auto const& [name, kind] : facts.kinds) {
        auto& shape = shapes_->add(name);
        for (auto const& f : kind.fields) shape.add(f.name, type_of(f));
        for (auto const& r : kind.refs) shape.add_ref(r.name, r.kind);
        for (auto const& l : kind.lists) shape.add_list(l.name, l.kind);
        if (auto const* extra = of.fields.find(name))
            for (auto const& [field, what] : *extra)
                // One of the same name as a built-in is an error of the check (asked twice).
                if (shape.slot(field) < 0) add_extra(shape, field, what);
        auto& sets = shapes_->add("s@" + name);
        for (auto const& [id, set] : of.sets)
            if (set.over == name) sets.add(id, cel::type::boolean());
    }
    auto& measures = shapes_->add("m");
    for (auto const& [id, m] : of.measures) measures.add(id, cel::type::number(m.unit));
    auto& params = shapes_->add("params");
    for (auto const& [id, p] : of.params) params.add(id, type_of(p.value, p.unit));
    auto& duties = shapes_->add("o");
    for (auto const& [id, o] : of.obligations) {
        shapes_->add("o." + id)
            .add("met", cel::type::boolean())
            .add("done", cel::type::number())
            .add("short", cel::type::number())
            .add("missed", cel::type::number())
            .add("run_missed", cel::type::number());
        duties.add(id, cel::type::record("o." + id));
    }
    auto& tables = shapes_->add("t");
    for (auto const& [id, t] : of.tables) {
        auto& columns = shapes_->add("t." + id);
        for (auto const& [column, unit] : t.columns) columns.add(column, cel::type::number(unit));
        tables.add(id, cel::type::record("t." + id));
    }
    shapes_->add("r")
        .add("grade", cel::type::code("GRADE"))
        .add("total", cel::type::number())
        .add("raw_total", cel::type::number())
        .add("rank", cel::type::number());
    shapes_->add("period")
        .add("start", cel::type::day())
        .add("end", cel::type::day())
        .add("id", cel::type::text());
}

cel::environment vocabulary::make(std::string_view self) const {
    cel::environment e(cel::mode::pack, shapes_);
    for (char const* group : {"m", "params", "o", "t", "r"}) e.add_variable(group, cel::type::record(group));
    if (!self.empty()) {
        e.set_self(std::string(self));
        e.add_variable("s", cel::type::record("s@" + std::string(self)));
    }
    e.add_variable("as_of", cel::type::day());
    for (char const* name : {"period.start", "period.end"}) e.add_variable(name, cel::type::day());
    e.add_variable("period.id", cel::type::text());
    e.add_variable("scheme", cel::type::record("scheme"));
    e.add_variable("subject", cel::type::dyn());
    add_functions(e);
    e.set_codes(&codes_);
    return e;
}

cel::environment const& vocabulary::at(std::string_view self) const {
    std::lock_guard const hold(guard_);
    auto const found = places_.find(self);
    if (found != places_.end()) return found->second;
    return places_.emplace(std::string(self), make(self)).first->second;
}

}  // namespace guiyan::scheme
