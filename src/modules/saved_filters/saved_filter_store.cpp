#include "modules/saved_filters/saved_filter_store.hpp"

namespace guiyan::saved_filters::saved_filter_store {
namespace {

saved_filter read(db::row const& r) {
    return {saved_filter_id{r.integer(0)}, std::string(r.text(1)), std::string(r.text(2)),
            std::string(r.text(3)), parse_instant(r.text(4)).value_or(instant{})};
}

}  // namespace

std::vector<saved_filter> all(db::connection& c, std::int64_t account_id, std::string_view list) {
    std::vector<saved_filter> out;
    c.each(
        "SELECT id, list, name, query, created_at FROM saved_filter WHERE account_id = $1 AND ($2 = '' OR "
        "list = $2) "
        "ORDER BY id",
        {account_id, list}, [&](db::row const& r) {
            out.push_back(read(r));
            return true;
        });
    return out;
}

std::optional<saved_filter> find(db::connection& c, std::int64_t account_id, saved_filter_id id) {
    std::optional<saved_filter> out;
    c.each("SELECT id, list, name, query, created_at FROM saved_filter WHERE account_id = $1 AND id = $2",
           {account_id, id.value}, [&](db::row const& r) {
               out = read(r);
               return false;
           });
    return out;
}

std::int64_t count(db::connection& c, std::int64_t account_id, std::string_view list) {
    return c.integer("SELECT count(*) FROM saved_filter WHERE account_id = $1 AND list = $2",
                     {account_id, list});
}

bool is_name_taken(db::connection& c, std::int64_t account_id, std::string_view list, std::string_view name) {
    return c.exists("SELECT id FROM saved_filter WHERE account_id = $1 AND list = $2 AND name = $3",
                    {account_id, list, name});
}

void insert(db::transaction& tx, saved_filter const& f) {
    auto const at = format_instant(f.created_at);
    tx.sql.execute(
        "INSERT INTO saved_filter (id, account_id, list, name, query, created_at) VALUES ($1, $2, $3, $4, "
        "$5, $6)",
        {f.id.value, tx.who.account_id, std::string_view(f.list), std::string_view(f.name),
         std::string_view(f.query), std::string_view(at)});
}

void remove(db::transaction& tx, saved_filter_id id) {
    tx.sql.execute("DELETE FROM saved_filter WHERE account_id = $1 AND id = $2",
                   {tx.who.account_id, id.value});
}

}  // namespace guiyan::saved_filters::saved_filter_store
