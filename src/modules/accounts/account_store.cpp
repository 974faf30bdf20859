#include "modules/accounts/account_store.hpp"

namespace guiyan::accounts::account_store {
namespace {

using text = std::string_view;

std::optional<instant> moment(db::row const& r, int at) {
    return r.is_null(at) ? std::nullopt : parse_instant(r.text(at));
}

constexpr text credential_columns =
    "id, login, display_name, unit_name, person_key, account_class, password_hash, state, locked_until, "
    "failed_since, "
    "password_changed_at, failed, totp_last_step, totp_secret_sealed, must_change_password, language, "
    "type_size, "
    "shortcuts, row_version, totp_pending_sealed, totp_pending_at, person_id";

std::optional<credentials> one(db::connection& c, std::string const& where, db::parameter p) {
    std::optional<credentials> out;
    c.each("SELECT " + std::string(credential_columns) + " FROM account WHERE " + where, {p},
           [&](db::row const& r) {
               auto& a = out.emplace();
               a.id = account_id{r.integer(0)};
               a.login = r.text(1);
               a.display_name = r.text(2);
               a.unit_name = r.text(3);
               a.person_key = r.text(4);
               a.account_class = r.text(5);
               a.password_hash = r.text(6);
               a.state = r.text(7);
               a.locked_until = moment(r, 8);
               a.failed_since = moment(r, 9);
               a.password_changed_at = moment(r, 10).value_or(instant{});
               a.failed = r.integer(11);
               a.totp_last_step = r.integer(12);
               if (!r.is_null(13)) a.totp_secret_sealed = r.bytes(13);
               a.must_change_password = r.integer(14) != 0;
               a.language = r.text(15);
               a.type_size = r.text(16);
               a.shortcuts = r.integer(17) != 0;
               a.row_version = r.integer(18);
               if (!r.is_null(19)) a.totp_pending_sealed = r.bytes(19);
               a.totp_pending_at = moment(r, 20);
               a.person_id = person_id{r.integer(21)};
               return false;
           });
    return out;
}

std::vector<account> accounts_where(db::connection& c, std::string const& where) {
    std::vector<account> out;
    c.each(
        "SELECT id, login, display_name, unit_name, account_class, state, locked_until, "
        "must_change_password, "
        "totp_secret_sealed, created_at, updated_at, row_version, person_id FROM account" +
            where + " ORDER BY login",
        {}, [&](db::row const& r) {
            auto& a = out.emplace_back();
            a.id = account_id{r.integer(0)};
            a.login = r.text(1);
            a.display_name = r.text(2);
            a.unit_name = r.text(3);
            a.account_class = r.text(4);
            a.state = r.text(5);
            a.locked_until = moment(r, 6);
            a.must_change_password = r.integer(7) != 0;
            a.two_factor = !r.is_null(8);
            a.created_at = moment(r, 9).value_or(instant{});
            a.updated_at = moment(r, 10).value_or(instant{});
            a.row_version = r.integer(11);
            a.person_id = person_id{r.integer(12)};
            return true;
        });
    return out;
}

}  // namespace

std::int64_t count(db::connection& c) {
    return c.integer("SELECT COUNT(*) FROM account");
}
std::optional<credentials> by_login(db::connection& c, text login) {
    return one(c, "login = $1", login);
}
std::optional<credentials> by_id(db::connection& c, account_id id) {
    return one(c, "id = $1", id.value);
}
std::vector<account> list(db::connection& c) {
    return accounts_where(c, "");
}

std::optional<account> find(db::connection& c, account_id id) {
    auto all = accounts_where(c, " WHERE id = " + std::to_string(id.value));
    return all.empty() ? std::nullopt : std::optional(std::move(all.front()));
}

bool holds_an_office(db::connection& c, text person_key) {
    return c.integer("SELECT COUNT(*) FROM account WHERE person_key = $1 AND account_class <> 'business'",
                     {person_key}) > 0;
}

void insert(db::transaction& tx, account const& a, text person_key, text password_hash) {
    auto const now = format_instant(tx.at);
    tx.sql.execute(
        "INSERT INTO account (id, login, display_name, unit_name, person_key, account_class, password_hash, "
        "password_changed_at, must_change_password, state, failed, totp_last_step, language, type_size, "
        "shortcuts, created_at, created_by, updated_at, row_version, person_id) VALUES ($1, $2, $3, $4, $5, "
        "$6, $7, $8, $9, $10, 0, 0, 'zh-CN', 'standard', 1, $8, $11, $8, 1, $12)",
        {a.id.value, text(a.login), text(a.display_name), text(a.unit_name), person_key,
         text(a.account_class), password_hash, text(now), std::int64_t{a.must_change_password}, text(a.state),
         tx.who.account_id,
         a.person_id ? db::parameter(a.person_id.value) : db::parameter(std::monostate{})});
}

bool amend(db::transaction& tx, account const& a, std::int64_t expected) {
    auto const now = format_instant(tx.at);
    return tx.sql.execute(
               "UPDATE account SET login = $1, display_name = $2, unit_name = $3, updated_at = $4, "
               "person_id = $7, row_version = row_version + 1 WHERE id = $5 AND row_version = $6",
               {text(a.login), text(a.display_name), text(a.unit_name), text(now), a.id.value, expected,
                a.person_id ? db::parameter(a.person_id.value) : db::parameter(std::monostate{})}) == 1;
}

bool set_state(db::transaction& tx, account_id id, text state, std::int64_t expected) {
    auto const now = format_instant(tx.at);
    return tx.sql.execute(
               "UPDATE account SET state = $1, failed = 0, failed_since = NULL, locked_until = NULL, "
               "updated_at = $2, row_version = row_version + 1 WHERE id = $3 AND row_version = $4",
               {state, text(now), id.value, expected}) == 1;
}

void note_failure(db::transaction& tx, account_id id, std::int64_t failed, instant since,
                  std::optional<instant> locked_until) {
    auto const from = format_instant(since), until = locked_until ? format_instant(*locked_until) : "";
    tx.sql.execute("UPDATE account SET failed = $1, failed_since = $2, locked_until = $3 WHERE id = $4",
                   {failed, text(from),
                    until.empty() ? db::parameter(std::monostate{}) : db::parameter(text(until)), id.value});
}

void clear_failures(db::transaction& tx, account_id id) {
    tx.sql.execute("UPDATE account SET failed = 0, failed_since = NULL, locked_until = NULL WHERE id = $1",
                   {id.value});
}

void set_password(db::transaction& tx, account_id id, text hash, bool must_change) {
    auto const now = format_instant(tx.at);
    tx.sql.execute(
        "INSERT INTO former_password (account_id, changed_at, password_hash) "
        "SELECT id, $2, password_hash FROM account WHERE id = $1",
        {id.value, text(now)});
    tx.sql.execute(
        "UPDATE account SET password_hash = $1, password_changed_at = $2, must_change_password = $3, "
        "updated_at = $2, row_version = row_version + 1 WHERE id = $4",
        {hash, text(now), std::int64_t{must_change}, id.value});
}

std::vector<std::string> former_passwords(db::connection& c, account_id id, std::size_t last) {
    std::vector<std::string> out;
    c.each("SELECT password_hash FROM former_password WHERE account_id = $1 ORDER BY changed_at DESC",
           {id.value}, [&](db::row const& r) {
               out.emplace_back(r.text(0));
               return out.size() < last;
           });
    return out;
}

void offer_totp(db::transaction& tx, account_id id, std::string const& secret_sealed) {
    auto const now = format_instant(tx.at);
    db::blob const bytes{secret_sealed};
    tx.sql.execute("UPDATE account SET totp_pending_sealed = $1, totp_pending_at = $2 WHERE id = $3",
                   {&bytes, text(now), id.value});
}

void bind_totp(db::transaction& tx, account_id id, std::int64_t step) {
    auto const now = format_instant(tx.at);
    tx.sql.execute(
        "UPDATE account SET totp_secret_sealed = totp_pending_sealed, totp_pending_sealed = NULL, "
        "totp_pending_at = NULL, totp_last_step = $1, updated_at = $2, row_version = row_version + 1 WHERE "
        "id = $3",
        {step, text(now), id.value});
}

bool unbind_totp(db::transaction& tx, account_id id) {
    auto const now = format_instant(tx.at);
    return tx.sql.execute(
               "UPDATE account SET totp_secret_sealed = NULL, totp_pending_sealed = NULL, totp_pending_at = "
               "NULL, totp_last_step = 0, updated_at = $1, row_version = row_version + 1 WHERE id = $2 AND "
               "totp_secret_sealed IS NOT NULL",
               {text(now), id.value}) == 1;
}

bool use_totp_step(db::transaction& tx, account_id id, std::int64_t step) {
    return tx.sql.execute("UPDATE account SET totp_last_step = $1 WHERE id = $2 AND totp_last_step < $1",
                          {step, id.value}) == 1;
}

void set_preferences(db::transaction& tx, account_id id, text language, text type_size, bool shortcuts) {
    tx.sql.execute("UPDATE account SET language = $1, type_size = $2, shortcuts = $3 WHERE id = $4",
                   {language, type_size, std::int64_t{shortcuts}, id.value});
}

std::vector<account_grant> grants(db::connection& c, account_id account, text state, grant_id only) {
    std::string where;
    auto add = [&](std::string const& s) { where += (where.empty() ? " WHERE " : " AND ") + s; };
    if (account) add("g.account_id = " + std::to_string(account.value));
    if (only) add("g.id = " + std::to_string(only.value));
    if (!state.empty()) add("g.state = $1");
    std::vector<account_grant> out;
    std::vector<db::parameter> values;
    if (!state.empty()) values.emplace_back(state);
    c.each(
        "SELECT g.id, g.account_id, a.display_name, a.login, g.role, g.region_code, g.state, g.valid_to, "
        "p.display_name, g.proposed_by, g.proposed_at, d.display_name, g.decided_at, g.reason, "
        "g.row_version, "
        "r.short_name FROM account_grant g JOIN account a ON a.id = g.account_id JOIN account p ON p.id = "
        "g.proposed_by LEFT JOIN account d ON d.id = g.decided_by LEFT JOIN region r ON r.code = "
        "g.region_code" +
            where + " ORDER BY g.id DESC",
        values, [&](db::row const& r) {
            auto& g = out.emplace_back();
            g.id = grant_id{r.integer(0)};
            g.account_id = accounts::account_id{r.integer(1)};
            g.account_name = r.text(2);
            g.login = r.text(3);
            g.role = r.text(4);
            g.region_code = r.text(5);
            g.state = r.text(6);
            if (!r.is_null(7)) g.valid_to = date::parse(r.text(7));
            g.proposed_by_name = r.text(8);
            g.proposed_by = accounts::account_id{r.integer(9)};
            g.proposed_at = moment(r, 10).value_or(instant{});
            if (!r.is_null(11)) g.decided_by_name = std::string(r.text(11));
            g.decided_at = moment(r, 12);
            g.reason = r.text(13);
            g.row_version = r.integer(14);
            g.region_name = r.text(15);
            return true;
        });
    return out;
}

bool may_be_a_place(db::connection& c, text code) {
    auto const first = std::string(code.substr(0, 6)) + "000000",
               last = std::string(code.substr(0, 6)) + "999999";
    return c.integer("SELECT COUNT(*) FROM region WHERE code = $1", {code}) > 0 ||
           c.integer("SELECT COUNT(*) FROM region WHERE code BETWEEN $1 AND $2", {text(first), text(last)}) ==
               0;
}

std::vector<std::string> kept_places(db::connection& c) {
    std::vector<std::string> out;
    c.each(
        "SELECT DISTINCT region_code FROM account_grant WHERE account_class = 'business' AND state IN "
        "('active', 'revoked')",
        {}, [&](db::row const& r) {
            out.emplace_back(r.text(0));
            return true;
        });
    return out;
}

void insert_grant(db::transaction& tx, account_grant const& g, text account_class) {
    auto const now = format_instant(tx.at), to = g.valid_to ? g.valid_to->iso() : "";
    tx.sql.execute(
        "INSERT INTO account_grant (id, account_id, account_class, role, region_code, state, valid_to, "
        "proposed_by, proposed_at, reason, row_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)",
        {g.id.value, g.account_id.value, account_class, text(g.role), text(g.region_code), text(g.state),
         to.empty() ? db::parameter(std::monostate{}) : db::parameter(text(to)), g.proposed_by.value,
         text(now), text(g.reason)});
}

bool decide_grant(db::transaction& tx, grant_id id, text from, text to, text reason, std::int64_t expected) {
    auto const now = format_instant(tx.at);
    return tx.sql.execute(
               "UPDATE account_grant SET state = $1, decided_by = $2, decided_at = $3, reason = $4, "
               "row_version = row_version + 1 WHERE id = $5 AND state = $6 AND row_version = $7",
               {to, tx.who.account_id ? db::parameter(tx.who.account_id) : db::parameter(std::monostate{}),
                text(now), reason, id.value, from, expected}) == 1;
}

namespace {
constexpr text session_columns =
    "id, token_hash, csrf_token, account_id, grant_id, remote, browser, created_at, seen_at";
session_row read_session(db::row const& r) {
    session_row s;
    s.id = r.integer(0);
    s.token_hash = r.text(1);
    s.csrf_token = r.text(2);
    s.account = account_id{r.integer(3)};
    s.grant = grant_id{r.integer(4)};
    s.remote = r.text(5);
    s.browser = r.text(6);
    s.created_at = moment(r, 7).value_or(instant{});
    s.seen_at = moment(r, 8).value_or(instant{});
    return s;
}
}  // namespace

std::optional<session_row> session(db::connection& c, text token_hash) {
    std::optional<session_row> out;
    c.each("SELECT " + std::string(session_columns) + " FROM session WHERE token_hash = $1", {token_hash},
           [&](db::row const& r) {
               out = read_session(r);
               return false;
           });
    return out;
}

std::vector<session_row> sessions(db::connection& c) {
    std::vector<session_row> out;
    c.each("SELECT " + std::string(session_columns) + " FROM session ORDER BY seen_at DESC", {},
           [&](db::row const& r) {
               out.push_back(read_session(r));
               return true;
           });
    return out;
}

void insert_session(db::transaction& tx, session_row const& s) {
    auto const created = format_instant(s.created_at);
    tx.sql.execute(
        "INSERT INTO session (id, token_hash, csrf_token, account_id, grant_id, remote, browser, "
        "created_at, seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
        {s.id, text(s.token_hash), text(s.csrf_token), s.account.value,
         s.grant ? db::parameter(s.grant.value) : db::parameter(std::monostate{}), text(s.remote),
         text(s.browser), text(created)});
}

void choose_grant(db::transaction& tx, std::int64_t session_id, grant_id grant) {
    tx.sql.execute("UPDATE session SET grant_id = $1 WHERE id = $2", {grant.value, session_id});
}

void touch_session(db::transaction& tx, std::int64_t session_id, instant at) {
    auto const seen = format_instant(at);
    tx.sql.execute("UPDATE session SET seen_at = $1 WHERE id = $2", {text(seen), session_id});
}

bool end_session(db::transaction& tx, std::int64_t session_id) {
    return tx.sql.execute("DELETE FROM session WHERE id = $1", {session_id}) == 1;
}

void end_sessions_of(db::transaction& tx, account_id account, std::int64_t except) {
    tx.sql.execute("DELETE FROM session WHERE account_id = $1 AND id <> $2", {account.value, except});
}

void end_sessions_before(db::transaction& tx, instant created, instant seen) {
    auto const a = format_instant(created), b = format_instant(seen);
    tx.sql.execute("DELETE FROM session WHERE created_at < $1 OR seen_at < $2", {text(a), text(b)});
}

std::string setting(db::connection& c, text name) {
    return c.text("SELECT text FROM setting WHERE name = $1", {name});
}

void set_setting(db::transaction& tx, text name, text value) {
    tx.sql.execute(
        "INSERT INTO setting (name, text) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET text = $2",
        {name, value});
}

}  // namespace guiyan::accounts::account_store
