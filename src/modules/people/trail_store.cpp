#include "modules/people/trail_store.hpp"

#include <set>
#include <string>

namespace guiyan::people::trail_store {
namespace {

/// Events that change nobody's entry in the index. Any other entity the trail names makes the file useless.
bool leaves_people_alone(std::string_view entity) {
    static std::set<std::string, std::less<>> const all{
        "account",        "account_grant", "session",        "operation",    "attachment",
        "notice",         "report",        "organization",   "saved_filter", "setting",
        "export_request", "region",        "village_profile"};
    return all.contains(entity);
}

}  // namespace

std::int64_t head(db::connection& c) {
    return c.integer("SELECT COALESCE(MAX(id), 0) FROM event_log");
}

std::optional<std::unordered_set<std::int64_t>> changed_since(db::connection& c, std::int64_t event,
                                                              std::size_t most) {
    std::unordered_set<std::int64_t> out;
    bool named = true;
    c.each("SELECT entity, entity_id FROM event_log WHERE id > $1", {event}, [&](db::row const& r) {
        if (r.text(0) == "person" && r.integer(1) != 0)
            out.insert(r.integer(1));
        else
            named = leaves_people_alone(r.text(0));
        return named && out.size() <= most;
    });
    if (!named || out.size() > most) return std::nullopt;
    return out;
}

recent_acts acts_since(db::connection& c, std::int64_t account_id, std::string_view what,
                       std::string_view since) {
    recent_acts out;
    c.each(
        "SELECT COUNT(*), COALESCE(MIN(at), '') FROM event_log WHERE at > $1 AND account_id = $2 AND what = "
        "$3 AND outcome <> 'refused'",
        {since, account_id, what}, [&](db::row const& r) {
            out = {r.integer(0), std::string(r.text(1))};
            return false;
        });
    return out;
}

std::optional<std::unordered_set<std::int64_t>> people_since(db::connection& c, std::int64_t event,
                                                             std::size_t most) {
    std::unordered_set<std::int64_t> out;
    bool whole_batch = false;
    c.each("SELECT what, entity, entity_id FROM event_log WHERE id > $1", {event}, [&](db::row const& r) {
        // Another batch that was written or undone meanwhile changed people without naming them.
        whole_batch = r.text(0) == "imported" || r.text(0) == "import_undone";
        if (r.text(1) == "person" && r.integer(2) != 0) out.insert(r.integer(2));
        return !whole_batch && out.size() <= most;
    });
    if (whole_batch || out.size() > most) return std::nullopt;
    return out;
}

}  // namespace guiyan::people::trail_store
