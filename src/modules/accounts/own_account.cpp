// What the holder of an account does with it himself: password, second factor, preferences. Each wrong
// password counts as one at the log-in does, so that a session left open is no place to guess at it.

#include "crypto/encoding.hpp"
#include "crypto/totp.hpp"
#include "modules/accounts/accounts.hpp"

namespace guiyan::accounts {
namespace {

/// An offered secret waits this long for its first code.
constexpr std::chrono::minutes offer_holds{10};

std::string minutes_of(std::chrono::seconds wait) {
    return std::to_string(std::chrono::ceil<std::chrono::minutes>(wait).count());
}

}  // namespace

bool accounts::count_failure(db::transaction& tx, account_id id, instant now) {
    // Read inside the writer: two wrong tries at once are two.
    auto const h = account_store::by_id(tx.sql, id);
    if (!h || (h->locked_until && *h->locked_until > now)) return false;
    bool const same_window = h->failed_since && now - *h->failed_since <= rules_.window;
    auto const failed = same_window ? h->failed + 1 : 1;
    std::optional<instant> until;
    if (failed >= rules_.failures) until = now + rules_.locked_for;
    account_store::note_failure(tx, id, failed, same_window ? *h->failed_since : now, until);
    return until.has_value();
}

result<account_store::credentials> accounts::own(actor const& who, std::string const& password,
                                                 std::string_view path) {
    account_id const id{who.account_id};
    auto const have = db_.query([&](db::connection& c) { return account_store::by_id(c, id); });
    if (!have) return fail(fault::not_found, "error.not_found");
    auto const now = clock_.now();
    auto const too_many = [&](instant until) {
        auto const wait = std::chrono::ceil<std::chrono::seconds>(until - now);
        return fail_until(wait, "accounts.password_tries", {{"minutes", minutes_of(wait)}});
    };
    if (have->locked_until && *have->locked_until > now) return too_many(*have->locked_until);
    auto const right = hasher_.verify(have->password_hash, password);
    if (!right) return fail(right.error());
    if (right->matches) return *have;
    bool locked = false;
    auto counted = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        locked = count_failure(tx, id, now);
        tx.record({.what = locked ? "login_locked" : "password_refused",
                   .entity = "account",
                   .entity_id = id.value,
                   .label = have->display_name,
                   .outcome = "refused"});
        return done{};
    });
    if (!counted) return fail(counted.error());
    if (locked) return too_many(now + rules_.locked_for);
    return fail_field(std::string(path), "accounts.wrong_password");
}

result<done> accounts::change_password(actor const& who, std::string_view token, std::string const& current,
                                       std::string const& fresh) {
    account_id const id{who.account_id};
    auto const have = own(who, current, "/current_password");
    if (!have) return fail(have.error());
    account holder;
    holder.login = have->login;
    holder.display_name = have->display_name;
    holder.unit_name = have->unit_name;
    if (auto ok = check_password(fresh, holder, "/new_password"); !ok) return ok;
    auto const rules = policy();
    auto former = db_.query(
        [&](db::connection& c) { return account_store::former_passwords(c, id, rules.not_the_last); });
    former.push_back(have->password_hash);
    auto const again = hasher_.is_among(former, fresh);
    if (!again) return fail(again.error());
    if (*again)
        return fail(error{
            fault::invalid, "error.invalid", {}, {crypto::password_reused(rules, "/new_password")}, {}});
    auto hash = hasher_.hash(fresh);
    if (!hash) return fail(hash.error());
    auto const session = load(token);
    return db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        account_store::set_password(tx, id, *hash, false);
        account_store::clear_failures(tx, id);
        account_store::end_sessions_of(tx, id, session ? session->row.id : 0);
        tx.record({.what = "password_changed",
                   .entity = "account",
                   .entity_id = id.value,
                   .label = have->display_name});
        tx.after_commit([this] { forget(); });
        return done{};
    });
}

result<two_factor_offer> accounts::offer_two_factor(actor const& who, std::string const& password) {
    auto const have = own(who, password, "/password");
    if (!have) return fail(have.error());
    if (!have->totp_secret_sealed.empty()) return fail(fault::refused, "accounts.two_factor.bound");
    auto const secret = crypto::totp_secret();
    auto const sealed = vault_.seal("account.totp", secret, who.account_id);
    auto ok = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        account_store::offer_totp(tx, have->id, sealed);
        tx.record({.what = "two_factor_offered",
                   .entity = "account",
                   .entity_id = have->id.value,
                   .label = have->display_name});
        return done{};
    });
    if (!ok) return fail(ok.error());
    // A short name keeps the squares of the code large enough for an old phone.
    return two_factor_offer{crypto::to_base32(secret), crypto::totp_uri(secret, "Guiyan", have->login)};
}

result<done> accounts::bind_two_factor(actor const& who, std::string_view token, std::string const& code) {
    account_id const id{who.account_id};
    auto const session = load(token);
    auto const now = clock_.now();
    return db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto const have = account_store::by_id(tx.sql, id);
        if (!have) return fail(fault::not_found, "error.not_found");
        if (!have->totp_secret_sealed.empty()) return fail(fault::refused, "accounts.two_factor.bound");
        if (have->totp_pending_sealed.empty() || !have->totp_pending_at ||
            now - *have->totp_pending_at > offer_holds)
            return fail(fault::refused, "accounts.two_factor.expired");
        auto const secret = vault_.open("account.totp", have->totp_pending_sealed, id.value);
        auto const step = crypto::totp_verify(secret, code, now, have->totp_last_step);
        if (!step) return fail_field("/code", "accounts.two_factor.wrong_code");
        account_store::bind_totp(tx, id, *step);
        account_store::end_sessions_of(tx, id, session ? session->row.id : 0);
        tx.record({.what = "two_factor_bound",
                   .entity = "account",
                   .entity_id = id.value,
                   .label = have->display_name});
        tx.after_commit([this] { forget(); });
        return done{};
    });
}

result<done> accounts::unbind_two_factor(actor const& who, std::string const& password) {
    auto const have = own(who, password, "/password");
    if (!have) return fail(have.error());
    return db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        if (!account_store::unbind_totp(tx, have->id))
            return fail(fault::refused, "accounts.two_factor.not_bound");
        tx.record({.what = "two_factor_removed",
                   .entity = "account",
                   .entity_id = have->id.value,
                   .label = have->display_name});
        tx.after_commit([this] { forget(); });
        return done{};
    });
}

result<account> accounts::remove_two_factor(actor const& who, account_id id, std::int64_t version,
                                            std::string const& reason) {
    if (id.value == who.account_id) return fail(fault::refused, "accounts.not_yourself");
    auto ok = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto const have = account_store::find(tx.sql, id);
        if (!have) return fail(fault::not_found, "error.not_found");
        if (have->row_version != version) return fail(fault::stale, "error.stale");
        if (!account_store::unbind_totp(tx, id)) return fail(fault::refused, "accounts.two_factor.not_bound");
        account_store::end_sessions_of(tx, id, 0);
        tx.record({.what = "two_factor_removed",
                   .entity = "account",
                   .entity_id = id.value,
                   .label = have->display_name,
                   .reason = reason});
        tx.after_commit([this] { forget(); });
        return done{};
    });
    if (!ok) return fail(ok.error());
    return find(id);
}

result<done> accounts::set_preferences(actor const& who, std::string const& language,
                                       std::string const& type_size, bool shortcuts) {
    return db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        account_store::set_preferences(tx, account_id{who.account_id}, language, type_size, shortcuts);
        tx.record({.what = "preferences",
                   .entity = "account",
                   .entity_id = who.account_id,
                   .label = who.display_name});
        tx.after_commit([this] { forget(); });
        return done{};
    });
}

}  // namespace guiyan::accounts
