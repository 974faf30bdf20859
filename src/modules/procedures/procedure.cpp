#include "modules/procedures/procedure.hpp"

#include <algorithm>

#include "modules/procedures/bodies.hpp"
#include "modules/procedures/form.hpp"
#include "modules/procedures/publicity.hpp"

namespace guiyan::procedures {

using schemes::obstacle;

chosen choose(schemes::scheme_reckoner const& rules, traveller const& of) {
    auto const& pack = rules.pack();
    if (of.role && !of.role->procedure.empty())
        return {of.role->procedure, pack.procedures.find(of.role->procedure)};
    for (auto const& [id, p] : pack.procedures) {
        if (p.for_ != of.key.kind) continue;
        if (!p.channels.empty() &&
            std::find(p.channels.begin(), p.channels.end(), of.channel) == p.channels.end())
            continue;
        if (!p.where.written() || rules->evaluate(p.where, of.key).is_true()) return {id, &p};
    }
    return {};
}

procedure::procedure(schemes::scheme_reckoner const& rules, traveller of,
                     std::vector<taken_step> const& taken, ports const& p, db::connection& c)
    : rules_of_day_(rules), of_(std::move(of)), ports_(p) {
    auto const which = choose(rules, of_);
    id_ = which.id;
    rules_ = which.rules;
    for (auto const& t : taken)
        if (!t.is_void && !(t.seq == 0 && t.step == "visit") && (!last_day_ || *last_day_ < t.done_on))
            last_day_ = t.done_on;
    if (!rules_) return;
    path_ = "procedures." + id_;
    for (auto const& s : rules_->steps) {
        cel::trace read;
        auto const asked =
            s.when.written() ? rules->evaluate(s.when, of_.key, &read) : cel::value::boolean(true);
        if (asked.is_false()) {
            skipped_.insert(s.id);
            continue;
        }
        // Whether a step is asked for is not guessed: it stays, and waits for what is missing.
        if (!asked.is_true()) {
            std::string names;
            for (auto const& path : read.missing) names += (names.empty() ? "" : "、") + path;
            unclear_[s.id] = std::move(names);
        }
        steps_.push_back(&s);
    }
    fold(taken);
    look_at_notices(c);
}

void procedure::fold(std::vector<taken_step> const& taken) {
    for (auto const& t : taken) {
        if (t.is_void) continue;
        if (t.result == "back") {
            // Sent back: that step and all behind it are to be done again.
            undo_from(t.step);
        } else if (t.result == "pass" && t.seq > 0) {
            // Acts beside the procedure have no place in it, whatever they are called: a logged visit is not
            // the step of that name.
            if (put_out_.contains(t.step) && !t.notice_id) closed_.insert(t.step);
            done_.emplace(t.step, t.body);
            done_on_[t.step] = t.done_on;
            if (t.notice_id) put_out_[t.step] = {t.notice_id, t.done_on};
        }
    }
}

void procedure::undo_from(std::string_view step) {
    bool behind = false;
    for (auto const* s : steps_) {
        behind = behind || s->id == step;
        if (!behind) continue;
        std::erase_if(done_, [&](auto const& d) { return d.first == s->id; });
        closed_.erase(s->id);
        put_out_.erase(s->id);
        notices_.erase(s->id);
        done_on_.erase(s->id);
    }
}

void procedure::look_at_notices(db::connection& c) {
    if (!ports_.standing) return;
    auto const on = rules_of_day_->now().as_of;
    std::map<std::string, std::pair<document_id, date>> const all = put_out_;
    // What was gone through to the end is not undone by what comes to light later: that is another act.
    bool const complete = current() == nullptr || of_.over;
    for (auto const* s : steps_) {
        auto const out = all.find(s->id);
        if (out == all.end()) continue;
        auto now = ports_.standing(c, out->second.first.value, on);
        if (auto const* rule = rules_of_day_.pack().publicity.find(s->publicity);
            rule && !takes_time(rules_of_day_, *rule, of_.key))
            now.over = true;
        bool const holds = now.holds();
        if (!holds && !closed_.contains(s->id) && !complete) {
            auto const failed = out->second;
            undo_from(s->id);
            put_out_[s->id] = failed;
        }
        notices_[s->id] = std::move(now);
        if (!holds) break;
    }
}

scheme::step const* procedure::find(std::string_view id) const {
    auto const found = std::find_if(steps_.begin(), steps_.end(), [&](auto const* s) { return s->id == id; });
    return found == steps_.end() ? nullptr : *found;
}

std::int64_t procedure::place_of(scheme::step const& s) const {
    return 1 + (std::find(steps_.begin(), steps_.end(), &s) - steps_.begin());
}

bool procedure::all_acted(scheme::step const& s) const {
    auto by = [&](std::string const& body) { return done_.contains({s.id, body}); };
    return s.each ? std::all_of(s.by.begin(), s.by.end(), by)
                  : std::any_of(done_.begin(), done_.end(), [&](auto const& d) { return d.first == s.id; });
}

bool procedure::through_with(scheme::step const& s, std::string const& body) const {
    return !s.each || closing(s) || std::all_of(s.by.begin(), s.by.end(), [&](std::string const& other) {
        return other == body || done_.contains({s.id, other});
    });
}

bool procedure::decides_after_publicity(scheme::step const& s) const {
    auto const* rule = rules_of_day_.pack().publicity.find(s.publicity);
    if (!rule || !takes_time(rules_of_day_, *rule, of_.key)) return false;
    return (!of_.appoints.empty() && s.to == of_.appoints) || (of_.closes_with_last && &s == steps_.back());
}

bool procedure::closing(scheme::step const& s) const {
    return all_acted(s) && put_out_.contains(s.id) && !closed_.contains(s.id) && decides_after_publicity(s);
}

bool procedure::is_done(scheme::step const& s) const {
    return all_acted(s) && !closing(s);
}

scheme::step const* procedure::current() const {
    for (auto const* s : steps_)
        if (!is_done(*s)) return s;
    return nullptr;
}

std::string procedure::taken_anew_because(scheme::step const& s) const {
    auto const now = notices_.find(s.id);
    if (now == notices_.end() || now->second.holds() || all_acted(s)) return {};
    // Bodies that have acted again since stand behind the row that says so.
    for (auto const& d : done_)
        if (d.first == s.id) return {};
    return now->second.upheld > 0 ? "异议成立，重新办理" : "公示已撤回，重新办理";
}

std::vector<document_id> procedure::notices_from(scheme::step const* first) const {
    std::vector<document_id> out;
    bool behind = first == nullptr;
    for (auto const* s : steps_) {
        behind = behind || s == first;
        auto const now = notices_.find(s->id);
        if (behind && now != notices_.end() && now->second.begun && !now->second.over)
            out.push_back(put_out_.at(s->id).first);
    }
    return out;
}

bool procedure::publicity_runs() const {
    for (auto const& [step, now] : notices_)
        if (now.holds() && !now.over && !closed_.contains(step)) return true;
    return false;
}

std::optional<date> procedure::last_day() const {
    return last_day_;
}

std::string procedure::body_for(actor const& who, scheme::step const& s) const {
    auto const own = ports_.body_of ? ports_.body_of(who.role) : std::string();
    for (auto const& body : s.by) {
        if (s.each && !closing(s) && done_.contains({s.id, body})) continue;
        if (acts_as(rules_of_day_, who, own, body, of_.person_id)) return body;
    }
    return {};
}

std::vector<std::string> procedure::body_names(scheme::step const& s) const {
    std::vector<std::string> out;
    for (auto const& body : s.by) out.push_back(body_name(rules_of_day_.pack(), body));
    return out;
}

bool procedure::judges_conditions(scheme::step const& s) const {
    for (auto const* one : steps_)
        if (one->to == "vetted") return one == &s;
    for (auto const* one : steps_)
        if (one->to != "identified" && !one->to.empty()) return one == &s;
    return false;
}

std::vector<obstacle> procedure::waits_of(scheme::step const& s) const {
    std::vector<obstacle> out;
    auto const on = rules_of_day_->now().as_of;
    for (auto const* before : steps_) {
        if (before == &s && !closing(s)) break;
        if (auto const found = notices_.find(before->id);
            found != notices_.end() && found->second.holds() && !closed_.contains(before->id))
            for (auto& o : waiting_for(rules_of_day_, before->publicity, found->second, on, ports_.workdays))
                out.push_back(std::move(o));
        if (before == &s) break;
    }
    return out;
}

std::vector<obstacle> procedure::obstacles(scheme::step const& s,
                                           scheme::reckoner::ticks const* ticked) const {
    auto out = waits_of(s);
    auto add = [&](scheme::verdict const& v, std::string const& basis, std::string const& assumed) {
        for (auto& o : schemes::obstacles_of(v, basis, assumed)) out.push_back(std::move(o));
    };
    auto const& rules = *rules_of_day_;
    if (auto const found = unclear_.find(s.id); found != unclear_.end())
        out.push_back({path_ + "." + s.id + ".when",
                       "还不能判断是否要办“" + s.name + "”（资料不全：" + found->second + "）",
                       rules.basis_text(rules_->basis), "", ""});
    for (auto const& need : s.needs)
        add(rules.judge(need, path_ + "." + s.id, of_.key), rules.basis_text(rules_->basis), {});
    for (auto const& label : unfilled_of(rules_of_day_, of_, s, ports_))
        out.push_back({path_ + "." + s.id + ".asks", "还没有填“" + label + "”",
                       rules.basis_text(rules_->basis), "", ""});
    bool const appointing = !of_.appoints.empty() && s.to == of_.appoints;
    if (of_.role && (judges_conditions(s) || appointing)) {
        // Questions are answered once; what can be tested is tested again before appointing.
        bool const tests_only = !judges_conditions(s) || closing(s);
        for (auto const& c : of_.role->conditions) {
            if (tests_only && !c.ask.empty()) continue;
            add(rules.judge(c, "roles." + of_.role_id, of_.key, ticked), rules.basis_text(of_.role->basis),
                {});
        }
    }
    for (auto const& body : s.by) {
        auto const* made = rules_of_day_.pack().bodies.find(body);
        if (!made || !made->at_least || !made->members.written()) continue;
        auto const have = rules.those("person", made->members).size();
        if (static_cast<int>(have) < *made->at_least)
            out.push_back({"bodies." + body,
                           made->name + "现有 " + std::to_string(have) + " 人，不少于 " +
                               std::to_string(*made->at_least) + " 人",
                           rules.basis_text(made->basis), made->assumed, ""});
    }
    return out;
}

}  // namespace guiyan::procedures
