#include "modules/audit/timeline.hpp"

#include <algorithm>

#include "record/plain.hpp"
#include "store/state_history.hpp"

namespace guiyan::audit {

record::type const& record_of(event_change const*);

BOOST_DESCRIBE_STRUCT(timeline_entry, (), (at, what, state, on_day, account_name, unit_name, reason, changes))
BOOST_DESCRIBE_STRUCT(timeline, (), (items))

record::type const& record_of(timeline_entry const*) {
    using record::privacy;
    static auto const t = record::describe_plain<timeline_entry>(
        "timeline_entry", {{.name = "account_name", .personal = privacy::identity},
                           {.name = "unit_name", .personal = privacy::career}});
    return t;
}
record::type const& record_of(timeline const*) {
    static auto const t = record::describe_plain<timeline>("timeline");
    return t;
}

timeline timeline_of(db::database& database, trail const& events, std::string_view entity,
                     std::int64_t entity_id) {
    timeline out;
    auto states = database.query([&](db::connection& c) { return store::states_of(c, entity, entity_id); });
    for (auto& e : events.history(entity, entity_id)) {
        auto& one = out.items.emplace_back();
        // The state that was written in the transaction of this event.
        auto const reached = std::find_if(states.begin(), states.end(),
                                          [&](store::state_row const& s) { return s.recorded_at == e.at; });
        if (reached != states.end()) {
            one.state = reached->state;
            one.on_day = reached->on_day;
            states.erase(reached);
        }
        one.at = std::move(e.at);
        one.what = std::move(e.what);
        one.account_name = std::move(e.account_name);
        one.unit_name = std::move(e.unit_name);
        one.reason = std::move(e.reason);
        one.changes = std::move(e.changes);
    }
    return out;
}

}  // namespace guiyan::audit
