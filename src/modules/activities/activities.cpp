#include "modules/activities/activities.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/text.hpp"
#include "modules/activities/activity_rights.hpp"
#include "modules/activities/activity_store.hpp"
#include "record/diff.hpp"
#include "record/json.hpp"
#include "store/state_history.hpp"

namespace guiyan::activities {
namespace {

/// What the trail tells: no views, and places by their codes.
std::vector<db::change> changes_between(activity const* before, activity const* after) {
    static constexpr std::string_view views[] = {"region_id", "acts",      "is_mine",
                                                 "late_days", "questions", "state"};
    std::vector<db::change> out;
    for (auto& d : record::diff(activity_type(), before, after))
        if (!d.field.ends_with("_name") &&
            std::find(std::begin(views), std::end(views), d.field) == std::end(views))
            out.push_back({d.field, d.before, d.after});
    return out;
}

error wrong_fields(std::vector<field_error> fields) {
    return {fault::invalid, "error.invalid", {}, std::move(fields), {}};
}

}  // namespace

activities::activities(db::database& database, store::vault const& v, regions::regions& places,
                       people::people& bank, codes::code_tables const& tables, notices::notices& inbox,
                       audit::trail const& events, api::sentences const& words, schemes::gate const& gate)
    : db_(database),
      vault_(v),
      regions_(places),
      people_(bank),
      codes_(tables),
      notices_(inbox),
      trail_(events),
      words_(words),
      gate_(gate) {}

std::string activities::say(actor const& who, std::string_view key, text_args const& args) const {
    return words_.say(who.language, key, args);
}

void activities::finish(actor const& who, kept& k) const {
    auto const tree = regions_.tree();
    auto& a = k.what;
    if (auto const* place = tree->find(a.region_id)) {
        a.region_name = tree->display(*place);
        a.acts = acts_of(who, k, *place);
    }
    a.is_mine = is_author(who, k);
}

result<activity> activities::find(actor const& who, activity_id id) const {
    std::optional<kept> found;
    db_.read([&](db::connection& c) {
        found = activity_store::find(c, who, id, vault_);
        if (!found) return;
        finish(who, *found);
        found->what.questions = questions(c, who, found->what);
    });
    if (!found) return fail(fault::not_found, "error.not_found");
    return std::move(found->what);
}

bool activities::may_read(actor const& who, activity_id id) const {
    return db_.query([&](db::connection& c) { return activity_store::find(c, who, id, vault_).has_value(); });
}

result<activity_page> activities::list(actor const& who, activity_list_query const& asked) const {
    activity_store::filter f;
    f.scheme = asked.scheme_id;
    f.kinds = asked.kind;
    f.states = asked.state;
    f.duties = asked.duty;
    f.evidence = asked.evidence;
    f.regions = asked.region;
    f.engagement = asked.engagement_id;
    f.person = asked.person_id;
    f.from = asked.from;
    f.to = asked.to;
    f.text = asked.q.value_or("");
    f.waits_for_me = asked.waits_for_me;
    f.voided = asked.voided;
    auto sort = asked.sort.value_or("-starts_at");
    bool const descending = sort.starts_with('-');
    if (descending) sort.erase(0, 1);
    activity_store::order by = activity_store::order::day;
    if (sort == "created_at")
        by = activity_store::order::recorded;
    else if (sort == "region")
        by = activity_store::order::place;
    else if (sort != "starts_at")
        return fail_field("/sort", "error.unknown_code", {{"code", sort}});
    activity_page out;
    out.page = asked.page;
    out.size = asked.size;
    db_.read([&](db::connection& c) {
        auto const sums = activity_store::sum(c, who, f);
        out.total = sums.activities;
        out.person_times = sums.person_times;
        out.persons = sums.persons;
        out.days = sums.days;
        for (auto& k : activity_store::page(c, who, f, by, descending, (asked.page - 1) * asked.size,
                                            asked.size, vault_)) {
            finish(who, k);
            out.items.push_back(std::move(k.what));
        }
    });
    return out;
}

result<audit::timeline> activities::history(actor const& who, activity_id id) const {
    if (!may_read(who, id)) return fail(fault::not_found, "error.not_found");
    return audit::timeline_of(db_, trail_, "activity", id.value);
}

result<log_start> activities::start_log(actor const& who) const {
    log_start out;
    auto const tree = regions_.tree();
    db_.read([&](db::connection& c) {
        if (who.person_id)
            for (auto const& e : activity_store::engagements_of(c, person_id{who.person_id}, {}))
                if (auto const* place = tree->find(e.region_code); place && e.state == "serving")
                    out.places.push_back({e.id, e.scheme_id, e.role, e.region_code, tree->display(*place)});
        if (auto last = activity_store::last_of(c, who, vault_)) {
            finish(who, *last);
            out.last.push_back(std::move(last->what));
        }
    });
    return out;
}

result<activity> activities::register_activity(actor const& who, activity draft, std::string const& reason) {
    std::string said = reason;
    auto id = db_.write<activity_id>(who, [&](db::transaction& tx) -> result<activity_id> {
        said = reason;
        kept k{draft, who.person_key, who.account_id, 1};
        activity& a = k.what;
        bool const held = a.state == "held";
        auto wrong = settle(a);
        auto const misplaced = place(tx, a, nullptr);
        wrong.insert(wrong.end(), misplaced.begin(), misplaced.end());
        if (held && china_day(tx.at) < a.starts_at) wrong.push_back({"/starts_at", "activities.not_yet", {}});
        if (!wrong.empty()) return fail(wrong_fields(std::move(wrong)));
        a.id = activity_id{tx.mint()};
        a.state = "planned";
        a.evidence = "none";
        a.created_at = a.updated_at = tx.at;
        a.row_version = 1;
        activity_store::insert(tx, a, vault_);
        auto const today = china_day(tx.at);
        if (!held) {
            if (auto ok = pass(tx, a, "plan", today, false, said); !ok) return fail(ok.error());
            if (auto ok = pass(tx, a, "plan", today, true, said); !ok) return fail(ok.error());
            store::note_state(tx, "activity", a.id.value, "planned", today);
        } else if (auto ok = move(tx, k, *find_step("planned", "hold"), a.starts_at, said); !ok) {
            return fail(ok.error());
        }
        tx.record({.what = held ? "held" : "planned",
                   .entity = "activity",
                   .entity_id = a.id.value,
                   .label = a.title,
                   .changes = changes_between(nullptr, &a),
                   .reason = said});
        return a.id;
    });
    if (!id) return fail(id.error());
    return find(who, *id);
}

result<activity> activities::change(actor const& who, activity_id id, std::int64_t version,
                                    std::string reason, change_of const& f) {
    bool old = false;
    auto const asked = reason;
    auto written = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        reason = asked;
        auto have = activity_store::find(tx.sql, who, id, vault_);
        if (!have) return fail(fault::not_found, "error.not_found");
        if (have->what.row_version != version) {
            old = true;
            return fail(fault::stale, "error.stale");
        }
        kept next = *have;
        next.what.updated_at = tx.at;
        next.what.row_version = version + 1;
        auto event = f(*have, next, reason, tx);
        if (!event) return fail(event.error());
        if (!activity_store::save(tx, next, vault_)) {
            old = true;
            return fail(fault::stale, "error.stale");
        }
        tx.record({.what = *event,
                   .entity = "activity",
                   .entity_id = id.value,
                   .label = next.what.title,
                   .changes = changes_between(&have->what, &next.what),
                   .reason = reason});
        return done{};
    });
    if (old) {
        error e{fault::stale, "error.stale", {}, {}, {}};
        if (auto current = find(who, id))
            e.current = boost::json::serialize(record::write_json(activity_type(), &*current));
        return fail(std::move(e));
    }
    if (!written) return fail(written.error());
    return find(who, id);
}

result<activity> activities::amend(actor const& who, activity_id id, std::int64_t version,
                                   std::function<result<done>(activity&)> const& f) {
    return change(
        who, id, version, "",
        [&](kept const& before, kept& next, std::string&, db::transaction& tx) -> result<std::string> {
            auto const& state = before.what.state;
            if (!may_write(who, before)) return fail(fault::forbidden, "activities.only_looking");
            if (before.what.is_void) return fail(fault::refused, "activities.is_void");
            if (state == "verified" || state == "cancelled")
                return fail(fault::refused, "activities.no_such_step." + state);
            activity& a = next.what;
            if (auto ok = f(a); !ok) return fail(ok.error());
            std::vector<field_error> wrong;
            if (a.state != state) wrong.push_back({"/state", "error.read_only", {}});
            if (a.scheme_id != before.what.scheme_id)
                wrong.push_back({"/scheme_id", "activities.scheme_stays", {}});
            activity judged = a;
            judged.state = "held";
            auto const unsettled = settle(judged);
            wrong.insert(wrong.end(), unsettled.begin(), unsettled.end());
            auto const misplaced = place(tx, a, &before.what);
            wrong.insert(wrong.end(), misplaced.begin(), misplaced.end());
            if (state != "planned" && china_day(tx.at) < a.starts_at)
                wrong.push_back({"/starts_at", "activities.not_yet", {}});
            if (!wrong.empty()) return fail(wrong_fields(std::move(wrong)));
            if (!is_author(who, before)) next.author_keys += " " + who.person_key;
            activity_store::replace_participants(tx, a, vault_);
            // The day a held activity counts from moves with it.
            if (state == "held" && a.starts_at != before.what.starts_at)
                store::note_state(tx, "activity", id.value, "held", a.starts_at);
            return std::string("changed");
        });
}

}  // namespace guiyan::activities
