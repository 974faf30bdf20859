// Acts beside the procedure: sending back, visits, endings, renewals, voiding.

#include <algorithm>

#include "base/day_math.hpp"
#include "base/text.hpp"
#include "modules/engagements/engagement_store.hpp"
#include "modules/engagements/engagement_way.hpp"
#include "modules/engagements/engagements.hpp"

namespace guiyan::engagements {
namespace {

/// The state in which a candidate stands after the steps before this one.
std::string state_before(procedures::procedure const& way, scheme::step const& to) {
    std::string state = "identified";
    for (auto const* s : way.steps()) {
        if (s == &to) break;
        if (!s->to.empty()) state = s->to;
    }
    return state;
}

std::string_view event_of(act a) {
    switch (a) {
        case act::send_back:
            return "sent_back";
        case act::reject:
            return "rejected";
        case act::visit:
            return "visited";
        case act::end:
            return "ended";
        case act::suspend:
            return "suspended";
        case act::resume:
            return "resumed";
        case act::renew:
            return "renewed";
        case act::reopen:
            return "reopened";
        case act::track:
            return "tracked";
        case act::void_it:
            return "voided";
        case act::unvoid:
            return "unvoided";
    }
    return {};
}

}  // namespace

bool engagements::in_place(db::connection& c, actor const& who, engagement_id id) const {
    if (!who.may("engagements.read")) return true;
    actor office = who;
    office.person_id = 0;
    return engagement_store::find(c, office, id, vault_).has_value();
}

actor engagements::acting(db::connection& c, actor const& who, engagement_id id) const {
    actor out = who;
    if (!in_place(c, who, id)) out.role.clear();
    return out;
}

result<done> engagements::fits(db::transaction& tx, engagement& next, schemes::scheme_reckoner const& rules,
                               date on) const {
    if (is_over(next.state)) return done{};
    auto const* role = rules.pack().roles.find(next.role);
    if (role && !role->multi.value_or(false) &&
        engagement_store::live_entry(tx.sql, next.scheme_id, next.role, next.person_id.value, next.id))
        return fail(fault::conflict, "engagements.in_the_pool_already",
                    {{"name", next.person_name}, {"role", role->name}});
    if (next.state != "serving") return done{};
    if (!engagement_store::update(tx, next, next.row_version, vault_))
        return fail(fault::stale, "error.stale");
    auto const within = schemes_.quotas(tx, {next.scheme_id, "engagement", next.id.value, "appoint", on}, {});
    if (!within) return fail(within.error());
    return done{};
}

result<engagement_view> engagements::perform(actor const& who, engagement_id id, std::int64_t version, act a,
                                             act_input const& said) {
    auto const office_of = db_.query([&](db::connection& c) { return acting(c, who, id); });
    auto const body = ports_.body_of ? ports_.body_of(office_of.role) : std::string();
    bool const county = body == "county";
    bool const office = county || body == "township" || body == "village";
    std::string const note(trim(said.note.value_or("")));
    engagement_id shown = id;
    auto f = [&](db::transaction& tx, engagement& next) -> result<done> {
        auto const s = schemes_.any(tx.sql, next.scheme_id);
        if (!s) return fail(fault::not_found, "error.not_found");
        if (s->state != "active") return fail(fault::refused, "schemes.not_active");
        auto const today = china_day(tx.at);
        auto const on = said.on.value_or(today);
        if (today < on && a != act::renew) return fail_field("/on", "engagements.in_the_future");
        auto forbid = [](bool may) -> result<done> {
            if (!may) return fail(fault::forbidden, "engagements.not_yours_to_decide");
            return done{};
        };
        auto from = [&](std::initializer_list<std::string_view> states) -> result<done> {
            for (auto const one : states)
                if (next.state == one) return done{};
            return fail(fault::refused, "engagements.wrong_state");
        };
        if (next.is_void && a != act::unvoid) return fail(fault::refused, "engagements.is_void");
        auto const rules = schemes_.reckon_under(tx.sql, *s, on, edition_of(next));
        auto const taken = procedures::steps_of(tx.sql, key_of(next));
        procedures::procedure const way(*rules, traveller_of(*rules, next), taken, ports_, tx.sql);
        bool const moves = a != act::visit && a != act::void_it && a != act::unvoid && a != act::renew;
        if (auto const last = way.last_day(); moves && last && on < *last)
            return fail_field("/on", "procedures.before_the_last_step", {{"day", last->iso()}});
        switch (a) {
            case act::send_back: {
                auto const to = procedures::send_back(tx, way, office_of, said.to.value_or(""), note, on);
                if (!to) return fail(to.error());
                auto const state = state_before(way, **to);
                if (state == next.state) return done{};
                next.state = state;
                engagement_store::note_state(tx, next, on);
                return done{};
            }
            case act::reject: {
                if (is_over(next.state) || next.state == "serving")
                    return fail(fault::refused, "engagements.wrong_state");
                auto const* now = way.current();
                if (auto ok = forbid(county || (now && !way.body_for(office_of, *now).empty())); !ok)
                    return ok;
                if (note.empty()) return fail_field("/note", "error.required");
                if (auto ok = procedures::take_down(tx, way, nullptr, note); !ok) return ok;
                log(tx, next, "reject", body, on, "fail", said);
                return enter(tx, next, "rejected", on, note);
            }
            case act::visit: {
                if (auto ok = forbid(office); !ok) return ok;
                if (said.method != "home_visit" && said.method != "fellowship" && said.method != "letter" &&
                    said.method != "meeting")
                    return fail_field("/method", "error.wrong_kind");
                if (trim(said.visitor_name.value_or("")).empty())
                    return fail_field("/visitor_name", "error.required");
                log(tx, next, "visit", body, on, "pass", said);
                return done{};
            }
            case act::end: {
                if (auto ok = from({"serving", "suspended"}); !ok) return ok;
                if (auto ok = forbid(county); !ok) return ok;
                if (!said.end_reason || said.end_reason->empty())
                    return fail_field("/end_reason", "error.required");
                if (!rules->edition().rules->codes().has_code("END_REASON", *said.end_reason))
                    return fail_field("/end_reason", "error.unknown_code", {{"code", *said.end_reason}});
                if (*said.end_reason != "term_over" && note.empty())
                    return fail_field("/note", "procedures.say_why");
                // Who was renewed early serves already, though the new term lies ahead.
                if (auto const since = next.state_since ? next.state_since : next.appointed_on;
                    since && on < *since)
                    return fail_field("/on", "procedures.before_the_last_step", {{"day", since->iso()}});
                next.end_reason = said.end_reason;
                log(tx, next, "end", body, on, "pass", said);
                return enter(tx, next, "ended", on, note);
            }
            case act::suspend:
            case act::resume: {
                if (auto ok = from({a == act::suspend ? "serving" : "suspended"}); !ok) return ok;
                if (auto ok = forbid(county); !ok) return ok;
                if (note.empty()) return fail_field("/note", "error.required");
                log(tx, next, a == act::suspend ? "suspend" : "resume", body, on, "pass", said);
                next.state = a == act::suspend ? "suspended" : "serving";
                engagement_store::note_state(tx, next, on);
                return a == act::resume ? fits(tx, next, *rules, on) : done{};
            }
            case act::renew: {
                if (auto ok = from({"serving"}); !ok) return ok;
                if (auto ok = forbid(county); !ok) return ok;
                auto const* role = rules->pack().roles.find(next.role);
                if (role && role->renew) {
                    auto const most = (*rules)->amount(role->renew->at_most, {"engagement", next.id.value});
                    if (most.is(cel::value_kind::number) &&
                        static_cast<double>(next.renewals) + 1 > most.as_number())
                        return fail(
                            schemes::refusal({{"roles." + next.role + ".renew",
                                               "已续聘 " + std::to_string(next.renewals) + " 次，不能再续",
                                               (*rules)->basis_text(role->basis), role->assumed, ""}}));
                }
                engagement again = next;
                again.id = engagement_id{tx.mint()};
                again.predecessor_id = next.id;
                again.renewals = next.renewals + 1;
                again.term_start = next.term_end ? add_days(*next.term_end, 1) : on;
                again.term_end = said.term_end;
                again.appointed_on = again.term_start;
                again.certificate_id = {};
                // What led to the first term stays with it: a person enters the pool once.
                again.entered_pool_on = again.vetted_on = again.invited_on = again.accepted_on = std::nullopt;
                again.ended_on.reset();
                again.end_reason.reset();
                again.state = "serving";
                again.created_at = again.updated_at = tx.at;
                again.row_version = 1;
                if (said.term_end && *said.term_end < *again.term_start)
                    return fail_field("/term_end", "schemes.ends_before");
                next.end_reason = "term_over";
                log(tx, next, "renew", body, today, "pass", said);
                auto const last = next.term_end && *next.term_end < today ? *next.term_end : today;
                if (auto ok = enter(tx, next, "ended", last, note); !ok) return ok;
                engagement_store::insert(tx, again, vault_);
                // A new term is by the rules of the day it is decided on, whatever the old one was under.
                auto const rules_now = schemes_.reckon(tx.sql, *s, today);
                again.pack_edition = rules_now->edition().edition;
                settle_term(again, *rules_now);  // asks of the record, so that it has to be there
                (void)engagement_store::update(tx, again, 1, vault_);
                engagement_store::note_state(tx, again, std::min(*again.term_start, today));
                if (ports_.make_paper && role && !role->credential.empty()) {
                    auto const paper = ports_.make_paper(tx, again, role->credential, today, true);
                    if (!paper) return fail(paper.error());
                    again.certificate_id = document_id{*paper};
                    (void)engagement_store::update(tx, again, 1, vault_);
                }
                shown = again.id;
                return done{};
            }
            case act::reopen: {
                if (auto ok = from({"declined", "rejected"}); !ok) return ok;
                if (auto ok = forbid(county); !ok) return ok;
                if (note.empty()) return fail_field("/note", "error.required");
                if (way.steps().empty()) return fail(fault::refused, "engagements.no_procedure");
                next.ended_on.reset();
                log(tx, next, way.steps().front()->id, body, on, "back", said);
                next.state = "identified";
                engagement_store::note_state(tx, next, on);
                return fits(tx, next, *rules, on);
            }
            case act::track: {
                if (auto ok = from({"ended"}); !ok) return ok;
                if (auto ok = forbid(county || body == "village"); !ok) return ok;
                log(tx, next, "track", body, on, "pass", said);
                return enter(tx, next, "tracked", on, note);
            }
            case act::void_it: {
                if (auto ok = forbid(county || body == "township"); !ok) return ok;
                if (note.empty()) return fail_field("/note", "error.required");
                if (auto ok = procedures::take_down(tx, way, nullptr, note); !ok) return ok;
                next.is_void = true;
                next.void_reason = note;
                return done{};
            }
            case act::unvoid: {
                if (!next.is_void) return fail(fault::refused, "engagements.wrong_state");
                if (auto ok = forbid(county); !ok) return ok;
                if (note.empty()) return fail_field("/note", "error.required");
                next.is_void = false;
                next.void_reason.reset();
                return fits(tx, next, *rules, today);
            }
        }
        return done{};
    };
    auto ok = change(who, id, version, false, std::string(event_of(a)), f, note);
    if (!ok) return fail(ok.error());
    return find(who, shown);
}

}  // namespace guiyan::engagements
