#pragma once
// Front door of logins, sessions, grants and the first set-up. Rights are rows of terms/role.csv; what an
// account may do is the role of the grant it acts under, and how far it reaches is the place of that grant.

#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "api/router.hpp"
#include "base/clock.hpp"
#include "crypto/hash.hpp"
#include "crypto/password.hpp"
#include "crypto/password_policy.hpp"
#include "db/database.hpp"
#include "modules/accounts/account.hpp"
#include "modules/accounts/account_store.hpp"
#include "modules/codes/codes.hpp"
#include "store/vault.hpp"

namespace guiyan::accounts {

/// Limits of logins (G-25, defaults). Money and age limits live in packs; these are the program's own door.
struct login_rules {
    std::int64_t failures = 5;
    std::chrono::minutes window{15};
    std::chrono::minutes locked_for{15};
    std::int64_t failures_per_source = 30;
    std::chrono::minutes idle{60};
    std::chrono::hours longest{12};
};

struct login_request {
    std::string login;
    std::string password;
    std::optional<std::string> totp;
};

/// What the security officer asks of all accounts.
struct account_rules {
    /// Officers, and whoever exports or approves exports, do nothing before they bound a second factor.
    bool two_factor_asked = false;
};

/// A secret for an authenticator, shown once: for typing, and as what a QR code holds.
struct two_factor_offer {
    std::string secret, uri;
};

struct officer_draft {
    std::string role;
    std::string login;
    std::string display_name;
    std::string password;
};
struct setup_request {
    std::string code;
    std::string system_name;
    std::vector<officer_draft> officers;
};

struct identity_choice {
    grant_id grant;
    std::string role, role_name, region_code, region_name;
};

/// Everything a page needs to know of who is looking.
struct session_view {
    std::int64_t session_id = 0;
    account holder;
    std::vector<identity_choice> identities;
    grant_id current;
    std::vector<std::string> permissions;
    std::string csrf_token;
    bool must_change_password = false;
    bool two_factor = false;            ///< a second factor is bound
    bool must_bind_two_factor = false;  ///< and one has to be
    std::string system_name;
    std::string language, type_size;
    bool shortcuts = true;
};

struct opened_session {
    std::string token;  ///< for the cookie
    session_view view;
};

struct online_session {
    session_id id;
    std::string account_name, login, remote, browser;
    instant created_at{}, seen_at{};
};

/// As much of a person of the bank as tells that an account is his.
struct holder_in_bank {
    std::string name;
    std::string region_code;  ///< place he is kept at
};

class accounts {
public:
    /// Who answers for the people, who stand above this room. Said once, by the house; until then nobody is
    /// in the bank.
    void ask_people(std::function<std::optional<holder_in_bank>(db::connection&, person_id)> f) {
        holder_in_bank_ = std::move(f);
    }

    accounts(db::database&, store::vault const&, codes::code_tables const&, clock const&,
             crypto::password_hasher&, login_rules = {});

    // First set-up
    bool setup_needed() const;
    /// A fresh one-time code; printed by `serve`, valid until used or ten wrong tries.
    std::string new_setup_code();
    result<done> set_up(actor const& from, setup_request const&);

    // Sessions
    result<opened_session> log_in(actor const& from, login_request const&, std::string_view browser);
    result<done> log_out(actor const&, std::string_view token);
    /// Who a cookie stands for; cheap, answered from memory.
    result<api::identity> identify(std::string_view token, std::string_view remote,
                                   std::string_view language);
    /// True where identify() would answer from memory just now and the session may do this.
    bool is_at_hand(std::string_view token, std::string_view permission) const;
    result<session_view> view(std::string_view token);
    result<session_view> choose_identity(actor const&, std::string_view token, grant_id);
    std::vector<online_session> online() const;
    result<done> end_session(actor const&, session_id);

    // Accounts
    std::vector<account> list() const;
    result<account> find(account_id) const;
    /// With a first password, which has to be changed at the first login; given back once.
    result<std::pair<account, std::string>> open_account(actor const&, account draft,
                                                         std::string account_class,
                                                         std::optional<std::string> password = {});
    result<account> amend(actor const&, account_id, std::int64_t version, account changed);
    result<account> set_state(actor const&, account_id, std::int64_t version, std::string const& state,
                              std::string const& reason);
    result<std::string> reset_password(actor const&, account_id);
    /// Takes a second factor off somebody who lost his; ends his sessions. Not of oneself.
    result<account> remove_two_factor(actor const&, account_id, std::int64_t version,
                                      std::string const& reason);
    account_rules rules() const;
    result<account_rules> set_rules(actor const&, account_rules const&);

    // One's own account (own_account.cpp). Wrong passwords count as at the log-in; fault::too_many while
    // locked.
    /// Ends the other sessions.
    result<done> change_password(actor const&, std::string_view token, std::string const& current,
                                 std::string const& fresh);
    /// A secret that waits ten minutes for bind_two_factor; a new offer replaces the one before.
    result<two_factor_offer> offer_two_factor(actor const&, std::string const& password);
    /// Ends the other sessions; the code is used up.
    result<done> bind_two_factor(actor const&, std::string_view token, std::string const& code);
    result<done> unbind_two_factor(actor const&, std::string const& password);
    result<done> set_preferences(actor const&, std::string const& language, std::string const& type_size,
                                 bool shortcuts);

    // Grants
    std::vector<role> roles() const;
    std::vector<account_grant> grants(account_id, std::string const& state) const;
    result<account_grant> propose(actor const&, account_grant);
    result<account_grant> confirm(actor const&, grant_id, std::int64_t version);
    result<account_grant> reject(actor const&, grant_id, std::int64_t version, std::string const& reason);
    result<account_grant> revoke(actor const&, grant_id, std::int64_t version, std::string const& reason);
    /// The actor that a grant makes: for its preview, and for the demonstration's own use.
    actor actor_of(account_grant const&) const;

    /// Codes of the places that somebody was ever given to keep.
    std::vector<std::string> kept_places() const;

    /// For demonstration data: an account with its grant already in force.
    result<account_id> demo_account(actor const&, account const&, std::string const& password,
                                    std::string const& role, std::string const& region_code);

    std::string system_name() const;
    result<done> name_system(actor const&, std::string const& name);

    crypto::password_policy policy() const;

private:
    struct cached {
        account_store::session_row row;
        account_store::credentials holder;
        std::vector<account_grant> grants;
        unsigned password_days = 0;  ///< of the policy when it was loaded; 0: never
        bool two_factor_asked = false;
        instant loaded{};
    };
    std::shared_ptr<cached const> load(std::string_view token);
    std::shared_ptr<cached const> remembered(crypto::digest const& token, instant now) const;
    void forget();
    role const* role_of(std::string_view code) const;
    actor make_actor(account_store::credentials const&, account_grant const*) const;
    account_grant const* current_grant(cached const&) const;
    bool is_in_force(account_grant const&) const;
    session_view view_of(cached const&) const;
    bool must_change_password(cached const&) const;
    bool must_bind_two_factor(cached const&) const;
    /// One wrong try more; true when it locked the account.
    bool count_failure(db::transaction&, account_id, instant now);
    /// The actor's account once the password was given; wrong tries are counted, `path` names the field.
    result<account_store::credentials> own(actor const&, std::string const& password, std::string_view path);
    result<done> check_password(std::string const& password, account const&, std::string_view path) const;
    std::string person_key(account const&) const;
    /// The person named is in the bank, is called like the account, and is kept in a county that the account
    /// has rights in or asks for them (`asked`). One answer for all that is wrong: the officer sees nobody.
    result<done> check_person_change(db::connection&, account const&) const;
    result<done> check_holder(db::connection&, account const&, std::string_view asked = {}) const;

    db::database& db_;
    store::vault const& vault_;
    codes::code_tables const& codes_;
    clock const& clock_;
    crypto::password_hasher& hasher_;
    login_rules const rules_;
    std::vector<role> roles_;
    std::function<std::optional<holder_in_bank>(db::connection&, person_id)> holder_in_bank_;

    mutable std::shared_mutex cache_guard_;
    struct first_bytes {
        std::size_t operator()(crypto::digest const& d) const {
            std::size_t out;
            std::memcpy(&out, d.data(), sizeof out);
            return out;
        }
    };
    std::unordered_map<crypto::digest, std::shared_ptr<cached const>, first_bytes> cache_;
    std::uint64_t forgotten_ = 0;  ///< times: what was read before the last one must not be remembered

    std::mutex door_guard_;
    std::string setup_code_;
    int setup_tries_ = 0;
    struct failures {
        std::int64_t count = 0;
        instant since{};
    };
    std::unordered_map<std::string, failures> by_source_;
};

}  // namespace guiyan::accounts
