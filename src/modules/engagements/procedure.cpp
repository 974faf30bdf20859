#include "modules/engagements/procedure.hpp"

#include <algorithm>

#include "base/day_math.hpp"
#include "record/json.hpp"
#include "scheme/print_figure.hpp"

namespace guiyan::engagements {
namespace {

using schemes::obstacle;

/// Bodies that the language brings (facts.yaml, bodies), in the words of a clerk.
std::string_view built_in_name(std::string_view body) {
    static constexpr std::pair<std::string_view, std::string_view> names[] = {
        {"county", "县人才办"},       {"leader", "县领导"},        {"bureau", "县直部门"},
        {"township", "乡镇（街道）"}, {"village", "村（社区）"},   {"talent", "人才本人"},
        {"subject", "本人"},          {"enterprise", "企业"},      {"institution", "培训机构"},
        {"public", "社会公众"},       {"auditor", "督查审计"},     {"higher", "上级"},
        {"finance", "财政"},          {"hiring_unit", "聘任单位"}, {"using_unit", "使用单位"}};
    for (auto const& [code, name] : names)
        if (code == body) return name;
    return {};
}

std::string_view class_name(scheme::account_class c) {
    switch (c) {
        case scheme::account_class::county:
            return "county";
        case scheme::account_class::leader:
            return "leader";
        case scheme::account_class::bureau:
            return "bureau";
        case scheme::account_class::township:
            return "township";
        case scheme::account_class::village:
            return "village";
        case scheme::account_class::talent:
            return "talent";
        case scheme::account_class::enterprise:
            return "enterprise";
        case scheme::account_class::institution:
            return "institution";
        case scheme::account_class::public_:
            return "public";
        case scheme::account_class::auditor:
            return "auditor";
        case scheme::account_class::higher:
            return "higher";
        case scheme::account_class::finance:
            break;
    }
    return "finance";
}

std::string field_kind(scheme::extra_field const& f) {
    switch (f.type) {
        case scheme::field_type::int_:
        case scheme::field_type::decimal:
        case scheme::field_type::money:
            return "number";
        case scheme::field_type::date:
            return "day";
        case scheme::field_type::bool_:
            return "truth";
        case scheme::field_type::code:
        case scheme::field_type::codes:
            return "code";
        case scheme::field_type::ref:
            return "id";
        case scheme::field_type::text:
            break;
    }
    return "text";
}

std::string field_kind(record::field const& f) {
    switch (f.is) {
        case record::kind::integer:
        case record::kind::number:
        case record::kind::money:
            return "number";
        case record::kind::day:
        case record::kind::partial_day:
            return "day";
        case record::kind::boolean:
            return "truth";
        case record::kind::id:
            return "id";
        default:
            return f.table.empty() ? "text" : "code";
    }
}

std::string plain(record::value const& v) {
    if (auto const* s = std::get_if<std::string>(&v)) return *s;
    if (auto const* d = std::get_if<double>(&v)) return scheme::plain_number(*d);
    if (auto const* i = std::get_if<std::int64_t>(&v)) return *i ? std::to_string(*i) : std::string();
    if (auto const* b = std::get_if<bool>(&v)) return *b ? "true" : "false";
    return {};
}

}  // namespace

std::string_view event_to(std::string_view state) {
    static constexpr std::pair<std::string_view, std::string_view> events[] = {
        {"identified", "identify"},  {"pooled", "pool"},       {"vetted", "vet"},
        {"publicized", "publicize"}, {"invited", "invite"},    {"accepted", "accept"},
        {"serving", "appoint"},      {"suspended", "suspend"}, {"ended", "end"},
        {"tracked", "track"},        {"declined", "decline"},  {"rejected", "reject"}};
    for (auto const& [to, event] : events)
        if (to == state) return event;
    return {};
}

procedure::procedure(schemes::scheme_reckoner const& rules, engagement const& e,
                     std::vector<engagement_step> const& taken, body_of_role const& body_of)
    : rules_of_day_(rules), one_(e), body_of_(body_of), taken_(taken) {
    auto const& pack = rules.pack();
    role_ = pack.roles.find(e.role);
    if (role_ && !role_->procedure.empty()) {
        rules_ = pack.procedures.find(role_->procedure);
        path_ = "procedures." + role_->procedure;
    }
    if (!rules_) return;
    for (auto const& s : rules_->steps) {
        cel::trace read;
        auto const asked = s.when.written() ? rules->evaluate(s.when, {"engagement", e.id.value}, &read)
                                            : cel::value::boolean(true);
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
    for (auto const& t : taken) {
        if (t.is_void) continue;
        if (t.result == "pass") {
            // Acts beside the procedure have no place in it, whatever they are called: a logged visit is not
            // the step of that name.
            if (t.seq > 0) done_.emplace(t.step, t.body);
        } else if (t.result == "back") {
            // Sent back: that step and all behind it are to be done again.
            bool behind = false;
            for (auto const* s : steps_) {
                behind = behind || s->id == t.step;
                if (behind) std::erase_if(done_, [&](auto const& d) { return d.first == s->id; });
            }
        }
    }
}

scheme::step const* procedure::find(std::string_view id) const {
    auto const found = std::find_if(steps_.begin(), steps_.end(), [&](auto const* s) { return s->id == id; });
    return found == steps_.end() ? nullptr : *found;
}

bool procedure::is_done(scheme::step const& s) const {
    auto by = [&](std::string const& body) { return done_.contains({s.id, body}); };
    return s.each ? std::all_of(s.by.begin(), s.by.end(), by)
                  : std::any_of(done_.begin(), done_.end(), [&](auto const& d) { return d.first == s.id; });
}

scheme::step const* procedure::current() const {
    for (auto const* s : steps_)
        if (!is_done(*s)) return s;
    return nullptr;
}

std::optional<date> procedure::last_day() const {
    std::optional<date> out;
    for (auto const& t : taken_)
        if (!t.is_void && !(t.seq == 0 && t.step == "visit") && (!out || *out < t.done_on)) out = t.done_on;
    return out;
}

std::string procedure::body_for(actor const& who, scheme::step const& s) const {
    auto const own = body_of_(who.role);
    for (auto const& body : s.by) {
        if (s.each && done_.contains({s.id, body})) continue;
        if (body == "subject" || (body == "talent" && own == "talent")) {
            if (who.person_id != 0 && who.person_id == one_.person_id.value) return body;
            continue;
        }
        if (body == "hiring_unit" || body == "using_unit") {
            if (own == "county" || own == "bureau" || own == "township" || own == "village") return body;
            continue;
        }
        auto const* made = rules_of_day_.pack().bodies.find(body);
        if (!made) {
            if (own == body) return body;
            continue;
        }
        if (own != class_name(made->is)) continue;
        if (!made->members.written()) return body;
        if (who.person_id == 0) continue;
        if (rules_of_day_->evaluate(made->members, {"person", who.person_id}).is_true()) return body;
    }
    return {};
}

std::vector<std::string> procedure::body_names(scheme::step const& s) const {
    std::vector<std::string> out;
    for (auto const& body : s.by) {
        auto const* made = rules_of_day_.pack().bodies.find(body);
        out.push_back(made ? made->name : std::string(built_in_name(body)));
    }
    return out;
}

bool procedure::judges_conditions(scheme::step const& s) const {
    for (auto const* one : steps_)
        if (one->to == "vetted") return one == &s;
    for (auto const* one : steps_)
        if (one->to != "identified" && !one->to.empty()) return one == &s;
    return false;
}

std::vector<obstacle> procedure::obstacles(scheme::step const& s,
                                           scheme::reckoner::ticks const* ticked) const {
    std::vector<obstacle> out;
    auto add = [&](scheme::verdict const& v, std::string const& basis, std::string const& assumed) {
        for (auto& o : schemes::obstacles_of(v, basis, assumed)) out.push_back(std::move(o));
    };
    scheme::record_key const of{"engagement", one_.id.value};
    auto const& rules = *rules_of_day_;
    if (auto const found = unclear_.find(s.id); found != unclear_.end())
        out.push_back({path_ + "." + s.id + ".when",
                       "还不能判断是否要办“" + s.name + "”（资料不全：" + found->second + "）",
                       rules.basis_text(rules_->basis), "", ""});
    for (auto const& need : s.needs)
        add(rules.judge(need, path_ + "." + s.id, of), rules.basis_text(rules_->basis), {});
    if (role_ && (judges_conditions(s) || s.to == "serving")) {
        // Questions are answered once; what can be tested is tested again before appointing.
        bool const tests_only = !judges_conditions(s);
        for (auto const& c : role_->conditions) {
            if (tests_only && !c.ask.empty()) continue;
            add(rules.judge(c, "roles." + one_.role, of, ticked), rules.basis_text(role_->basis), {});
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

std::vector<ask_view> procedure::asks(scheme::step const& s) const {
    std::vector<ask_view> out;
    auto const& type = record_of(static_cast<engagement const*>(nullptr));
    auto const* extra = rules_of_day_.pack().fields.find("engagement");
    for (auto const& name : s.asks) {
        ask_view a;
        a.name = name;
        if (auto const* f = extra ? extra->find(name) : nullptr) {
            a.label = f->name;
            a.kind = field_kind(*f);
            a.table = f->table;
            a.unit = f->unit;
            for (auto const& v : one_.extra)
                if (v.name == name) a.value = v.value;
        } else if (auto const* field = type.find(name)) {
            a.kind = field_kind(*field);
            a.table = field->table;
            if (name == "source_group" && role_) a.table = role_->sources, a.kind = "code";
            a.value = plain(field->get(&one_));
        } else {
            continue;  // another record's field: its own form asks for it
        }
        out.push_back(std::move(a));
    }
    return out;
}

std::vector<step_view> procedure::view(actor const& who) const {
    std::vector<step_view> out;
    if (!rules_) return out;
    auto const* now = current();
    bool const over = one_.is_void || one_.state == "declined" || one_.state == "rejected" ||
                      one_.state == "ended" || one_.state == "tracked" || one_.state == "suspended";
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
            auto const* c = rules_of_day_.pack().credentials.find(paper);
            v.makes.push_back(c ? c->name : paper);
        }
        for (auto const& back : s.back_to)
            if (auto const* to = find(back)) v.back_to.push_back({to->id, to->name});
        v.standing = skipped_.contains(s.id) ? "skipped"
                     : is_done(s)            ? "done"
                     : &s == now && !over    ? "current"
                                             : "later";
        if (v.standing == "current" || v.standing == "later") {
            v.asks = asks(s);
            if (role_ && judges_conditions(s))
                for (auto const& c : role_->conditions)
                    if (!c.ask.empty())
                        v.checks.push_back(
                            {c.id, c.name, c.ask, rules_of_day_->basis_text(c.basis), c.evidence});
        }
        if (v.standing == "current") {
            v.may_act = !body_for(who, s).empty();
            scheme::reckoner::ticks all;  // the questions are asked in the form, not held against it
            if (role_)
                for (auto const& c : role_->conditions)
                    if (!c.ask.empty()) all[c.id] = true;
            v.obstacles = obstacles(s, &all);
            if (s.within && one_.state_since) {
                auto const days = [&](std::optional<scheme::scalar> const& n) -> std::optional<int> {
                    if (!n) return std::nullopt;
                    auto const x = n->constant()
                                       ? cel::value::number(n->number.value())
                                       : rules_of_day_->evaluate(n->cel, {"engagement", one_.id.value});
                    return x.is(cel::value_kind::number) ? std::optional(static_cast<int>(x.as_number()))
                                                         : std::nullopt;
                };
                if (auto const d = days(s.within->days)) v.due_on = add_days(*one_.state_since, *d);
            }
        } else if (v.standing == "later" && now && !over) {
            v.obstacles.push_back({path_ + "." + now->id, "须先办“" + now->name + "”", "", "", ""});
        }
        out.push_back(std::move(v));
    }
    return out;
}

}  // namespace guiyan::engagements
