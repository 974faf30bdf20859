#include "modules/facts/entry_store.hpp"

#include "modules/facts/fact_tables.hpp"

namespace guiyan::facts::entry_store {

entry find(db::connection& c, std::string_view kind, std::int64_t id) {
    entry out;
    if (!is_kept(kind)) return out;
    // A row of a list stands with the record it belongs to.
    std::string const table(kind);
    std::string sql;
    if (has_history(kind))
        sql =
            "SELECT x.is_void, x.created_at, (SELECT max(m.recorded_at) FROM state_change m WHERE m.entity = "
            "'" +
            table + "' AND m.entity_id = x.id) FROM " + table + " x WHERE x.id = $1";
    else if (kind == "activity_participant")
        sql =
            "SELECT a.is_void, a.created_at, (SELECT max(m.recorded_at) FROM state_change m WHERE m.entity = "
            "'activity' "
            "AND m.entity_id = a.id) FROM activity_participant x JOIN activity a ON a.id = x.activity_id "
            "WHERE x.id = $1";
    else if (kind == "engagement_step")
        sql = "SELECT x.is_void, x.recorded_at, x.recorded_at FROM engagement_step x WHERE x.id = $1";
    else if (kind == "person" || kind == "organization" || kind == "region" || kind == "scheme")
        sql = "SELECT 0, x.created_at, x.updated_at FROM " + table + " x WHERE x.id = $1";
    else
        return out;
    c.each(sql, {id}, [&](db::row const& r) {
        out.found = true;
        out.is_void = r.integer(0) != 0;
        out.created_at = r.text(1);
        out.moved_at = r.text(2);
        return false;
    });
    return out;
}

}  // namespace guiyan::facts::entry_store
