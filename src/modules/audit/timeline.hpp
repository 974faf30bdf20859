#pragma once
// What happened to a record, in the order it was entered: its events of the trail, and the state each of them
// led to with the day it counts from.

#include <string>
#include <string_view>
#include <vector>

#include "modules/audit/audit.hpp"

namespace guiyan::audit {

struct timeline_entry {
    std::string at;                     ///< when it was recorded
    std::string what;                   ///< as the trail names it
    std::optional<std::string> state;   ///< reached by it
    std::optional<std::string> on_day;  ///< the day the state counts from; earlier than `at` for a late entry
    std::string account_name, unit_name;
    std::string reason;
    std::vector<event_change> changes;
};
struct timeline {
    std::vector<timeline_entry> items;
};
record::type const& record_of(timeline const*);

/// The caller has seen to it that the record may be read.
timeline timeline_of(db::database&, trail const&, std::string_view entity, std::int64_t entity_id);

}  // namespace guiyan::audit
