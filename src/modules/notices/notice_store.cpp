#include "modules/notices/notice_store.hpp"

#include <boost/json.hpp>

namespace guiyan::notices::notice_store {
namespace json = boost::json;

bool insert(db::transaction& tx, notice_draft const& n, date day) {
    json::object args;
    for (auto const& [name, text] : n.args) args[name] = text;
    auto const written = json::serialize(args), at = format_instant(tx.at), on = day.iso();
    auto const due = n.due_on ? n.due_on->iso() : std::string();
    return tx.sql.execute(
               "INSERT INTO notice (id, account_id, rule, entity, entity_id, due_on, day, text_key, "
               "text_args, "
               "url, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
               "ON CONFLICT (account_id, rule, entity, entity_id, day) DO NOTHING",
               {tx.mint(), n.account_id, std::string_view(n.rule), std::string_view(n.entity), n.entity_id,
                due.empty() ? db::parameter(std::monostate{}) : db::parameter(std::string_view(due)),
                std::string_view(on), std::string_view(n.text_key), std::string_view(written),
                std::string_view(n.url), std::string_view(at)}) == 1;
}

std::int64_t count(db::connection& c, std::int64_t account_id, bool unread_only) {
    return c.integer(unread_only ? "SELECT count(*) FROM notice WHERE account_id = $1 AND read_at IS NULL"
                                 : "SELECT count(*) FROM notice WHERE account_id = $1",
                     {account_id});
}

void page(db::connection& c, std::int64_t account_id, bool unread_only, std::int64_t skip, std::int64_t most,
          std::function<void(notice&&, std::string const&, text_args const&)> const& f) {
    c.each(
        "SELECT id, rule, entity, entity_id, due_on, text_key, text_args, url, created_at, read_at FROM "
        "notice "
        "WHERE account_id = $1" +
            std::string(unread_only ? " AND read_at IS NULL" : "") +
            " ORDER BY created_at DESC, id DESC LIMIT $2 OFFSET $3",
        {account_id, most, skip}, [&](db::row const& r) {
            notice n;
            n.id = notice_id{r.integer(0)};
            n.rule = r.text(1);
            n.entity = r.text(2);
            n.entity_id = record_id{r.integer(3)};
            if (!r.is_null(4)) n.due_on = date::parse(r.text(4));
            text_args args;
            auto const written = r.text(6);
            auto const parsed = json::parse(json::string_view(written.data(), written.size()));
            for (auto const& [name, text] : parsed.as_object())
                args.emplace_back(name, std::string(text.as_string()));
            n.url = r.text(7);
            n.created_at = parse_instant(r.text(8)).value_or(instant{});
            if (!r.is_null(9)) n.read_at = parse_instant(r.text(9));
            f(std::move(n), std::string(r.text(5)), args);
            return true;
        });
}

bool exists(db::connection& c, std::int64_t account_id, notice_id id) {
    return c.exists("SELECT id FROM notice WHERE id = $1 AND account_id = $2", {id.value, account_id});
}

void mark_read(db::transaction& tx, std::int64_t account_id, notice_id only) {
    auto const at = format_instant(tx.at);
    if (only)
        tx.sql.execute("UPDATE notice SET read_at = $1 WHERE account_id = $2 AND id = $3 AND read_at IS NULL",
                       {std::string_view(at), account_id, only.value});
    else
        tx.sql.execute("UPDATE notice SET read_at = $1 WHERE account_id = $2 AND read_at IS NULL",
                       {std::string_view(at), account_id});
}

}  // namespace guiyan::notices::notice_store
