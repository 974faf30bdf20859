#include "modules/activities/activity_rights.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/activities/activity_states.hpp"

namespace guiyan::activities {

bool is_author(actor const& who, activity_store::kept const& k) {
    auto const keys = split(k.author_keys, ' ');
    return !who.person_key.empty() && std::find(keys.begin(), keys.end(), who.person_key) != keys.end();
}

bool takes_part(actor const& who, activity const& a) {
    return who.person_id && std::any_of(a.participants.begin(), a.participants.end(),
                                        [&](auto const& p) { return p.person_id.value == who.person_id; });
}

bool may_write(actor const& who, activity_store::kept const& k) {
    if (who.may("activities.write") && who.reaches(k.what.region_code)) return true;
    return who.may("activities.own") && is_author(who, k);
}

bool is_local(actor const& who, regions::region const& place) {
    return std::any_of(who.areas.begin(), who.areas.end(), [&](area const& a) {
        return a.holds(place.code) && (place.level <= 3 || a.prefix.size() >= 9);
    });
}

bool may_void(actor const& who, activity_store::kept const& k) {
    if (who.may("deeds.void") && who.reaches(k.what.region_code)) return true;
    return k.what.state != "verified" && is_author(who, k) && may_write(who, k);
}

bool may_unvoid(actor const& who, activity_store::kept const& k) {
    return who.may("deeds.unvoid") && who.reaches(k.what.region_code);
}

std::vector<std::string> acts_of(actor const& who, activity_store::kept const& k,
                                 regions::region const& place) {
    std::vector<std::string> out;
    auto const& a = k.what;
    if (a.is_void) {
        if (may_unvoid(who, k)) out.emplace_back("unvoid");
        return out;
    }
    bool const verifies =
        who.may("activities.verify") && is_local(who, place) && !is_author(who, k) && !takes_part(who, a);
    if (may_write(who, k) && (a.state == "planned" || a.state == "held" || a.state == "rejected"))
        out.emplace_back("amend");
    for (std::string_view event : {"hold", "cancel", "verify", "reject", "correct"})
        if (auto const* s = find_step(a.state, event))
            if (s->who == doer::verifier ? verifies : may_write(who, k)) out.emplace_back(event);
    if (may_void(who, k)) out.emplace_back("void");
    return out;
}

}  // namespace guiyan::activities
