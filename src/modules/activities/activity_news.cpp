#include "modules/accounts/holders.hpp"
#include "modules/activities/activities.hpp"
#include "modules/activities/activity_store.hpp"

// Who hears of an activity, and what is asked about one.

namespace guiyan::activities {
namespace {
constexpr std::int64_t days_back = 30;     ///< of a record that was entered late enough to be asked about
constexpr std::int64_t many_at_once = 10;  ///< of them on one day by one account: a batch
}  // namespace

void activities::tell_verifiers(db::transaction& tx, activity const& a) const {
    auto const tree = regions_.tree();
    auto const* place = tree->find(a.region_id);
    if (!place) return;
    auto const all =
        accounts::holders_of(tx.sql, codes_, "activities.verify", china_day(tx.at), tx.who.person_key);
    // The village hears of it; where nobody keeps the village, the township.
    for (auto const* at = place; at; at = tree->find(regions::parent_code(at->code))) {
        bool told = false;
        for (auto const& holder : all) {
            if (holder.region_code != at->code) continue;
            told = true;
            notices_.notify(
                tx,
                {.account_id = holder.account_id,
                 .rule = "activity.waits",
                 .entity = "activity",
                 .entity_id = a.id.value,
                 .text_key = "activities.notice.waits",
                 .args = {{"title", a.title}, {"day", a.starts_at.iso()}, {"place", tree->display(*place)}},
                 .url = "/activities/" + to_string(a.id)});
        }
        if (told || at->level <= 4) return;
    }
}

void activities::tell_author(db::transaction& tx, kept const& k, std::string const& reason) const {
    if (k.created_by == 0 || k.created_by == tx.who.account_id) return;
    notices_.notify(tx,
                    {.account_id = k.created_by,
                     .rule = "activity.rejected",
                     .entity = "activity",
                     .entity_id = k.what.id.value,
                     .text_key = "activities.notice.rejected",
                     .args = {{"title", k.what.title}, {"day", k.what.starts_at.iso()}, {"reason", reason}},
                     .url = "/activities/" + to_string(k.what.id)});
}

std::vector<activity_question> activities::questions(db::connection& c, actor const& who,
                                                     activity const& a) const {
    std::vector<activity_question> out;
    if (a.is_void || a.state == "cancelled") return out;
    for (auto const& other : activity_store::same_day(c, a)) {
        bool const here = other.region_code == a.region_code;
        std::string const kind = here ? "same_day" : "two_places";
        auto const* place = regions_.tree()->find(other.region_code);
        // Somewhere out of reach is told as elsewhere.
        bool const told = who.reaches(other.region_code) || other.person_id.value == who.person_id;
        out.push_back(
            {kind,
             say(who, "activities.question." + kind,
                 {{"name", other.person_name},
                  {"day", a.starts_at.iso()},
                  {"place", told && place ? place->name : say(who, "activities.question.elsewhere")}}),
             {}});
        if (told) out.back().activity_ids.push_back(to_string(other.id));
    }
    if (a.late_days >= days_back && a.is_mine) {
        auto const n = activity_store::backdated(c, who.account_id, a.created_at, days_back);
        if (n >= many_at_once)
            out.push_back({"backdated",
                           say(who, "activities.question.backdated",
                               {{"count", std::to_string(n)}, {"days", std::to_string(days_back)}}),
                           {}});
    }
    return out;
}

}  // namespace guiyan::activities
