#include "modules/people/merger_store.hpp"

namespace guiyan::people::merger_store {

void insert(db::transaction& tx, merger const& m, store::vault const& v) {
    db::blob const before{v.seal("person_merger.before", m.before, m.id)};
    auto const at = format_instant(tx.at);
    tx.sql.execute("INSERT INTO person_merger (id, kept_id, merged_id, before_sealed, kept_version, merged_at, "
                   "merged_by) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                   {m.id, m.kept.value, m.merged.value, &before, m.kept_version, std::string_view(at),
                    tx.who.account_id});
}

std::optional<merger> newest(db::connection& c, person_id kept, store::vault const& v) {
    std::optional<merger> out;
    c.each("SELECT id, kept_id, merged_id, before_sealed, kept_version, merged_at FROM person_merger WHERE kept_id = "
           "$1 AND undone_at IS NULL ORDER BY id DESC LIMIT 1",
           {kept.value}, [&](db::row const& r) {
               out = merger{r.integer(0), person_id{r.integer(1)}, person_id{r.integer(2)},
                            v.open("person_merger.before", r.bytes(3), r.integer(0)), r.integer(4),
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

}  // namespace guiyan::people::merger_store
