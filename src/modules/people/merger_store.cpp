#include "modules/people/merger_store.hpp"

#include <algorithm>

#include "store/scope.hpp"

namespace guiyan::people::merger_store {

void insert(db::transaction& tx, merger const& m, store::vault const& v) {
    db::blob const before{v.seal("person_merger.before", m.before, m.id)};
    auto const at = format_instant(tx.at);
    tx.sql.execute(
        "INSERT INTO person_merger (id, kept_id, merged_id, before_sealed, kept_version, merged_at, "
        "merged_by) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {m.id, m.kept.value, m.merged.value, &before, m.kept_version, std::string_view(at),
         tx.who.account_id});
}

std::optional<merger> newest(db::connection& c, person_id kept, store::vault const& v) {
    std::optional<merger> out;
    c.each(
        "SELECT id, kept_id, merged_id, before_sealed, kept_version, merged_at FROM person_merger WHERE "
        "kept_id = "
        "$1 AND undone_at IS NULL ORDER BY id DESC LIMIT 1",
        {kept.value}, [&](db::row const& r) {
            out = merger{r.integer(0),
                         person_id{r.integer(1)},
                         person_id{r.integer(2)},
                         v.open("person_merger.before", r.bytes(3), r.integer(0)),
                         r.integer(4),
                         parse_instant(r.text(5)).value_or(instant{})};
            return false;
        });
    return out;
}

void mark_undone(db::transaction& tx, std::int64_t id) {
    auto const at = format_instant(tx.at);
    tx.sql.execute("UPDATE person_merger SET undone_at = $1, undone_by = $2 WHERE id = $3",
                   {std::string_view(at), tx.who.account_id, id});
}

std::vector<person_id> namesakes(db::connection& c, std::string_view name) {
    std::vector<person_id> out;
    c.each("SELECT id FROM person WHERE name = $1 AND state = 'active' ORDER BY id LIMIT 200", {name},
           [&](db::row const& r) {
               out.push_back(person_id{r.integer(0)});
               return true;
           });
    return out;
}

std::vector<std::vector<std::int64_t>> alike(db::connection& c, actor const& who, std::int64_t limit) {
    std::vector<std::vector<std::int64_t>> out;
    auto const scope = store::scope_sql(who, "r.code");
    for (auto const* shared : {"birth_date", "phone_blind"}) {
        std::string const column(shared);
        std::vector<std::pair<std::string, std::string>> keys;
        c.each("SELECT p.name, p." + column +
                   " FROM person p JOIN region r ON r.id = p.region_id WHERE p.state = 'active' AND p." +
                   column + " IS NOT NULL AND " + scope + " GROUP BY p.name, p." + column +
                   " HAVING COUNT(*) > 1 ORDER BY COUNT(*) DESC, p.name LIMIT $1",
               {limit}, [&](db::row const& r) {
                   keys.emplace_back(r.text(0), r.text(1));
                   return true;
               });
        for (auto const& [name, value] : keys) {
            std::vector<std::int64_t> ids;
            c.each(
                "SELECT p.id FROM person p JOIN region r ON r.id = p.region_id WHERE p.state = 'active' AND "
                "p.name "
                "= $1 AND p." +
                    column + " = $2 AND " + scope + " ORDER BY p.id LIMIT 20",
                {std::string_view(name), std::string_view(value)}, [&](db::row const& r) {
                    ids.push_back(r.integer(0));
                    return true;
                });
            if (std::find(out.begin(), out.end(), ids) == out.end()) out.push_back(std::move(ids));
        }
    }
    return out;
}

std::vector<std::int64_t> merged_into(db::connection& c, person_id id) {
    std::vector<std::int64_t> out;
    c.each(
        "WITH RECURSIVE gone (id) AS (SELECT id FROM person WHERE merged_into_id = $1 UNION SELECT p.id FROM "
        "person "
        "p JOIN gone g ON p.merged_into_id = g.id) SELECT id FROM gone ORDER BY id",
        {id.value}, [&](db::row const& r) {
            out.push_back(r.integer(0));
            return true;
        });
    return out;
}

void mark_distinct(db::transaction& tx, person_id one, person_id other) {
    auto const at = format_instant(tx.at);
    tx.sql.execute(
        "INSERT INTO person_distinct (one_id, other_id, at, account_id) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (one_id, other_id) DO NOTHING",
        {std::min(one, other).value, std::max(one, other).value, std::string_view(at), tx.who.account_id});
}

bool are_distinct(db::connection& c, person_id one, person_id other) {
    return c.exists("SELECT 1 FROM person_distinct WHERE one_id = $1 AND other_id = $2",
                    {std::min(one, other).value, std::max(one, other).value});
}

}  // namespace guiyan::people::merger_store
