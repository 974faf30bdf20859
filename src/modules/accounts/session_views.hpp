#pragma once
// What the interface of sessions, accounts and grants takes and gives.

#include "modules/accounts/accounts.hpp"

namespace guiyan::accounts {

struct setup_state {
    bool needed = false;
    std::string system_name;
};
struct identity_view {
    guiyan::accounts::grant_id grant_id;
    std::string role, role_name, region_code, region_name;
};
struct session_account {
    guiyan::accounts::account_id id;
    std::string login, display_name, unit_name;
    guiyan::accounts::person_id person_id;  ///< the holder in the bank
};
struct preferences {
    std::string language, type_size;
    bool shortcuts = true;
};
struct session_state {
    session_account account;
    std::vector<identity_view> identities;
    guiyan::accounts::grant_id current_grant_id;
    std::vector<std::string> permissions;
    std::string csrf_token;
    bool must_change_password = false;
    bool two_factor = false;
    bool must_bind_two_factor = false;
    std::string system_name;
    guiyan::accounts::preferences preferences;
};
session_state session_view_of(session_view const&);

struct identity_request {
    guiyan::accounts::grant_id grant_id;
};
struct password_request {
    std::string current_password, new_password;
};
struct own_password_request {
    std::string password;
};
struct code_request {
    std::string code;
};
struct reason_request {
    std::string reason;
};
struct online_list {
    std::vector<online_session> items;
};
struct account_list {
    std::vector<account> items;
};
struct opened_account {
    guiyan::accounts::account account;
    std::string password;  ///< shown once
};
struct fresh_password {
    std::string password;
};
struct role_list {
    std::vector<role> items;
};
struct grant_query {
    guiyan::accounts::account_id account_id;
    std::optional<std::string> state;
};
struct grant_list {
    std::vector<account_grant> items;
};
struct grant_preview {
    std::string role;
    std::vector<std::string> permissions;
    std::int64_t people_count = 0;
    std::int64_t regions_count = 0;
};

record::type const& record_of(setup_state const*);
record::type const& record_of(officer_draft const*);
record::type const& record_of(setup_request const*);
record::type const& record_of(login_request const*);
record::type const& record_of(identity_view const*);
record::type const& record_of(session_account const*);
record::type const& record_of(preferences const*);
record::type const& record_of(session_state const*);
record::type const& record_of(identity_request const*);
record::type const& record_of(password_request const*);
record::type const& record_of(own_password_request const*);
record::type const& record_of(code_request const*);
record::type const& record_of(two_factor_offer const*);
record::type const& record_of(account_rules const*);
record::type const& record_of(reason_request const*);
record::type const& record_of(online_session const*);
record::type const& record_of(online_list const*);
record::type const& record_of(account_list const*);
record::type const& record_of(opened_account const*);
record::type const& record_of(fresh_password const*);
record::type const& record_of(role_list const*);
record::type const& record_of(grant_query const*);
record::type const& record_of(grant_list const*);
record::type const& record_of(grant_preview const*);

}  // namespace guiyan::accounts
