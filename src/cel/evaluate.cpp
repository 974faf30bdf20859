#include "cel/evaluate.hpp"

#include <algorithm>
#include <array>

#include "cel/functions.hpp"
#include "cel/type_names.hpp"

namespace guiyan::cel {

std::optional<value> named_values::variable(std::string_view name, int) const {
    auto const found = values_.find(name);
    return found == values_.end() ? std::nullopt : std::optional(found->second);
}

namespace {

constexpr std::uint64_t most_steps = 20'000'000;

value kleene(bool decided_by, value const& open, bool any_open) {
    return any_open ? open : value::boolean(!decided_by);
}

class evaluator {
public:
    evaluator(activation const& names, surroundings const& around, bool pack, int bound, trace* seen)
        : names_(names), seen_(seen), bound_(static_cast<std::size_t>(bound)) {
        context_.pack = pack;
        context_.around = &around;
    }

    value eval(node const& n) {
        // Expressions always end, but lists inside lists inside lists could take years.
        if (++steps_ > most_steps) return settle(value::error("too much work"));
        switch (n.kind) {
            case node_kind::constant:
                return pack() && n.held.is_null() ? value::unknown() : n.held;
            case node_kind::name:
                return read(n, true);
            case node_kind::select:
                return select(n, true);
            case node_kind::call:
                return settle(call(n));
            case node_kind::list:
                return list(n);
            case node_kind::map:
                return settle(map(n));
            case node_kind::comprehension:
                return settle(comprehension(n));
        }
        return {};
    }

private:
    bool pack() const { return context_.pack; }
    /// Pack mode has no errors: what cannot be said is unknown.
    value settle(value v) const { return pack() && v.is_error() ? value::unknown() : v; }
    /// What records and activations give, as this mode has it.
    value settle(value v, type const& is) const {
        if (!pack()) return v;
        if (v.is_null() || v.is_error()) return value::unknown();
        if (is.kind == type_kind::number && v.is(value_kind::integer))
            return value::number(static_cast<double>(v.as_integer()));
        return v;
    }

    void note(node const& n, value const& v, bool asked) {
        if (!seen_ || n.path.empty()) return;
        if (v.is_unknown() && asked && std::ranges::find(seen_->missing, n.path) == seen_->missing.end())
            seen_->missing.push_back(n.path);
        // Records and lists explain nothing by themselves.
        if (v.is(value_kind::record)) return;
        if (!n.in_list &&
            std::ranges::any_of(seen_->readings, [&](auto const& r) { return r.path == n.path; }))
            return;
        if (seen_->readings.size() < 1000) seen_->readings.push_back({n.path, v, n.in_list});
    }

    /// `asked`: a missing value is missed (not by `x == null`).
    value read(node const& n, bool asked) {
        value v;
        switch (n.origin) {
            case name_origin::bound:
                v = bound_[static_cast<std::size_t>(n.slot)];
                break;
            case name_origin::self: {
                auto const* self = names_.self();
                v = settle(self ? self->field(n.text, n.slot) : value::unknown(), n.is);
                break;
            }
            case name_origin::variable: {
                auto found = names_.variable(n.text, n.slot);
                v = found ? settle(std::move(*found), n.is)
                          : settle(value::error("no such variable: " + n.text));
                break;
            }
            case name_origin::type_name:
                return n.held;
            case name_origin::open:
                return open_name(n.text, true);
        }
        note(n, v, asked);
        return v;
    }

    value open_name(std::string const& name, bool required) {
        if (auto found = names_.variable(name, -1)) return std::move(*found);
        if (auto type = type_named(name)) return std::move(*type);
        return required ? value::error("undeclared reference to '" + name + "'") : value::unknown();
    }

    /// a.b.c of an expression that was not checked: the longest name that exists, then its fields.
    std::optional<value> dotted(node const& n) {
        std::vector<node const*> chain;
        node const* at = &n;
        for (; at->kind == node_kind::select && !at->presence; at = &at->parts[0]) chain.push_back(at);
        if (at->kind != node_kind::name || at->origin != name_origin::open) return std::nullopt;
        for (std::size_t used = chain.size(); used > 0; --used) {
            std::string name = at->text;
            for (std::size_t i = 0; i < used; ++i) name += "." + chain[chain.size() - 1 - i]->text;
            auto v = open_name(name, false);
            if (v.is_unknown()) continue;
            for (std::size_t i = used; i < chain.size(); ++i)
                v = field_of(std::move(v), *chain[chain.size() - 1 - i]);
            return v;
        }
        return std::nullopt;
    }

    value field_of(value of, node const& n) {
        if (of.is_error() || of.is_unknown()) return of;
        if (of.is(value_kind::record)) return settle(of.as_record().field(n.text, n.slot), n.is);
        if (!of.is(value_kind::map)) return settle(value::error("type does not support field selection"));
        auto const* found = of.find(n.text);
        return found ? settle(*found, n.is) : settle(value::error("no such key: " + n.text));
    }

    value select(node const& n, bool asked) {
        if (n.presence) return presence(n);
        // Only what nobody checked can still hold names with dots.
        if (n.is.kind == type_kind::dyn && n.slot < 0)
            if (auto v = dotted(n)) return settle(std::move(*v));
        auto of = eval(n.parts[0]);
        bool const known = !of.is_unknown() && !of.is_error();
        auto v = field_of(std::move(of), n);
        if (known) note(n, v, asked);
        return v;
    }

    value presence(node const& n) {
        auto const of = eval(n.parts[0]);
        if (of.is_unknown()) return value::boolean(false);
        if (of.is_error()) return of;
        if (of.is(value_kind::record))
            return value::boolean(!settle(of.as_record().field(n.text, n.slot), n.is).is_unknown());
        if (of.is(value_kind::map)) return value::boolean(of.find(n.text) != nullptr);
        return settle(value::error("type does not support field selection"));
    }

    value list(node const& n) {
        std::vector<value> all;
        all.reserve(n.parts.size());
        for (auto const& p : n.parts) {
            all.push_back(eval(p));
            if (all.back().is_error()) return all.back();
        }
        return value::list(std::move(all));
    }

    value map(node const& n) {
        value::entries all;
        for (std::size_t i = 0; i + 1 < n.parts.size(); i += 2) {
            auto key = eval(n.parts[i]);
            auto held = eval(n.parts[i + 1]);
            if (key.is_error()) return key;
            if (held.is_error()) return held;
            bool const good = key.is(value_kind::boolean) || key.is(value_kind::integer) ||
                              key.is(value_kind::uinteger) || key.is(value_kind::text) ||
                              (pack() && key.is(value_kind::number));
            if (!good) return value::error("unsupported key type");
            for (auto const& [k, v] : all)
                if (equal(k, key)) return value::error("Failed with repeated key");
            all.emplace_back(std::move(key), std::move(held));
        }
        return value::map(std::move(all));
    }

    value call(node const& n) {
        switch (n.what) {
            case operation::logical_and:
                return junction(n, false);
            case operation::logical_or:
                return junction(n, true);
            case operation::logical_not: {
                auto v = eval(n.parts[0]);
                if (v.is(value_kind::boolean)) return value::boolean(!v.as_boolean());
                return v.is_error() || v.is_unknown() ? v : no_overload();
            }
            case operation::conditional: {
                auto v = eval(n.parts[0]);
                if (v.is(value_kind::boolean)) return eval(n.parts[v.as_boolean() ? 1 : 2]);
                return v.is_error() || v.is_unknown() ? v : no_overload();
            }
            case operation::equals:
            case operation::not_equals:
                if (pack())
                    for (std::size_t i : {0, 1})
                        if (is_null_constant(n.parts[i]))
                            return value::boolean(is_missing(n.parts[1 - i]) ==
                                                  (n.what == operation::equals));
                break;
            case operation::in:
                if (pack()) return member(n);
                break;
            default:
                break;
        }
        return strict(n);
    }

    static bool is_null_constant(node const& n) { return n.kind == node_kind::constant && n.held.is_null(); }
    bool is_missing(node const& n) {
        if (n.kind == node_kind::name) return read(n, false).is_unknown();
        if (n.kind == node_kind::select) return select(n, false).is_unknown();
        return eval(n).is_unknown();
    }

    /// x in [a, b] as Kleene's x == a || x == b: an empty list decides even for a missing x.
    value member(node const& n) {
        std::array<value, 2> const a{eval(n.parts[0]), eval(n.parts[1])};
        if (a[1].is(value_kind::list) && a[1].as_list().empty()) return value::boolean(false);
        if (a[0].is_unknown() || a[1].is_unknown()) return value::unknown();
        return apply_operator(operation::in, a, context_);
    }

    value strict(node const& n) {
        std::array<value, 4> few;
        std::vector<value> many;
        std::size_t const count = n.parts.size();
        if (count > few.size()) many.resize(count);
        value* const a = count > few.size() ? many.data() : few.data();
        for (std::size_t i = 0; i < count; ++i) a[i] = eval(n.parts[i]);
        for (std::size_t i = 0; i < count; ++i)
            if (a[i].is_error()) return a[i];
        for (std::size_t i = 0; i < count; ++i)
            if (a[i].is_unknown()) return a[i];
        arguments const all(a, count);
        if (n.what == operation::custom) {
            if (n.custom && n.custom->run) return settle(n.custom->run(all, names_), n.is);
            return value::error("unbound function: " + n.text);
        }
        if (n.what <= operation::index) return apply_operator(n.what, all, context_);
        if (!n.prepared) return apply_function(n.what, all, context_);
        auto with = context_;
        with.pattern = n.prepared.get();
        return apply_function(n.what, all, with);
    }

    /// && and ||: `decides` is the operand that settles it, whatever the others are.
    value junction(node const& n, bool decides) {
        value open;
        bool any = false;
        for (auto const& p : n.parts) {
            auto v = eval(p);
            if (v.is(value_kind::boolean)) {
                if (v.as_boolean() == decides) return v;
                continue;
            }
            if (any) continue;
            any = true;
            open = v.is_error() || v.is_unknown() ? std::move(v) : no_overload();
        }
        return kleene(decides, open, any);
    }

    value comprehension(node const& n) {
        auto const range = eval(n.parts[0]);
        if (range.is_error() || range.is_unknown()) return range;
        if (range.is(value_kind::list)) return over(n, range.as_list());
        if (!range.is(value_kind::map)) return no_overload();
        std::vector<value> keys;
        for (auto const& [k, v] : range.as_map()) keys.push_back(k);
        return over(n, keys);
    }

    value over(node const& n, std::vector<value> const& elements) {
        if (bound_.size() <= static_cast<std::size_t>(n.slot))
            bound_.resize(static_cast<std::size_t>(n.slot) + 1);
        auto const variable = static_cast<std::size_t>(n.slot);
        auto out = n.macro == macro_kind::filter || n.macro == macro_kind::map
                       ? collected(n, elements, variable)
                       : quantified(n, elements, variable);
        bound_[variable] = value();
        return out;
    }

    value quantified(node const& n, std::vector<value> const& elements, std::size_t variable) {
        value open;
        bool any = false;
        int yes = 0;
        for (auto const& e : elements) {
            bound_[variable] = e;
            auto v = eval(n.parts[1]);
            if (v.is(value_kind::boolean)) {
                if (n.macro == macro_kind::exists && v.as_boolean()) return v;
                if (n.macro == macro_kind::all && !v.as_boolean()) return v;
                yes += v.as_boolean();
                continue;
            }
            if (any) continue;
            any = true;
            open = v.is_error() || v.is_unknown() ? std::move(v) : no_overload();
        }
        if (n.macro != macro_kind::exists_one) return kleene(n.macro == macro_kind::exists, open, any);
        if (pack() && yes > 1) return value::boolean(false);
        return any ? open : value::boolean(yes == 1);
    }

    value collected(node const& n, std::vector<value> const& elements, std::size_t variable) {
        std::vector<value> out;
        bool const tested = n.macro == macro_kind::filter || n.parts.size() == 3;
        for (auto const& e : elements) {
            bound_[variable] = e;
            if (tested) {
                auto v = eval(n.parts[1]);
                if (v.is_error()) return v;
                // A row nobody can judge is not counted.
                if (v.is_unknown() || v.is_false()) continue;
                if (!v.is(value_kind::boolean)) return no_overload();
            }
            out.push_back(n.macro == macro_kind::filter ? e : eval(n.parts.back()));
            if (out.back().is_error()) return out.back();
        }
        return value::list(std::move(out));
    }

    activation const& names_;
    trace* seen_;
    call_context context_;
    std::vector<value> bound_;
    std::uint64_t steps_ = 0;
};

}  // namespace

value evaluate(program const& p, activation const& names, surroundings const& around, trace* seen) {
    return evaluator(names, around, p.how == mode::pack, p.bound_names, seen).eval(p.root);
}

value evaluate(parsed const& p, activation const& names) {
    if (!p) return value::error(p.issues.front().key);
    surroundings const none;
    return evaluator(names, none, false, p.bound_names, nullptr).eval(p.root);
}

}  // namespace guiyan::cel
