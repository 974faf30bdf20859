#include "store/state_history.hpp"

namespace guiyan::store {

void note_state(db::transaction& tx, std::string_view entity, std::int64_t entity_id, std::string_view state,
                date on) {
    auto const day = on.iso(), now = format_instant(tx.at);
    tx.sql.execute(
        "INSERT INTO state_change (id, entity, entity_id, state, on_day, recorded_at, account_id) VALUES "
        "($1, $2, "
        "$3, $4, $5, $6, $7)",
        {tx.mint(), entity, entity_id, state, std::string_view(day), std::string_view(now),
         tx.who.account_id});
}

std::vector<state_row> states_of(db::connection& c, std::string_view entity, std::int64_t entity_id) {
    std::vector<state_row> out;
    c.each(
        "SELECT state, on_day, recorded_at FROM state_change WHERE entity_id = $1 AND entity = $2 ORDER BY "
        "id",
        {entity_id, entity}, [&](db::row const& r) {
            out.push_back({std::string(r.text(0)), std::string(r.text(1)), std::string(r.text(2))});
            return true;
        });
    return out;
}

std::optional<date> day_of_state(db::connection& c, std::string_view entity, std::int64_t entity_id,
                                 std::string_view state) {
    std::optional<date> out;
    c.each(
        "SELECT on_day FROM state_change WHERE entity_id = $1 AND entity = $2 AND state = $3 ORDER BY id "
        "DESC LIMIT 1",
        {entity_id, entity, state}, [&](db::row const& r) {
            out = date::parse(r.text(0));
            return false;
        });
    return out;
}

}  // namespace guiyan::store
