#include <algorithm>

#include "base/text.hpp"
#include "modules/activities/activities.hpp"
#include "modules/activities/activity_rights.hpp"
#include "modules/activities/activity_store.hpp"
#include "store/state_history.hpp"

// From state to state, and out of every list and back.

namespace guiyan::activities {

result<done> activities::pass(db::transaction& tx, activity const& a, std::string_view event, date on,
                              bool after, std::string& reason) const {
    schemes::step_of_record const way{a.scheme_id, "activity", a.id.value, event, on};
    auto const answer = after ? gate_.quotas(tx, way, reason) : gate_.guards(tx, way, reason);
    if (!answer) return fail(answer.error());
    for (auto const& remark : answer->remarks) reason += (reason.empty() ? "" : " · ") + remark;
    return done{};
}

result<done> activities::move(db::transaction& tx, kept& k, step const& s, date on,
                              std::string& reason) const {
    activity& a = k.what;
    // New values in the old state are what the guards judge; the new state is what the quotas count.
    if (!activity_store::save(tx, k, vault_)) return fail(fault::stale, "error.stale");
    if (auto ok = pass(tx, a, s.event, on, false, reason); !ok) return ok;
    a.state = s.to;
    if (s.event == "hold" || s.event == "correct") a.evidence = "self";
    if (s.event == "verify" && a.evidence != "result") a.evidence = "village";
    if (!activity_store::save(tx, k, vault_)) return fail(fault::stale, "error.stale");
    if (auto ok = pass(tx, a, s.event, on, true, reason); !ok) return ok;
    store::note_state(tx, "activity", a.id.value, s.to, on);
    if (a.state == "held") tell_verifiers(tx, a);
    return done{};
}

result<done> activities::check_verifier(db::transaction& tx, kept const& k) const {
    actor const& who = tx.who;
    auto const* place = regions_.tree()->find(k.what.region_id);
    text_args const where{{"place", place ? place->name : k.what.region_code}};
    if (is_author(who, k)) return fail(fault::refused, "activities.own_record", where);
    bool mine = takes_part(who, k.what);
    // An account that names no person is somebody's all the same: by the number it was opened with.
    for (auto const& p : k.what.participants)
        if (!mine && p.person_id && !who.person_key.empty())
            mine = activity_store::person_key(tx.sql, p.person_id, vault_) == who.person_key;
    if (mine) return fail(fault::refused, "activities.took_part", where);
    if (!place || !is_local(who, *place)) return fail(fault::forbidden, "activities.village_verifies", where);
    return done{};
}

result<activity> activities::take_step(actor const& who, activity_id id, std::int64_t version,
                                       std::string_view event, std::string const& reason,
                                       std::optional<date> on) {
    return change(
        who, id, version, reason,
        [&](kept const& before, kept& next, std::string& said, db::transaction& tx) -> result<std::string> {
            auto const* s = find_step(before.what.state, event);
            if (s && s->who == doer::organiser && !may_write(who, before))
                return fail(fault::forbidden, "activities.only_looking");
            if (before.what.is_void) return fail(fault::refused, "activities.is_void");
            if (!s) return fail(fault::refused, "activities.no_such_step." + before.what.state);
            if (s->who == doer::verifier)
                if (auto ok = check_verifier(tx, before); !ok) return fail(ok.error());
            if (s->needs_reason && trim(reason).empty()) return fail_field("/reason", "error.required");
            activity& a = next.what;
            auto const today = china_day(tx.at);
            // Holding happens on the day of the activity, whenever it is entered.
            date const day = s->to == "held" ? a.starts_at : on.value_or(today);
            if (today < day)
                return s->to == "held" ? fail(fault::refused, "activities.not_yet")
                                       : fail_field("/on", "activities.on_later");
            if (day < a.starts_at && s->who == doer::verifier)
                return fail_field("/on", "activities.on_before");
            if (s->event == "verify") {
                if (a.participants.empty() && !a.headcount)
                    return fail(fault::refused, "activities.nobody_there");
                if (!a.summary || trim(*a.summary).empty())
                    return fail(fault::refused, "activities.no_summary");
                a.verified_by_name = who.display_name;
                a.verified_on = day;
                a.refused_because.reset();
                for (auto& p : a.participants) p.confirmed = true;
                activity_store::confirm_participants(tx, id);
                activity_store::set_verifier(tx, id);
            }
            if (s->event == "reject") {
                a.refused_because = reason;
                tell_author(tx, before, reason);
            }
            if (auto ok = move(tx, next, *s, day, said); !ok) return fail(ok.error());
            return std::string(s->trail);
        });
}

result<activity> activities::void_activity(actor const& who, activity_id id, std::int64_t version,
                                           std::string const& reason) {
    return change(who, id, version, reason,
                  [&](kept const& before, kept& next, std::string&, db::transaction&) -> result<std::string> {
                      if (!may_void(who, before)) return fail(fault::forbidden, "activities.void_by_others");
                      if (before.what.is_void) return fail(fault::refused, "activities.is_void");
                      next.what.is_void = true;
                      next.what.void_reason = reason;
                      return std::string("voided");
                  });
}

result<activity> activities::unvoid_activity(actor const& who, activity_id id, std::int64_t version,
                                             std::string const& reason) {
    return change(who, id, version, reason,
                  [&](kept const& before, kept& next, std::string&, db::transaction&) -> result<std::string> {
                      if (!may_unvoid(who, before))
                          return fail(fault::forbidden, "activities.county_unvoids");
                      if (!before.what.is_void) return fail(fault::refused, "activities.is_not_void");
                      next.what.is_void = false;
                      next.what.void_reason.reset();
                      return std::string("unvoided");
                  });
}

}  // namespace guiyan::activities
