// A procedure as a page shows it.

#include "modules/procedures/bodies.hpp"
#include "modules/procedures/form.hpp"
#include "modules/procedures/procedure.hpp"
#include "modules/procedures/publicity.hpp"

namespace guiyan::procedures {

std::vector<publicity_view> procedure::publicity_of(scheme::step const& s) const {
    auto const out = put_out_.find(s.id);
    auto const now = notices_.find(s.id);
    if (out == put_out_.end() || now == notices_.end()) return {};
    auto const* rule = rules_of_day_.pack().publicity.find(s.publicity);
    auto const& n = now->second;
    publicity_view v;
    v.notice_id = to_string(out->second.first);
    v.title = n.title;
    v.name = rule ? rule->name : s.publicity;
    v.from = n.from;
    v.until = n.until;
    v.open_objections = n.open_objections;
    v.standing = !n.begun                ? "withdrawn"
                 : n.upheld > 0          ? "upheld"
                 : n.open_objections > 0 ? "objected"
                 : n.over                ? "over"
                                         : "running";
    if (rule) v.basis = rules_of_day_->basis_text(rule->basis);
    return {std::move(v)};
}

std::optional<date> procedure::due(scheme::step const& s) const {
    if (!s.within || !of_.since || !ports_.workdays) return std::nullopt;
    return end_of(rules_of_day_, *s.within, of_.key, *of_.since, false, *ports_.workdays);
}

std::vector<step_view> procedure::view(actor const& who) const {
    std::vector<step_view> out;
    if (!rules_) return out;
    auto const& pack = rules_of_day_.pack();
    auto const* now = current();
    for (auto const& s : rules_->steps) {
        step_view v;
        v.id = s.id;
        v.name = s.name;
        v.to = s.to;
        v.by = body_names(s);
        v.opinion = s.opinion;
        v.evidence = s.evidence;
        v.basis = rules_of_day_->basis_text(s.basis.empty() ? rules_->basis : s.basis);
        for (auto const& paper : s.makes) {
            auto const* c = pack.credentials.find(paper);
            v.makes.push_back(c ? c->name : paper);
        }
        for (auto const& back : s.back_to)
            if (auto const* to = find(back)) v.back_to.push_back({to->id, to->name});
        for (auto const& body : s.file_to) v.file_to.push_back(body_name(pack, body));
        if (auto const* rule = pack.publicity.find(s.publicity)) v.puts_out = rule->name;
        v.publicity = publicity_of(s);
        v.standing = skipped_.contains(s.id)  ? "skipped"
                     : is_done(s)             ? "done"
                     : &s == now && !of_.over ? "current"
                                              : "later";
        v.closing = v.standing == "current" && closing(s);
        if (v.closing) {
            v.opinion = v.evidence = false;
        } else if (v.standing == "current" || v.standing == "later") {
            v.asks = asks_of(rules_of_day_, of_, s);
            if (of_.role && judges_conditions(s))
                for (auto const& c : of_.role->conditions)
                    if (!c.ask.empty())
                        v.checks.push_back(
                            {c.id, c.name, c.ask, rules_of_day_->basis_text(c.basis), c.evidence});
        }
        if (v.standing == "current") {
            v.may_act = !body_for(who, s).empty();
            scheme::reckoner::ticks all;  // the questions are asked in the form, not held against it
            if (of_.role)
                for (auto const& c : of_.role->conditions)
                    if (!c.ask.empty()) all[c.id] = true;
            v.obstacles = obstacles(s, &all);
            v.due_on = due(s);
        } else if (v.standing == "later" && now && !of_.over) {
            v.obstacles.push_back({path_ + "." + now->id, "须先办“" + now->name + "”", "", "", ""});
        }
        out.push_back(std::move(v));
    }
    return out;
}

}  // namespace guiyan::procedures
