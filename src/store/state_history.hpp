#pragma once
// The history of states of every record that has them (table state_change): for lists and figures "as of" a
// day, and for timelines.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "db/database.hpp"

namespace guiyan::store {

/// Writes that the record is in this state from `on` on: the day it happened, which a late entry names in the
/// past. Who and when it was recorded come from the transaction.
void note_state(db::transaction&, std::string_view entity, std::int64_t entity_id, std::string_view state,
                date on);

struct state_row {
    std::string state;
    std::string on_day;
    std::string recorded_at;  ///< instant of the transaction that wrote it
};
/// In the order they were recorded.
std::vector<state_row> states_of(db::connection&, std::string_view entity, std::int64_t entity_id);

/// The day the record last came into this state; nothing where it never was.
std::optional<date> day_of_state(db::connection&, std::string_view entity, std::int64_t entity_id,
                                 std::string_view state);

}  // namespace guiyan::store
