#include "modules/accounts/session_views.hpp"

#include "record/plain.hpp"

namespace guiyan::accounts {

using record::privacy;

BOOST_DESCRIBE_STRUCT(setup_state, (), (needed, system_name))
BOOST_DESCRIBE_STRUCT(officer_draft, (), (role, login, display_name, password))
BOOST_DESCRIBE_STRUCT(setup_request, (), (code, system_name, officers))
BOOST_DESCRIBE_STRUCT(login_request, (), (login, password, totp))
BOOST_DESCRIBE_STRUCT(identity_view, (), (grant_id, role, role_name, region_code, region_name))
BOOST_DESCRIBE_STRUCT(session_account, (), (id, login, display_name, unit_name, person_id))
BOOST_DESCRIBE_STRUCT(preferences, (), (language, type_size, shortcuts))
BOOST_DESCRIBE_STRUCT(session_state, (),
                      (account, identities, current_grant_id, permissions, csrf_token, must_change_password,
                       two_factor, must_bind_two_factor, system_name, preferences))
BOOST_DESCRIBE_STRUCT(identity_request, (), (grant_id))
BOOST_DESCRIBE_STRUCT(password_request, (), (current_password, new_password))
BOOST_DESCRIBE_STRUCT(own_password_request, (), (password))
BOOST_DESCRIBE_STRUCT(code_request, (), (code))
BOOST_DESCRIBE_STRUCT(two_factor_offer, (), (secret, uri))
BOOST_DESCRIBE_STRUCT(account_rules, (), (two_factor_asked))
BOOST_DESCRIBE_STRUCT(reason_request, (), (reason))
BOOST_DESCRIBE_STRUCT(online_session, (), (id, account_name, login, remote, browser, created_at, seen_at))
BOOST_DESCRIBE_STRUCT(online_list, (), (items))
BOOST_DESCRIBE_STRUCT(account_list, (), (items))
BOOST_DESCRIBE_STRUCT(opened_account, (), (account, password))
BOOST_DESCRIBE_STRUCT(fresh_password, (), (password))
BOOST_DESCRIBE_STRUCT(role_list, (), (items))
BOOST_DESCRIBE_STRUCT(grant_query, (), (account_id, state))
BOOST_DESCRIBE_STRUCT(grant_list, (), (items))
BOOST_DESCRIBE_STRUCT(grant_preview, (), (role, permissions, people_count, regions_count))

record::type const& record_of(setup_state const*) {
    static auto const t = record::describe_plain<setup_state>("setup_state");
    return t;
}

record::type const& record_of(officer_draft const*) {
    static auto const t = record::describe<officer_draft>(
        "officer_draft",
        {{.name = "role", .personal = privacy::none, .required = true, .table = "role"},
         {.name = "login",
          .personal = privacy::identity,
          .required = true,
          .max_length = 64,
          .form = "login"},
         {.name = "display_name", .personal = privacy::identity, .required = true, .max_length = 40},
         {.name = "password", .personal = privacy::number, .required = true, .max_length = 200}});
    return t;
}

record::type const& record_of(setup_request const*) {
    static auto const t = record::describe<setup_request>(
        "setup_request",
        {{.name = "code", .personal = privacy::none, .required = true, .max_length = 40},
         {.name = "system_name", .personal = privacy::none, .required = true, .max_length = 60},
         {.name = "officers", .personal = privacy::identity, .required = true}});
    return t;
}

record::type const& record_of(login_request const*) {
    static auto const t = record::describe<login_request>(
        "login_request",
        {{.name = "login", .personal = privacy::identity, .required = true, .max_length = 200},
         {.name = "password", .personal = privacy::number, .required = true, .max_length = 1000},
         {.name = "totp", .personal = privacy::none, .max_length = 10}});
    return t;
}

record::type const& record_of(identity_view const*) {
    static auto const t = record::describe_plain<identity_view>("identity_view");
    return t;
}

record::type const& record_of(session_account const*) {
    static auto const t = record::describe<session_account>(
        "session_account", {{.name = "id", .personal = privacy::none},
                            {.name = "login", .personal = privacy::identity},
                            {.name = "display_name", .personal = privacy::identity},
                            {.name = "unit_name", .personal = privacy::career},
                            {.name = "person_id", .personal = privacy::identity}});
    return t;
}

record::type const& record_of(preferences const*) {
    static auto const t = record::describe_plain<preferences>(
        "preferences", {{.name = "language", .required = true, .max_length = 5, .table = "language"},
                        {.name = "type_size", .required = true, .max_length = 10, .table = "type_size"}});
    return t;
}

record::type const& record_of(session_state const*) {
    static auto const t = record::describe_plain<session_state>("session_state");
    return t;
}

record::type const& record_of(identity_request const*) {
    static auto const t = record::describe_plain<identity_request>("identity_request",
                                                                   {{.name = "grant_id", .required = true}});
    return t;
}

record::type const& record_of(password_request const*) {
    static auto const t = record::describe<password_request>(
        "password_request",
        {{.name = "current_password", .personal = privacy::number, .required = true, .max_length = 1000},
         {.name = "new_password", .personal = privacy::number, .required = true, .max_length = 1000}});
    return t;
}

record::type const& record_of(own_password_request const*) {
    static auto const t = record::describe<own_password_request>(
        "own_password_request",
        {{.name = "password", .personal = privacy::number, .required = true, .max_length = 1000}});
    return t;
}

record::type const& record_of(code_request const*) {
    static auto const t = record::describe_plain<code_request>(
        "code_request", {{.name = "code", .required = true, .max_length = 10}});
    return t;
}

record::type const& record_of(two_factor_offer const*) {
    static auto const t = record::describe<two_factor_offer>(
        "two_factor_offer",
        {{.name = "secret", .personal = privacy::number}, {.name = "uri", .personal = privacy::number}});
    return t;
}

record::type const& record_of(account_rules const*) {
    static auto const t = record::describe_plain<account_rules>(
        "account_rules", {{.name = "two_factor_asked", .required = true}});
    return t;
}

record::type const& record_of(reason_request const*) {
    static auto const t = record::describe_plain<reason_request>(
        "reason_request", {{.name = "reason", .required = true, .max_length = 200}});
    return t;
}

record::type const& record_of(online_session const*) {
    static auto const t = record::describe<online_session>(
        "online_session", {{.name = "id", .personal = privacy::none},
                           {.name = "account_name", .personal = privacy::identity},
                           {.name = "login", .personal = privacy::identity},
                           {.name = "remote", .personal = privacy::contact},
                           {.name = "browser", .personal = privacy::none},
                           {.name = "created_at", .personal = privacy::none},
                           {.name = "seen_at", .personal = privacy::none}});
    return t;
}

record::type const& record_of(online_list const*) {
    static auto const t = record::describe_plain<online_list>("online_list");
    return t;
}

record::type const& record_of(account_list const*) {
    static auto const t = record::describe_plain<account_list>("account_list");
    return t;
}

record::type const& record_of(opened_account const*) {
    static auto const t = record::describe_plain<opened_account>(
        "opened_account", {{.name = "password", .personal = privacy::number}});
    return t;
}

record::type const& record_of(fresh_password const*) {
    static auto const t = record::describe<fresh_password>(
        "fresh_password", {{.name = "password", .personal = privacy::number}});
    return t;
}

record::type const& record_of(role_list const*) {
    static auto const t = record::describe_plain<role_list>("role_list");
    return t;
}

record::type const& record_of(grant_query const*) {
    static auto const t = record::describe_plain<grant_query>("grant_query");
    return t;
}

record::type const& record_of(grant_list const*) {
    static auto const t = record::describe_plain<grant_list>("grant_list");
    return t;
}

record::type const& record_of(grant_preview const*) {
    static auto const t = record::describe_plain<grant_preview>("grant_preview");
    return t;
}

session_state session_view_of(session_view const& v) {
    session_state s;
    s.account = {v.holder.id, v.holder.login, v.holder.display_name, v.holder.unit_name, v.holder.person_id};
    for (auto const& i : v.identities)
        s.identities.push_back({i.grant, i.role, i.role_name, i.region_code, i.region_name});
    s.current_grant_id = v.current;
    s.permissions = v.permissions;
    s.csrf_token = v.csrf_token;
    s.must_change_password = v.must_change_password;
    s.two_factor = v.two_factor;
    s.must_bind_two_factor = v.must_bind_two_factor;
    s.system_name = v.system_name;
    s.preferences = {v.language, v.type_size, v.shortcuts};
    return s;
}

}  // namespace guiyan::accounts
