#include "modules/exports/export_store.hpp"

#include "store/columns.hpp"
#include "store/scope.hpp"

namespace guiyan::exports::export_store {
namespace {

record::type const& type() {
    return record_of(static_cast<export_request const*>(nullptr));
}

std::string visible(actor const& who, bool approves) {
    std::string const own = "e.requested_by = $1";
    return approves ? "(" + own + " OR " + store::scope_sql(who, "e.region_code") + ")" : own;
}

}  // namespace

std::optional<held> find(db::connection& c, actor const& who, bool approves, export_id id,
                         store::vault const& v) {
    std::optional<held> out;
    c.each("SELECT " + store::columns(type(), "e") +
               ", e.requested_person, e.requested_grant FROM export_request e WHERE " +
               visible(who, approves) + " AND e.id = $2",
           {who.account_id, id.value}, [&](db::row const& r) {
               auto& found = out.emplace();
               store::load(type(), &found.shown, r, 0, v);
               auto const after = static_cast<int>(store::column_count(type()));
               found.requested_person = r.text(after);
               found.requested_grant = r.integer(after + 1);
               return false;
           });
    return out;
}

export_page list(db::connection& c, actor const& who, bool approves, export_list_query const& asked,
                 store::vault const& v) {
    export_page out;
    out.page = asked.page;
    out.size = asked.size;
    std::string const state = asked.state.value_or("");
    auto const where =
        " FROM export_request e WHERE " + visible(who, approves) + " AND ($2 = '' OR e.state = $2)";
    out.total = c.integer("SELECT count(*)" + where, {who.account_id, std::string_view(state)});
    c.each("SELECT " + store::columns(type(), "e") + where + " ORDER BY e.id DESC LIMIT $3 OFFSET $4",
           {who.account_id, std::string_view(state), asked.size, (asked.page - 1) * asked.size},
           [&](db::row const& r) {
               store::load(type(), &out.items.emplace_back(), r, 0, v);
               return true;
           });
    return out;
}

void insert(db::transaction& tx, export_request const& wanted, store::vault const& v) {
    store::insert(
        tx.sql, type(), &wanted, v,
        {{"requested_person", std::string_view(tx.who.person_key)}, {"requested_grant", tx.who.grant_id}});
}

bool decide(db::transaction& tx, export_id id, std::int64_t expected, std::string_view state,
            std::string_view reason) {
    auto const at = format_instant(tx.at);
    return tx.sql.execute(
               "UPDATE export_request SET state = $1, decided_by = $2, decided_by_name = $3, decided_person "
               "= $4, "
               "decided_at = $5, decision_reason = $6, row_version = row_version + 1 WHERE id = $7 AND "
               "row_version = "
               "$8 AND state = 'proposed'",
               {state, tx.who.account_id, std::string_view(tx.who.display_name),
                std::string_view(tx.who.person_key), std::string_view(at),
                reason.empty() ? db::parameter(std::monostate{}) : db::parameter(reason), id.value,
                expected}) == 1;
}

bool withdraw(db::transaction& tx, export_id id, std::int64_t expected) {
    return tx.sql.execute(
               "UPDATE export_request SET state = 'withdrawn', row_version = row_version + 1 WHERE id = $1 "
               "AND "
               "row_version = $2 AND state = 'proposed'",
               {id.value, expected}) == 1;
}

bool mark_fetched(db::transaction& tx, export_id id) {
    auto const at = format_instant(tx.at);
    return tx.sql.execute(
               "UPDATE export_request SET state = 'fetched', fetched_at = $1, row_version = row_version + 1 "
               "WHERE id = $2 AND state IN ('approved', 'fetched')",
               {std::string_view(at), id.value}) == 1;
}

}  // namespace guiyan::exports::export_store
