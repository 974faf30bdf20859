#include "modules/people/batch_store.hpp"

namespace guiyan::people::batch_store {
namespace {

using text = std::string_view;

db::parameter maybe(std::optional<std::string> const& value) {
    return value ? db::parameter(text(*value)) : db::parameter(std::monostate{});
}

constexpr text columns =
    "SELECT id, act, value, reason, asked, done, at, undone_at, undone FROM person_batch WHERE ";

batch_told read(db::row const& r) {
    batch_told b;
    b.id = person_batch_id{r.integer(0)};
    b.act = r.text(1);
    if (!r.is_null(2)) b.value = r.text(2);
    b.reason = r.text(3);
    b.asked = r.integer(4);
    b.done = r.integer(5);
    b.at = parse_instant(r.text(6)).value_or(instant{});
    if (!r.is_null(7)) b.undone_at = parse_instant(r.text(7));
    if (!r.is_null(8)) b.undone = r.integer(8);
    return b;
}

}  // namespace

void insert(db::transaction& tx, batch_told const& b, std::vector<item> const& all) {
    auto const at = format_instant(tx.at);
    tx.sql.execute(
        "INSERT INTO person_batch (id, act, value, reason, asked, done, account_id, at) VALUES ($1, $2, $3, "
        "$4, $5, "
        "$6, $7, $8)",
        {b.id.value, text(b.act), maybe(b.value), text(b.reason), b.asked, b.done, tx.who.account_id,
         text(at)});
    for (auto const& i : all)
        tx.sql.execute(
            "INSERT INTO person_batch_item (batch_id, person_id, before, version_after) VALUES ($1, $2, $3, "
            "$4)",
            {b.id.value, i.person, maybe(i.before), i.version_after});
}

std::vector<batch_told> of_account(db::connection& c, actor const& who, std::int64_t limit) {
    std::vector<batch_told> out;
    c.each(std::string(columns) + "account_id = $1 ORDER BY id DESC LIMIT $2", {who.account_id, limit},
           [&](db::row const& r) {
               out.push_back(read(r));
               return true;
           });
    return out;
}

std::optional<batch_told> find(db::connection& c, actor const& who, person_batch_id id) {
    std::optional<batch_told> out;
    c.each(std::string(columns) + "id = $1 AND account_id = $2", {id.value, who.account_id},
           [&](db::row const& r) {
               out = read(r);
               return false;
           });
    return out;
}

std::vector<item> items(db::connection& c, person_batch_id id) {
    std::vector<item> out;
    c.each(
        "SELECT person_id, before, version_after FROM person_batch_item WHERE batch_id = $1 ORDER BY "
        "person_id",
        {id.value}, [&](db::row const& r) {
            auto& i = out.emplace_back();
            i.person = r.integer(0);
            if (!r.is_null(1)) i.before = r.text(1);
            i.version_after = r.integer(2);
            return true;
        });
    return out;
}

bool mark_undone(db::transaction& tx, person_batch_id id, std::int64_t people) {
    auto const at = format_instant(tx.at);
    return tx.sql.execute(
               "UPDATE person_batch SET undone_at = $1, undone = $2 WHERE id = $3 AND undone_at IS NULL",
               {text(at), people, id.value}) == 1;
}

}  // namespace guiyan::people::batch_store
