#include "cel/checker.hpp"
#include "cel/type_names.hpp"

namespace guiyan::cel {
namespace {

std::vector<std::string> field_names(record_shape const& shape) {
    std::vector<std::string> out;
    for (auto const& f : shape.fields()) out.push_back(f.name);
    return out;
}

/// "a.b.c" of a chain of plain selects on an open name; "" of anything else.
std::string dotted_text(node const& n) {
    if (n.kind == node_kind::name) return n.origin == name_origin::open ? n.text : std::string();
    if (n.kind != node_kind::select || n.presence) return {};
    auto before = dotted_text(n.parts[0]);
    return before.empty() ? before : before + "." + n.text;
}

}  // namespace

type checker::name(node& n) {
    if (n.origin == name_origin::bound) {
        auto const& v = scope_[static_cast<std::size_t>(n.slot)];
        n.path = v.path;
        n.in_list = true;
        return v.is;
    }
    n.path = n.text;
    auto const* self = env_.shape(env_.self());
    if (self)
        if (int const slot = self->slot(n.text); slot >= 0) {
            n.origin = name_origin::self;
            n.slot = slot;
            return self->fields()[static_cast<std::size_t>(slot)].is;
        }
    if (int const slot = env_.variable_slot(n.text); slot >= 0) {
        n.origin = name_origin::variable;
        n.slot = slot;
        return env_.variables()[static_cast<std::size_t>(slot)].is;
    }
    n.path.clear();
    if (!pack())
        if (auto type_value = type_named(n.text)) {
            n.origin = name_origin::type_name;
            n.held = std::move(*type_value);
            return type::of_type();
        }
    auto choices = self ? field_names(*self) : std::vector<std::string>();
    for (auto const& v : env_.variables()) choices.push_back(v.name);
    if (self && !choices.empty())
        return wrong_near(n.at, "cel.unknown_field", {{"kind", self->kind()}, {"field", n.text}}, n.text,
                          choices);
    return wrong_near(n.at, "cel.unknown_name", {{"name", n.text}}, n.text, choices);
}

bool checker::take_dotted(node& n) {
    auto const text = dotted_text(n);
    if (text.empty()) return false;
    int const slot = env_.variable_slot(text);
    auto held = pack() ? std::nullopt : type_named(text);
    if (slot < 0 && !held) return false;
    n.kind = node_kind::name;
    n.parts.clear();
    n.text = text;
    n.slot = slot;
    if (slot >= 0) {
        n.origin = name_origin::variable;
        n.path = text;
        n.is = env_.variables()[static_cast<std::size_t>(slot)].is;
    } else {
        n.origin = name_origin::type_name;
        n.held = std::move(*held);
        n.is = type::of_type();
    }
    return true;
}

type checker::select(node& n) {
    if (take_dotted(n)) return n.is;
    auto const of = infer(n.parts[0]);
    auto const t = field(n, of);
    if (!n.parts[0].path.empty()) {
        n.path = n.parts[0].path + "." + n.text;
        n.in_list = n.parts[0].in_list;
    }
    if (!n.presence) return t;
    if (pack()) {
        // has(x.y) asks what x.y != null asks.
        node inner = std::move(n);
        inner.presence = false;
        inner.is = t;
        n = node();
        n.kind = node_kind::call;
        n.what = operation::not_equals;
        n.at = inner.at;
        n.text = name_of(n.what);
        n.parts.push_back(std::move(inner));
        n.parts.emplace_back();
        n.parts.back().at = n.at;
        n.parts.back().is = type::null();
    }
    return type::boolean();
}

type checker::field(node& n, type const& of) {
    span const at{n.at.end - std::uint32_t(n.text.size() + (n.presence ? 1 : 0)), n.at.end};
    if (of.is(type_kind::dyn)) return type::dyn();
    if (of.is(type_kind::map)) return of.parameters[1];
    if (of.is(type_kind::list) && of.element().is(type_kind::record))
        return wrong(at, "cel.list_field", {{"list", std::string(written(n.parts[0]))}, {"field", n.text}});
    if (!of.is(type_kind::record)) return wrong(at, "cel.no_fields", {{"found", word_for(of)}});
    auto const* shape = env_.shape(of.of);
    if (!shape) return type::dyn();
    n.slot = shape->slot(n.text);
    if (n.slot >= 0) return shape->fields()[static_cast<std::size_t>(n.slot)].is;
    return wrong_near(at, "cel.unknown_field", {{"kind", shape->kind()}, {"field", n.text}}, n.text,
                      field_names(*shape));
}

}  // namespace guiyan::cel
