#include <algorithm>

#include "base/text.hpp"
#include "crypto/hash.hpp"
#include "crypto/random.hpp"
#include "crypto/totp.hpp"
#include "modules/accounts/accounts.hpp"

namespace guiyan::accounts {
namespace {

/// Only a digest of the token is stored: a stolen copy of the database opens no session.
std::string digest_of(std::string_view token) {
    return crypto::to_hex(crypto::sha256(token));
}

/// Sessions stay in memory this long before they are read again; another server's changes are seen then.
constexpr std::chrono::seconds cache_for{20};
constexpr std::chrono::minutes touch_every{5};

}  // namespace

void accounts::forget() {
    std::unique_lock lock(cache_guard_);
    cache_.clear();
    ++forgotten_;
}

role const* accounts::role_of(std::string_view code) const {
    for (auto const& r : roles_)
        if (r.code == code) return &r;
    return nullptr;
}

bool accounts::is_in_force(account_grant const& g) const {
    return g.state == "active" && (!g.valid_to || *g.valid_to >= china_day(clock_.now()));
}

std::shared_ptr<accounts::cached const> accounts::remembered(crypto::digest const& token, instant now) const {
    std::shared_lock lock(cache_guard_);
    auto const at = cache_.find(token);
    return at != cache_.end() && now - at->second->loaded < cache_for ? at->second : nullptr;
}

bool accounts::is_at_hand(std::string_view token, std::string_view permission) const {
    if (permission == api::anybody) return true;
    if (token.empty()) return false;
    auto const s = remembered(crypto::sha256(token), clock_.now());
    if (!s) return false;
    if (permission == api::any_account) return true;
    auto const* g = current_grant(*s);
    auto const* r = g ? role_of(g->role) : nullptr;
    return r && std::find(r->permissions.begin(), r->permissions.end(), permission) != r->permissions.end();
}

std::shared_ptr<accounts::cached const> accounts::load(std::string_view token) {
    if (token.empty()) return nullptr;
    auto const digest = crypto::sha256(token);
    auto const now = clock_.now();
    if (auto have = remembered(digest, now)) return have;
    auto const before = [&] {
        std::shared_lock lock(cache_guard_);
        return forgotten_;
    }();
    auto const key = crypto::to_hex(digest);
    auto fresh = std::make_shared<cached>();
    bool const known = db_.query([&](db::connection& c) {
        auto row = account_store::session(c, key);
        if (!row) return false;
        auto holder = account_store::by_id(c, row->account);
        if (!holder) return false;
        fresh->row = std::move(*row);
        fresh->holder = std::move(*holder);
        fresh->grants = account_store::grants(c, fresh->row.account, "active");
        return true;
    });
    if (!known) return nullptr;
    fresh->loaded = now;
    fresh->password_days = policy().change_after_days;
    fresh->two_factor_asked = rules().two_factor_asked;
    // The session stays alive while it is used, without a write per request.
    if (now - fresh->row.seen_at > touch_every && now - fresh->row.seen_at < rules_.idle &&
        now - fresh->row.created_at < rules_.longest) {
        actor self;
        (void)db_.write<done>(self, [&](db::transaction& tx) -> result<done> {
            account_store::touch_session(tx, fresh->row.id, now);
            tx.housekeeping();
            return done{};
        });
        fresh->row.seen_at = now;
    }
    std::unique_lock lock(cache_guard_);
    // Somebody's rights changed while this was read: it may be what they were.
    if (before != forgotten_) return fresh;
    if (cache_.size() > 20000) cache_.clear();
    cache_[digest] = fresh;
    return fresh;
}

account_grant const* accounts::current_grant(cached const& c) const {
    account_grant const* first = nullptr;
    for (auto const& g : c.grants) {
        if (!is_in_force(g)) continue;
        if (g.id == c.row.grant) return &g;
        first = &g;  // newest first: the last one is the oldest
    }
    return first;
}

actor accounts::make_actor(account_store::credentials const& holder, account_grant const* grant) const {
    actor who;
    who.account_id = holder.id.value;
    who.person_key = holder.person_key;
    who.person_id = holder.person_id.value;
    who.login = holder.login;
    who.display_name = holder.display_name;
    who.unit_name = holder.unit_name;
    who.language = holder.language;
    if (!grant) return who;
    auto const* r = role_of(grant->role);
    if (!r) return who;
    who.grant_id = grant->id.value;
    who.role = r->code;
    who.permissions = r->permissions;
    if (r->account_class == "business" && grant->region_code.size() == 12) {
        std::string prefix = grant->region_code;
        for (std::size_t unit : {3u, 3u, 2u, 2u, 2u}) {
            auto const rest = prefix.substr(prefix.size() - unit);
            if (rest.find_first_not_of('0') != std::string::npos) break;
            prefix.resize(prefix.size() - unit);
        }
        who.areas.push_back({prefix});
    }
    return who;
}

actor accounts::actor_of(account_grant const& g) const {
    auto const holder = db_.query([&](db::connection& c) { return account_store::by_id(c, g.account_id); });
    return make_actor(holder.value_or(account_store::credentials{}), &g);
}

result<api::identity> accounts::identify(std::string_view token, std::string_view remote,
                                         std::string_view language) {
    auto const s = load(token);
    if (!s) return fail(fault::unauthenticated, "error.unauthenticated");
    auto const now = clock_.now();
    if (s->holder.state != "active" || now - s->row.seen_at > rules_.idle ||
        now - s->row.created_at > rules_.longest)
        return fail(fault::unauthenticated, "error.session_ended");
    api::identity out;
    out.who = make_actor(s->holder, current_grant(*s));
    out.who.remote = std::string(remote);
    if (out.who.language.empty()) out.who.language = std::string(language);
    out.csrf_token = s->row.csrf_token;
    out.must_change_password = must_change_password(*s);
    out.must_bind_two_factor = must_bind_two_factor(*s);
    return out;
}

bool accounts::must_change_password(cached const& s) const {
    return s.holder.must_change_password || (s.password_days && clock_.now() - s.holder.password_changed_at >
                                                                    std::chrono::days(s.password_days));
}

bool accounts::must_bind_two_factor(cached const& s) const {
    if (!s.two_factor_asked || !s.holder.totp_secret_sealed.empty()) return false;
    if (s.holder.account_class != "business") return true;
    return std::any_of(s.grants.begin(), s.grants.end(), [&](account_grant const& g) {
        auto const* r = is_in_force(g) ? role_of(g.role) : nullptr;
        return r && std::any_of(r->permissions.begin(), r->permissions.end(), [](std::string const& p) {
                   return p == "people.export" || p == "exports.approve";
               });
    });
}

session_view accounts::view_of(cached const& s) const {
    session_view v;
    v.session_id = s.row.id;
    v.holder.id = s.holder.id;
    v.holder.login = s.holder.login;
    v.holder.display_name = s.holder.display_name;
    v.holder.unit_name = s.holder.unit_name;
    v.holder.person_id = s.holder.person_id;
    for (auto const& g : s.grants)
        if (is_in_force(g))
            v.identities.push_back({g.id, g.role,
                                    s.holder.language == "en" && role_of(g.role)
                                        ? role_of(g.role)->name_en
                                        : codes_.name("role", g.role),
                                    g.region_code, g.region_name});
    if (auto const* g = current_grant(s)) {
        v.current = g->id;
        if (auto const* r = role_of(g->role)) v.permissions = r->permissions;
    }
    v.csrf_token = s.row.csrf_token;
    v.must_change_password = must_change_password(s);
    v.two_factor = !s.holder.totp_secret_sealed.empty();
    v.must_bind_two_factor = must_bind_two_factor(s);
    v.system_name = system_name();
    v.language = s.holder.language;
    v.type_size = s.holder.type_size;
    v.shortcuts = s.holder.shortcuts;
    return v;
}

result<session_view> accounts::view(std::string_view token) {
    auto const s = load(token);
    if (!s) return fail(fault::unauthenticated, "error.unauthenticated");
    return view_of(*s);
}

result<opened_session> accounts::log_in(actor const& from, login_request const& asked,
                                        std::string_view browser) {
    auto const now = clock_.now();
    {
        std::lock_guard lock(door_guard_);
        auto& source = by_source_[from.remote];
        if (now - source.since > rules_.window) source = {0, now};
        if (source.count >= rules_.failures_per_source)
            return fail_until(std::chrono::ceil<std::chrono::seconds>(source.since + rules_.window - now),
                              "accounts.too_many_tries");
        if (by_source_.size() > 100000) by_source_.clear();
    }
    auto refuse = [&](std::optional<account_store::credentials> const& holder) -> result<opened_session> {
        {
            std::lock_guard lock(door_guard_);
            ++by_source_[from.remote].count;
        }
        (void)db_.write<done>(from, [&](db::transaction& tx) -> result<done> {
            std::string event = "login_refused";
            if (holder) {
                if (count_failure(tx, holder->id, now)) event = "login_locked";
            }
            auto const typed = to_utf8(std::u32string_view(to_code_points(asked.login)).substr(0, 64));
            tx.record({.what = event,
                       .entity = "account",
                       .entity_id = holder ? holder->id.value : 0,
                       .label = typed,
                       .outcome = "refused"});
            return done{};
        });
        // One sentence for unknown, wrong, locked and disabled: nothing is to be learned from it.
        return fail(fault::unauthenticated, "accounts.login_refused");
    };

    auto const login = ascii_lower(trim(asked.login));
    auto const holder = db_.query([&](db::connection& c) { return account_store::by_login(c, login); });
    auto const verdict = holder ? hasher_.verify(holder->password_hash, asked.password)
                                : hasher_.verify_unknown(asked.password);
    if (!verdict) return fail(verdict.error());
    if (!holder || !verdict->matches || holder->state != "active" ||
        (holder->locked_until && *holder->locked_until > now))
        return refuse(holder);
    std::optional<std::int64_t> step;
    if (!holder->totp_secret_sealed.empty()) {
        auto const secret = vault_.open("account.totp", holder->totp_secret_sealed, holder->id.value);
        step = crypto::totp_verify(secret, asked.totp.value_or(""), now, holder->totp_last_step);
        if (!step) return refuse(holder);
    }
    opened_session out;
    out.token = crypto::random_token();
    auto row = std::make_shared<cached>();
    bool refused_meanwhile = false;
    auto written = db_.write<done>(from, [&](db::transaction& tx) -> result<done> {
        // Locked, disabled or unbound meanwhile, or the code was used by somebody who was faster.
        auto const h = account_store::by_id(tx.sql, holder->id);
        refused_meanwhile = h->state != "active" || (h->locked_until && *h->locked_until > now) ||
                            h->password_hash != holder->password_hash ||
                            h->totp_secret_sealed != holder->totp_secret_sealed ||
                            (step && !account_store::use_totp_step(tx, holder->id, *step));
        if (refused_meanwhile) return fail(fault::unauthenticated, "accounts.login_refused");
        account_store::end_sessions_before(tx, now - rules_.longest, now - rules_.idle);
        account_store::clear_failures(tx, holder->id);
        row->row = {tx.mint(),
                    digest_of(out.token),
                    crypto::random_token(),
                    holder->id,
                    {},
                    from.remote,
                    std::string(browser.substr(0, 200)),
                    now,
                    now};
        account_store::insert_session(tx, row->row);
        tx.record({.what = "login",
                   .entity = "account",
                   .entity_id = holder->id.value,
                   .label = holder->display_name});
        return done{};
    });
    if (refused_meanwhile) return refuse(holder);
    if (!written) return fail(written.error());
    auto const s = load(out.token);
    if (!s) return fail(fault::busy, "error.busy");
    out.view = view_of(*s);
    return out;
}

result<done> accounts::log_out(actor const& who, std::string_view token) {
    auto const s = load(token);
    if (!s) return done{};
    return db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        account_store::end_session(tx, s->row.id);
        tx.record(
            {.what = "logout", .entity = "account", .entity_id = who.account_id, .label = who.display_name});
        tx.after_commit([this] { forget(); });
        return done{};
    });
}

result<session_view> accounts::choose_identity(actor const& who, std::string_view token, grant_id grant) {
    auto const s = load(token);
    if (!s) return fail(fault::unauthenticated, "error.unauthenticated");
    auto const at = std::find_if(s->grants.begin(), s->grants.end(),
                                 [&](auto const& g) { return g.id == grant && is_in_force(g); });
    if (at == s->grants.end()) return fail(fault::not_found, "error.not_found");
    auto ok = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        account_store::choose_grant(tx, s->row.id, grant);
        tx.record({.what = "identity_chosen",
                   .entity = "account_grant",
                   .entity_id = grant.value,
                   .label = at->role_name});
        tx.after_commit([this] { forget(); });
        return done{};
    });
    if (!ok) return fail(ok.error());
    return view(token);
}

std::vector<online_session> accounts::online() const {
    return db_.query([&](db::connection& c) {
        std::vector<online_session> out;
        auto const now = clock_.now();
        for (auto const& s : account_store::sessions(c)) {
            if (now - s.seen_at > rules_.idle || now - s.created_at > rules_.longest) continue;
            auto const holder = account_store::by_id(c, s.account);
            out.push_back({session_id{s.id}, holder ? holder->display_name : "", holder ? holder->login : "",
                           s.remote, s.browser, s.created_at, s.seen_at});
        }
        return out;
    });
}

result<done> accounts::end_session(actor const& who, session_id id) {
    return db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        if (!account_store::end_session(tx, id.value)) return fail(fault::not_found, "error.not_found");
        tx.record({.what = "session_ended", .entity = "session", .entity_id = id.value});
        tx.after_commit([this] { forget(); });
        return done{};
    });
}

}  // namespace guiyan::accounts
