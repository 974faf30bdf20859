// Sense: steps that can be reached, states in their order, dates that are spans, and what a rule may not
// leave open.

#include <algorithm>
#include <map>

#include "scheme/check_parts.hpp"

namespace guiyan::scheme {
namespace {

constexpr auto sense = finding_kind::sense;

void procedure_steps(check_desk& desk, procedure const& p) {
    std::map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < p.steps.size(); ++i) index.emplace(p.steps[i].id, i);
    std::vector<std::string> order;
    if (auto const* k = desk.book.facts().find(p.for_))
        if (auto const* state = k->field("state"); state && desk.book.codes().has_table(state->table))
            order = desk.book.codes().codes(state->table);
    std::ptrdiff_t reached = -1;
    std::string reached_by;
    bool blocked = false;
    for (std::size_t i = 0; i < p.steps.size(); ++i) {
        auto const& s = p.steps[i];
        for (std::size_t b = 0; b < s.back_to.size(); ++b) {
            auto const key = "back_to[" + std::to_string(b + 1) + "]";
            auto const found = index.find(s.back_to[b]);
            if (found == index.end()) {
                std::vector<std::string> known;
                for (auto const& [id, at] : index) known.push_back(id);
                auto const meant = cel::nearest(s.back_to[b], known);
                desk.error(finding_kind::reference, s.place_of(key), s.path_of(key),
                           "scheme.reference.undefined",
                           {{"what", "@scheme.part.steps"}, {"name", s.back_to[b]}, {"meant", meant}},
                           meant.empty() ? "scheme.reference.define.fix" : "scheme.meant.fix");
            } else if (found->second >= i) {
                desk.error(sense, s.place_of(key), s.path_of(key), "scheme.sense.back",
                           {{"step", s.back_to[b]}}, "scheme.sense.back.fix");
            }
        }
        if (s.when.text == "false")
            desk.error(sense, s.when.at, s.when.path, "scheme.sense.never_step", {{"name", s.name}},
                       "scheme.sense.never_step.fix");
        if (s.to.empty()) continue;
        auto const at = std::ranges::find(order, s.to);
        if (at == order.end()) continue;  // said by the references
        auto const place_of = at - order.begin();
        if (place_of < reached)
            desk.error(sense, s.place_of("to"), s.path_of("to"), "scheme.sense.state_order",
                       {{"state", s.to}, {"before", reached_by}}, "scheme.sense.state_order.fix");
        if (blocked)
            desk.error(sense, s.at, s.path, "scheme.sense.unreachable", {{"name", s.name}},
                       "scheme.sense.unreachable.fix");
        if (place_of > reached) reached = place_of, reached_by = s.to;
        // Ends of the state table: nothing comes behind them.
        if ((s.to == "ended" || s.to == "declined" || s.to == "rejected") && !s.when.written())
            blocked = true;
    }
}

void dates(check_desk& desk, node const& n, std::optional<date> const& from,
           std::optional<date> const& until) {
    if (from && until && !(*from < *until))
        desk.error(sense, n.place_of("until"), n.path_of("until"), "scheme.sense.dates",
                   {{"from", from->iso()}, {"until", until->iso()}}, "scheme.sense.dates.fix");
}

std::string text_of(literal const& l) {
    return l.is == literal::form::number ? l.number.text()
           : l.is == literal::form::text ? l.text
           : l.truth                     ? "true"
                                         : "false";
}

void params(check_desk& desk) {
    for (auto const& [id, p] : desk.p.params) {
        if (p.min && p.max && *p.min > *p.max)
            desk.error(sense, p.place_of("min"), p.path_of("min"), "scheme.sense.min_max",
                       {{"min", p.min->text()}, {"max", p.max->text()}}, "scheme.sense.min_max.fix");
        if (p.value.is == literal::form::number &&
            ((p.min && p.value.number < *p.min) || (p.max && p.value.number > *p.max)))
            desk.error(sense, p.place_of("value"), p.path_of("value"), "scheme.sense.param_limits",
                       {{"value", p.value.number.text()},
                        {"min", p.min ? p.min->text() : "—"},
                        {"max", p.max ? p.max->text() : "—"}},
                       "scheme.sense.param_limits.fix");
        if ((p.min || p.max) && p.value.is != literal::form::number)
            desk.error(sense, p.place_of("value"), p.path_of("value"), "scheme.sense.param_number", {},
                       "scheme.sense.param_number.fix");
        if (!p.choices.empty() && std::ranges::none_of(p.choices, [&](literal const& c) {
                return text_of(c) == text_of(p.value);
            })) {
            std::string all;
            for (auto const& c : p.choices) all += (all.empty() ? "" : "、") + text_of(c);
            desk.error(sense, p.place_of("value"), p.path_of("value"), "scheme.sense.param_choice",
                       {{"value", text_of(p.value)}, {"choices", all}}, "scheme.sense.param_choice.fix");
        }
    }
}

void extra_fields(check_desk& desk) {
    for (auto const& [kind, fields] : desk.p.fields) {
        auto const* k = desk.book.facts().find(kind);
        for (auto const& [id, f] : fields) {
            if (k && (k->field(id) || k->ref(id) || k->list(id) ||
                      (id.ends_with("_id") && k->ref(std::string_view(id).substr(0, id.size() - 3)))))
                desk.error(finding_kind::burden, f.at, f.path, "scheme.burden.built_in",
                           {{"kind", kind}, {"field", id}}, "scheme.burden.built_in.fix");
            bool const code = f.type == field_type::code || f.type == field_type::codes;
            if (code && f.table.empty())
                desk.error(sense, f.at, f.path, "scheme.sense.field_table", {},
                           "scheme.sense.field_table.fix");
            if (!code && !f.table.empty())
                desk.error(sense, f.place_of("table"), f.path_of("table"), "scheme.sense.field_not_code", {},
                           "scheme.sense.field_not_code.fix");
            if (f.type == field_type::ref && f.ref.empty())
                desk.error(sense, f.at, f.path, "scheme.sense.field_ref", {}, "scheme.sense.field_ref.fix");
        }
    }
}

/// A share of a count of people, places or things is a whole number only by a rule.
void rounding(check_desk& desk, need const& n) {
    for (auto const* inner : {&n.any, &n.all})
        for (auto const& part : *inner) rounding(desk, part);
    if (!n.share_of || n.round || !n.of) return;
    auto const* m = n.of->written.empty() ? desk.p.measures.find(n.of->id) : &n.of->written.front();
    if (!m || (!m->count && !m->count_distinct.written())) return;
    for (auto const* a : {&n.at_least, &n.at_most, &n.more_than, &n.less_than, &n.exactly})
        for (auto const& c : *a) {
            std::optional<decimal> value;
            if (c.value.constant()) value = c.value.number;
            if (c.value.is == scalar::form::cel && c.value.cel.text.starts_with("params."))
                if (auto const* p = desk.p.params.find(std::string_view(c.value.cel.text).substr(7)))
                    if (p->value.is == literal::form::number) value = p->value.number;
            if (c.value.is == scalar::form::percent || (value && !value->whole()))
                return desk.error(sense, c.value.at, c.value.path, "scheme.sense.round", {},
                                  "scheme.sense.round.fix");
        }
}

}  // namespace

void check_order(check_desk& desk) {
    auto const& p = desk.p;
    for (auto const& [id, x] : p.procedures) procedure_steps(desk, x);
    params(desk);
    extra_fields(desk);
    walk(p, [&](visited const& v) {
        if (v.is.is != shape::kind::object) return;
        if (v.is.find("from") && v.is.find("until") && v.is.name != "service_window") {
            auto const* from = static_cast<date const*>(v.is.find("from")->look(v.value));
            auto const* until = static_cast<date const*>(v.is.find("until")->look(v.value));
            auto const* n = v.is.as_node(const_cast<void*>(v.value));
            if (v.is.find("from")->of().is == shape::kind::day && from && until)
                dates(desk, *n, *from, *until);
        }
    });
    for (auto const& [id, q] : p.quotas) {
        rounding(desk, q.need);
        if (q.else_ && (*q.else_ == quota_else::cut || *q.else_ == quota_else::refuse) && q.at_.empty() &&
            !q.by)
            desk.warn(sense, q.place_of("else"), q.path_of("else"), "scheme.sense.no_event", {},
                      "scheme.sense.no_event.fix");
    }
    for (auto const& [id, o] : p.obligations) {
        rounding(desk, o.need);
        bool const personal = o.for_ == "engagement";
        if (personal && o.every && *o.every != period::day && *o.every != period::scheme && !o.partial)
            desk.error(sense, o.at, o.path, "scheme.sense.partial", {}, "scheme.sense.partial.fix");
    }
    for (auto const& [id, x] : p.publicity) {
        bool const days = x.length.days || x.length.workdays;
        if (days && !x.first_day)
            desk.error(sense, x.at, x.path, "scheme.sense.first_day", {}, "scheme.sense.first_day.fix");
    }
    for (auto const& [id, r] : p.reviews) {
        if (r.columns.size() > 1 && !r.final_.written())
            desk.error(sense, r.place_of("columns"), r.path_of("columns"), "scheme.sense.final", {},
                       "scheme.sense.final.fix");
        bool const ranked = std::ranges::any_of(
            r.grades, [](auto const& g) { return g.when.text.find("rank") != std::string::npos; });
        if (ranked && r.order.empty())
            desk.warn(sense, r.place_of("grades"), r.path_of("grades"), "scheme.sense.order", {},
                      "scheme.sense.order.fix");
    }
    if (p.meta.period && p.meta.period->starts_on && p.meta.period->ends_on &&
        *p.meta.period->ends_on < *p.meta.period->starts_on)
        desk.error(sense, p.meta.period->place_of("ends_on"), "meta.period.ends_on", "scheme.sense.dates",
                   {{"from", p.meta.period->starts_on->iso()}, {"until", p.meta.period->ends_on->iso()}},
                   "scheme.sense.dates.fix");
    for (auto const& r : p.reports) {
        auto const need = [&](bool have, char const* key) {
            if (!have)
                desk.error(sense, r.at, r.path, "scheme.sense.report", {{"key", key}},
                           "scheme.sense.report.fix");
        };
        if (r.kind == report_kind::text) need(!r.file.empty(), "file");
        if (r.kind == report_kind::list) need(!r.over.empty(), "over"), need(!r.columns.empty(), "columns");
        if (r.kind == report_kind::matrix)
            need(!r.rows.empty(), "rows"), need(r.across.has_value(), "across");
    }
}

}  // namespace guiyan::scheme
