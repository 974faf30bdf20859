#include <algorithm>
#include <map>

#include "modules/activities/activities.hpp"
#include "modules/activities/activity_rights.hpp"
#include "modules/activities/activity_store.hpp"

// Where an activity lies, to which scheme and unit it belongs, and who may be named in it. What is out of
// reach answers like what is not there; what stood in the record before may stay.

namespace guiyan::activities {
namespace {

bool is_below(std::string_view code, std::string_view upper) {
    return code.starts_with(regions::prefix_of(upper));
}

/// The engagement by which somebody takes part: of this place if he has one here, else his only one.
engagement_id by_which(std::vector<activity_store::engagement_row> const& all, std::string_view region_code) {
    auto const serves = [](auto const& e) { return e.state == "serving"; };
    for (auto const& e : all)
        if (serves(e) && e.region_code == region_code) return e.id;
    if (std::count_if(all.begin(), all.end(), serves) == 1)
        return std::find_if(all.begin(), all.end(), serves)->id;
    return all.size() == 1 ? all.front().id : engagement_id{};
}

}  // namespace

std::vector<field_error> activities::place(db::transaction& tx, activity& next,
                                           activity const* before) const {
    actor const& who = tx.who;
    std::vector<field_error> wrong;
    auto const tree = regions_.tree();
    auto const* where = tree->find(next.region_code);
    bool reached = where && who.may("activities.write") && who.reaches(where->code);
    if (where && !reached && who.person_id && who.may("activities.own")) {
        // The places one serves, and those one was given.
        reached = who.reaches(where->code);
        for (auto const& e : activity_store::engagements_of(tx.sql, person_id{who.person_id}, {}))
            reached = reached || (!e.region_code.empty() && is_below(where->code, e.region_code));
    }
    if (where && before && before->region_id == where->id) reached = true;
    if (!reached)
        wrong.push_back({"/region_code", "activities.unknown_place", {{"code", next.region_code}}});
    else
        next.region_id = where->id;
    if (next.scheme_id && !(before && before->scheme_id == next.scheme_id)) {
        auto const scheme = activity_store::scheme(tx.sql, next.scheme_id);
        if (!scheme || scheme->state == "draft" || (where && !is_below(where->code, scheme->region_code)))
            wrong.push_back({"/scheme_id", "activities.unknown_scheme", {}});
        else if (scheme->state == "closed")
            wrong.push_back({"/scheme_id", "activities.scheme_closed", {{"name", scheme->name}}});
    }
    if (next.org_id && !(before && before->org_id == next.org_id) &&
        !activity_store::reaches_unit(tx.sql, who, next.org_id))
        wrong.push_back({"/org_id", "activities.unknown_unit", {}});
    place_participants(tx, next, before, wrong);
    return wrong;
}

void activities::place_participants(db::transaction& tx, activity& next, activity const* before,
                                    std::vector<field_error>& wrong) const {
    actor const& who = tx.who;
    bool const only_himself = !who.may("activities.write");
    person_id const self{who.person_id};
    if (only_himself && self && !takes_part(who, next)) {
        // The log of one's own: whoever writes it was there.
        auto& me = next.participants.emplace_back();
        me.person_id = self;
        me.days = next.days;
        me.hours = next.hours;
    }
    std::vector<std::int64_t> asked;
    for (auto const& p : next.participants)
        if (p.person_id) asked.push_back(p.person_id.value);
    auto const known = people_.names(tx.sql, who, asked);
    auto stood = [&](person_id id) {
        return before && std::any_of(before->participants.begin(), before->participants.end(),
                                     [&](auto const& p) { return p.person_id == id; });
    };
    for (std::size_t i = 0; i < next.participants.size(); ++i) {
        auto& p = next.participants[i];
        p.id = {};
        p.confirmed = false;
        auto const at = "/participants/" + std::to_string(i);
        std::optional<activity_store::engagement_row> post;
        if (p.engagement_id) {
            post = activity_store::engagement(tx.sql, p.engagement_id);
            bool const fits = post && (!p.person_id || p.person_id == post->person_id) &&
                              (!next.scheme_id || post->scheme_id == next.scheme_id);
            if (!fits) {
                wrong.push_back({at + "/engagement_id", "activities.unknown_engagement", {}});
                continue;
            }
            p.person_id = post->person_id;
        }
        if (!p.person_id) continue;
        auto const posts = activity_store::engagements_of(tx.sql, p.person_id, next.scheme_id);
        bool const served = std::any_of(posts.begin(), posts.end(), [&](auto const& e) {
            return !e.region_code.empty() && who.may("activities.write") && who.reaches(e.region_code);
        });
        if (p.person_id != self && !stood(p.person_id) && !known.contains(p.person_id.value) &&
            (only_himself || !served)) {
            wrong.push_back({at + "/person_id", "activities.unknown_person", {}});
            continue;
        }
        if (!p.engagement_id) p.engagement_id = by_which(posts, next.region_code);
    }
}

}  // namespace guiyan::activities
