#include "modules/engagements/engagement_way.hpp"

namespace guiyan::engagements {

procedures::traveller traveller_of(schemes::scheme_reckoner const& rules, engagement const& e) {
    procedures::traveller t;
    t.key = key_of(e);
    t.type = &record_of(static_cast<engagement const*>(nullptr));
    t.row = &e;
    t.extra = &e.extra;
    t.region_id = e.region_id.value;
    t.person_id = e.person_id.value;
    t.channel = e.source_channel.value_or("");
    t.since = e.state_since;
    t.over = e.is_void || is_over(e.state) || e.state == "suspended";
    t.role = rules.pack().roles.find(e.role);
    t.role_id = e.role;
    t.appoints = "serving";
    t.shown = {"person.name", e.region_id ? "region" : "org", "role"};
    return t;
}

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

}  // namespace guiyan::engagements
