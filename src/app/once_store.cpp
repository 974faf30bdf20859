#include "app/once_store.hpp"

#include "api/problem.hpp"
#include "app/house.hpp"

namespace guiyan::app {
namespace {

using text = std::string_view;

error const repeated{fault::conflict, "error.repeated", {}, {}, {}};

}  // namespace

std::optional<error> take_once_key(db::transaction& tx) {
    auto* once = tx.who.once;
    if (!once || once->taken) return std::nullopt;
    auto const at = format_instant(tx.at), old = format_instant(tx.at - std::chrono::hours(24));
    tx.sql.execute("DELETE FROM once_key WHERE at < $1", {text(old)});
    auto const written = tx.sql.execute(
        "INSERT INTO once_key (account_id, key, digest, at) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (account_id, key) DO NOTHING",
        {tx.who.account_id, text(once->key), text(once->digest), text(at)});
    if (written == 0) return repeated;
    once->taken = true;
    return std::nullopt;
}

std::optional<api::reply> replay(db::database& database, store::vault const& vault, actor const& who,
                                 once_key const& once) {
    std::optional<api::reply> out;
    database.read([&](db::connection& c) {
        c.each(
            "SELECT digest, status, content_type, etag, body_sealed FROM once_key WHERE account_id = $1 AND "
            "key = $2",
            {who.account_id, text(once.key)}, [&](db::row const& r) {
                if (r.text(0) != once.digest) {
                    out = api::problem_reply({fault::conflict, "error.key_reused", {}, {}, {}},
                                             embedded_sentences(), who.language);
                } else if (r.is_null(1)) {
                    out = api::problem_reply(repeated, embedded_sentences(), who.language);
                } else {
                    out.emplace();
                    out->status = static_cast<int>(r.integer(1));
                    out->headers.emplace_back("content-type", std::string(r.text(2)));
                    if (!r.text(3).empty()) out->headers.emplace_back("etag", std::string(r.text(3)));
                    out->headers.emplace_back("x-repeated", "1");
                    out->body = vault.open("once_key.body", r.bytes(4), who.account_id);
                }
                return false;
            });
    });
    return out;
}

void keep_reply(db::database& database, store::vault const& vault, actor const& who, once_key const& once,
                api::reply const& r) {
    if (r.status >= 500) return;
    auto header = [&](text name) {
        for (auto const& [have, value] : r.headers)
            if (have == name) return text(value);
        return text();
    };
    db::blob const body{vault.seal("once_key.body", r.body, who.account_id)};
    (void)database.write<done>(who, [&](db::transaction& tx) -> result<done> {
        tx.housekeeping();
        tx.sql.execute(
            "UPDATE once_key SET status = $1, content_type = $2, etag = $3, body_sealed = $4 WHERE "
            "account_id = $5 AND key = $6",
            {std::int64_t{r.status}, header("content-type"), header("etag"), &body, who.account_id,
             text(once.key)});
        return done{};
    });
}

}  // namespace guiyan::app
