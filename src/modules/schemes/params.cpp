// The values that a county sets inside the limits of its pack, by whom the pack names, from a day on.

#include <algorithm>

#include "modules/schemes/bodies.hpp"
#include "modules/schemes/schemes.hpp"

namespace guiyan::schemes {

std::string text_of(scheme::literal const& l) {
    switch (l.is) {
        case scheme::literal::form::number:
            return l.number.text();
        case scheme::literal::form::truth:
            return l.truth ? "true" : "false";
        case scheme::literal::form::text:
            return l.text;
        case scheme::literal::form::none:
            break;
    }
    return {};
}

bool schemes::may_set(scheme_reckoner const& rules, scheme::param const& p, actor const& who) const {
    if (!who.may("schemes.params")) return false;
    // Where the pack names nobody, it is for those who run the scheme.
    if (p.set_by.empty()) return who.may("schemes.write");
    auto const own = body_of_ ? body_of_(who.role) : std::string();
    return std::any_of(p.set_by.begin(), p.set_by.end(),
                       [&](std::string const& body) { return acts_as(rules, who, own, body, 0); });
}

result<param_list> schemes::params(actor const& who, scheme_id id) const {
    return db_.query([&](db::connection& c) -> result<param_list> {
        auto const s = scheme_store::find(c, who, id, vault_);
        if (!s) return fail(fault::not_found, "error.not_found");
        auto const rules = reckon(c, *s, today());
        auto const chosen = scheme_store::params(c, id);
        auto const& rules_now = (*rules)->now().params;
        param_list out;
        for (auto const& [name, p] : rules->pack().params) {
            param_view v;
            v.name = name;
            v.label = p.name;
            v.unit = p.unit;
            v.initial = v.value = text_of(p.value);
            if (p.min) v.min = p.min->text();
            if (p.max) v.max = p.max->text();
            for (auto const& choice : p.choices) v.choices.push_back(text_of(choice));
            v.set_by = p.set_by;
            for (auto const& one : p.set_by) v.set_by_names.push_back(body_name(rules->pack(), one));
            v.may_set = s->state != "closed" && who.reaches(s->region_code) && may_set(*rules, p, who);
            v.basis = (*rules)->basis_text(p.basis);
            v.assumed = p.assumed;
            for (auto const& one : chosen)
                if (one.name == name) {
                    v.history.push_back(one);
                    // A value that the edition of today does not allow is history, and its own holds.
                    auto const held = rules_now.find(name);
                    if (!(today() < one.from_on) && held != rules_now.end() &&
                        text_of(held->second) == one.value) {
                        v.value = one.value;
                        v.from_on = one.from_on;
                    }
                }
            std::reverse(v.history.begin(), v.history.end());
            out.items.push_back(std::move(v));
        }
        return out;
    });
}

result<scheme::literal> schemes::check_param(scheme::pack const& pack, std::string const& name,
                                             std::string const& value) const {
    auto const* p = pack.params.find(name);
    if (!p) return fail_field("/name", "schemes.unknown_param", {{"name", name}});
    auto out = p->value;
    switch (p->value.is) {
        case scheme::literal::form::number: {
            auto const d = scheme::decimal::parse(value);
            if (!d) return fail_field("/value", "error.wrong_kind");
            if ((p->min && *d < *p->min) || (p->max && *p->max < *d))
                return fail_field("/value", "schemes.out_of_limits",
                                  {{"min", p->min ? p->min->text() : "—"},
                                   {"max", p->max ? p->max->text() : "—"},
                                   {"unit", p->unit}});
            out.number = *d;
            break;
        }
        case scheme::literal::form::truth:
            if (value != "true" && value != "false") return fail_field("/value", "error.wrong_kind");
            out.truth = value == "true";
            break;
        case scheme::literal::form::text:
        case scheme::literal::form::none:
            out.text = value;
            break;
    }
    if (!p->choices.empty() && std::none_of(p->choices.begin(), p->choices.end(),
                                            [&](auto const& c) { return text_of(c) == value; }))
        return fail_field("/value", "schemes.not_a_choice");
    return out;
}

result<param_list> schemes::set_param(actor const& who, scheme_id id, param_change const& asked) {
    auto written = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto const s = scheme_store::find(tx.sql, who, id, vault_);
        if (!s) return fail(fault::not_found, "error.not_found");
        if (!who.reaches(s->region_code)) return fail(fault::forbidden, "schemes.only_looking");
        if (s->state == "closed") return fail(fault::refused, "schemes.closed");
        auto const rules = reckon(tx.sql, *s, today());
        auto const* p = rules->pack().params.find(asked.name);
        if (auto const ok = check_param(rules->pack(), asked.name, asked.value); !ok) return fail(ok.error());
        if (p && !may_set(*rules, *p, who)) {
            std::string names;
            for (auto const& one : p->set_by)
                names += (names.empty() ? "" : "、") + body_name(rules->pack(), one);
            return fail(fault::forbidden, "schemes.not_yours_to_set", {{"name", p->name}, {"bodies", names}});
        }
        // What was judged by the value of a day stays judged so: a change never reaches back.
        if (asked.from_on < today() && s->state == "active")
            return fail_field("/from_on", "schemes.param_in_the_past");
        if (s->ends_on && !(asked.from_on < *s->ends_on))
            return fail_field("/from_on", "schemes.param_after_end", {{"day", s->ends_on->iso()}});
        std::string before = text_of(p->value);
        for (auto const& one : scheme_store::params(tx.sql, id))
            if (one.name == asked.name) before = one.value;
        scheme_store::add_param(tx, id, {asked.name, asked.value, asked.from_on, asked.reason, tx.at, {}});
        tx.record({.what = "changed",
                   .entity = "scheme",
                   .entity_id = id.value,
                   .label = s->name,
                   .changes = {{asked.name, before, asked.value + " (" + asked.from_on.iso() + ")"}},
                   .reason = asked.reason});
        return done{};
    });
    if (!written) return fail(written.error());
    return params(who, id);
}

}  // namespace guiyan::schemes
