#include "modules/schemes/trial.hpp"

#include <map>

#include "modules/schemes/record_words.hpp"
#include "modules/schemes/schemes.hpp"
#include "record/plain.hpp"

namespace guiyan::schemes {

BOOST_DESCRIBE_STRUCT(trial_param, (), (name, value))
BOOST_DESCRIBE_STRUCT(trial_input, (), (params, pack_edition))
BOOST_DESCRIBE_STRUCT(trial_figure, (), (id, name, before, after, unit))
BOOST_DESCRIBE_STRUCT(trial_change, (), (entity, id, label, before, after))
BOOST_DESCRIBE_STRUCT(trial_rule, (), (rule, name, basis, changes))
BOOST_DESCRIBE_STRUCT(trial_value, (), (name, label, unit, before, after))
BOOST_DESCRIBE_STRUCT(trial_outcome, (), (values, figures, rules))

record::type const& record_of(trial_param const*) {
    static auto const t = record::describe_plain<trial_param>(
        "trial_param",
        {{.name = "name", .required = true, .max_length = 60}, {.name = "value", .max_length = 200}});
    return t;
}
record::type const& record_of(trial_input const*) {
    static auto const t =
        record::describe_plain<trial_input>("trial_input", {{.name = "pack_edition", .max_length = 20}});
    return t;
}
record::type const& record_of(trial_figure const*) {
    static auto const t = record::describe_plain<trial_figure>("trial_figure");
    return t;
}
record::type const& record_of(trial_change const*) {
    using record::privacy;
    static auto const t = record::describe_plain<trial_change>(
        "trial_change", {{.name = "label", .personal = privacy::identity}});
    return t;
}
record::type const& record_of(trial_value const*) {
    static auto const t = record::describe_plain<trial_value>("trial_value");
    return t;
}
record::type const& record_of(trial_rule const*) {
    static auto const t = record::describe_plain<trial_rule>("trial_rule");
    return t;
}
record::type const& record_of(trial_outcome const*) {
    static auto const t = record::describe_plain<trial_outcome>("trial_outcome");
    return t;
}

namespace {

std::string word(scheme::truth t) {
    return t == scheme::truth::yes ? "holds" : t == scheme::truth::no ? "fails" : "unknown";
}
std::string word(scheme::duty_state s) {
    using enum scheme::duty_state;
    return word(s == met || s == waived ? scheme::truth::yes
                : s == unknown          ? scheme::truth::unknown
                                        : scheme::truth::no);
}
std::string word(cel::value const& v) {
    return word(v.is_true() ? scheme::truth::yes : v.is_false() ? scheme::truth::no : scheme::truth::unknown);
}

/// What one rule says of each record it is for, by id of the record.
struct judged {
    std::string name, basis, kind;
    std::map<std::int64_t, std::string> says;
};
using judgement = std::map<std::string, judged>;

std::vector<std::int64_t> subjects(scheme_reckoner const& rules, std::string const& kind,
                                   scheme::expression const& where) {
    if (kind == "scheme") return {rules->now().scheme.id};
    scheme::measure all;
    all.over = kind;
    all.count = scheme::count_word::rows;
    all.where = where;
    std::vector<std::int64_t> out;
    for (auto const& row : rules->measure(all).rows) out.push_back(row.id);
    return out;
}

/// Rules of a place in a procedure are asked when a step is taken; here are those that stand over every
/// record.
judgement judge(scheme_reckoner const& rules) {
    judgement out;
    auto const& pack = rules.pack();
    for (auto const& [id, q] : pack.quotas) {
        auto& one = out["quotas." + id] = {q.name, rules->basis_text(q.basis), q.for_, {}};
        for (auto const subject : subjects(rules, q.for_, q.where))
            one.says[subject] = word(rules->judge(q.need, "", {q.for_, subject}).is);
    }
    for (auto const& [id, o] : pack.obligations) {
        auto& one = out["obligations." + id] = {o.name, rules->basis_text(o.basis), o.for_, {}};
        for (auto const subject : subjects(rules, o.for_, o.where))
            one.says[subject] = word(rules->duty(o, id, {o.for_, subject}).is);
    }
    for (auto const& [id, c] : pack.consequences) {
        if (!c.when.written()) continue;
        auto& one = out["consequences." + id] = {c.name, rules->basis_text(c.basis), c.for_, {}};
        for (auto const subject : subjects(rules, c.for_, c.where))
            one.says[subject] = word(rules->evaluate(c.when, {c.for_, subject}));
    }
    return out;
}

}  // namespace

result<trial_outcome> schemes::try_out(actor const& who, scheme_id id, trial_input const& asked) const {
    return db_.query([&](db::connection& c) -> result<trial_outcome> {
        auto const s = scheme_store::find(c, who, id, vault_);
        if (!s || !who.reaches(s->region_code)) return fail(fault::not_found, "error.not_found");
        auto other = *s;
        other.pack_edition = edition_on(c, *s, today());
        if (asked.pack_edition && !asked.pack_edition->empty()) other.pack_edition = *asked.pack_edition;
        auto const edition = shelf_.find(other.pack_id, other.pack_edition);
        if (!edition)
            return fail_field("/pack_edition", "schemes.unknown_pack",
                              {{"pack", other.pack_id + " " + other.pack_edition}});
        // What the county chose stays chosen, where the other edition knows the value and allows it.
        auto chosen = chosen_on(c, id, today(), edition->rules->rules());
        for (auto const& p : asked.params) {
            auto const checked = check_param(edition->rules->rules(), p.name, p.value);
            if (!checked) return fail(checked.error());
            chosen[p.name] = *checked;
        }
        auto const before = reckon(c, *s, today());
        auto const after = reckon_as(c, other, today(), edition, chosen);
        trial_outcome out;
        for (auto const& [name, p] : after->pack().params) {
            auto const* was = before->pack().params.find(name);
            auto const held = [&](scheme_reckoner const& rules, scheme::param const& own) {
                auto const found = rules->now().params.find(name);
                return text_of(found == rules->now().params.end() ? own.value : found->second);
            };
            trial_value line{name, p.name, p.unit, was ? held(*before, *was) : "", held(*after, p)};
            if (line.before != line.after) out.values.push_back(std::move(line));
        }
        for (auto const& [name, p] : before->pack().params)
            if (!after->pack().params.find(name)) {
                auto const found = (*before)->now().params.find(name);
                out.values.push_back(
                    {name, p.name, p.unit,
                     text_of(found == (*before)->now().params.end() ? p.value : found->second), ""});
            }
        auto number = [](cel::value const& v) {
            return v.is(cel::value_kind::number) ? std::optional(v.as_number()) : std::nullopt;
        };
        for (auto const& [name, f] : after->pack().indicators) {
            auto const* was = before->pack().indicators.find(name);
            trial_figure line{name, f.name, was ? number((*before)->figure(*was).value) : std::nullopt,
                              number((*after)->figure(f).value), f.unit};
            if (line.before != line.after) out.figures.push_back(std::move(line));
        }
        auto const then = judge(*before), now = judge(*after);
        for (auto const& [rule, j] : now) {
            trial_rule line{rule, j.name, j.basis, {}};
            auto const was = then.find(rule);
            auto said = [&](std::int64_t record) {
                if (was == then.end()) return std::string();
                auto const found = was->second.says.find(record);
                return found == was->second.says.end() ? std::string() : found->second;
            };
            for (auto const& [record, says] : j.says)
                if (auto const earlier = said(record); earlier != says)
                    line.changes.push_back({j.kind, std::to_string(record),
                                            record_label(*after, {j.kind, record}), earlier, says});
            if (!line.changes.empty()) out.rules.push_back(std::move(line));
        }
        for (auto const& [rule, j] : then)
            if (!now.contains(rule)) {
                trial_rule line{rule, j.name, j.basis, {}};
                for (auto const& [record, says] : j.says)
                    line.changes.push_back(
                        {j.kind, std::to_string(record), record_label(*before, {j.kind, record}), says, ""});
                out.rules.push_back(std::move(line));
            }
        return out;
    });
}

}  // namespace guiyan::schemes
