#pragma once
// SQL of accounts, grants and sessions, one function per statement.

#include <optional>
#include <vector>

#include "db/database.hpp"
#include "modules/accounts/account.hpp"

namespace guiyan::accounts::account_store {

/// What a login needs of an account and nobody else sees.
struct credentials {
    account_id id;
    guiyan::accounts::person_id person_id;
    std::string login, display_name, unit_name, person_key, account_class, password_hash, state;
    std::optional<instant> locked_until, failed_since;
    instant password_changed_at{};
    std::int64_t failed = 0, totp_last_step = 0;
    std::string totp_secret_sealed, totp_pending_sealed;
    std::optional<instant> totp_pending_at;
    bool must_change_password = false;
    std::string language, type_size;
    bool shortcuts = true;
    std::int64_t row_version = 0;
};

std::int64_t count(db::connection&);
std::optional<credentials> by_login(db::connection&, std::string_view login);
std::optional<credentials> by_id(db::connection&, account_id);
std::vector<account> list(db::connection&);
std::optional<account> find(db::connection&, account_id);
/// Whether this natural person has an officer's account already.
bool holds_an_office(db::connection&, std::string_view person_key);
void insert(db::transaction&, account const&, std::string_view person_key, std::string_view password_hash);
/// False: stale.
bool amend(db::transaction&, account const&, std::int64_t expected_version);
bool set_state(db::transaction&, account_id, std::string_view state, std::int64_t expected_version);
void note_failure(db::transaction&, account_id, std::int64_t failed, instant since,
                  std::optional<instant> locked_until);
void clear_failures(db::transaction&, account_id);
void set_password(db::transaction&, account_id, std::string_view hash, bool must_change);
std::vector<std::string> former_passwords(db::connection&, account_id, std::size_t last);
/// A secret that waits for its first code.
void offer_totp(db::transaction&, account_id, std::string const& secret_sealed);
/// The waiting secret becomes the account's; `step` is used up with it.
void bind_totp(db::transaction&, account_id, std::int64_t step);
/// False: nothing was bound.
bool unbind_totp(db::transaction&, account_id);
/// False: the step, or a later one, was used already (RFC 6238 section 5.2).
bool use_totp_step(db::transaction&, account_id, std::int64_t step);
void set_preferences(db::transaction&, account_id, std::string_view language, std::string_view type_size,
                     bool shortcuts);

/// Filters that are 0 or "" do not restrict.
std::vector<account_grant> grants(db::connection&, account_id, std::string_view state, grant_id only = {});
/// A known place, or one of a county of which no place is known yet.
bool may_be_a_place(db::connection&, std::string_view region_code);
/// Places of the business grants that were confirmed once, also of those that were revoked since.
std::vector<std::string> kept_places(db::connection&);
void insert_grant(db::transaction&, account_grant const&, std::string_view account_class);
bool decide_grant(db::transaction&, grant_id, std::string_view from, std::string_view to,
                  std::string_view reason, std::int64_t expected_version);

struct session_row {
    std::int64_t id = 0;
    std::string token_hash, csrf_token;
    account_id account;
    grant_id grant;
    std::string remote, browser;
    instant created_at{}, seen_at{};
};
std::optional<session_row> session(db::connection&, std::string_view token_hash);
std::vector<session_row> sessions(db::connection&);
void insert_session(db::transaction&, session_row const&);
void choose_grant(db::transaction&, std::int64_t session_id, grant_id);
void touch_session(db::transaction&, std::int64_t session_id, instant);
/// False: there is none.
bool end_session(db::transaction&, std::int64_t session_id);
void end_sessions_of(db::transaction&, account_id, std::int64_t except);
void end_sessions_before(db::transaction&, instant created, instant seen);

std::string setting(db::connection&, std::string_view name);
void set_setting(db::transaction&, std::string_view name, std::string_view text);

}  // namespace guiyan::accounts::account_store
