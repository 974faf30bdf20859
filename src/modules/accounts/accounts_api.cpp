#include "modules/accounts/accounts_api.hpp"

#include "api/reading.hpp"
#include "base/text.hpp"
#include "modules/accounts/session_views.hpp"

namespace guiyan::accounts {
namespace {

using api::type_of;

std::string cookie(std::string_view token, bool secure) {
    return std::string(cookie_name(secure)) + "=" + std::string(token) +
           "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "") +
           (token.empty() ? "; Max-Age=0" : "");
}

api::reply session_reply(session_view const& v) {
    return api::secret_reply(session_view_of(v));
}

void add_sessions(std::vector<api::endpoint>& out, accounts& a) {
    out.push_back({.path = "/api/setup",
                   .operation = "get_setup",
                   .output = type_of<setup_state>(),
                   .handle = api::reading<>([&a](api::call&) {
                       return setup_state{a.setup_needed(), a.system_name()};
                   })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/setup",
                   .operation = "set_up",
                   .input = type_of<setup_request>(),
                   .handle = api::reading<api::in_body<setup_request>>(
                       [&a](api::call& c, setup_request const& asked) { return a.set_up(c.who, asked); })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/session",
                   .operation = "log_in",
                   .input = type_of<login_request>(),
                   .output = type_of<session_state>(),
                   .handle = api::reading<api::in_body<login_request>>(
                       [&a](api::call& c, login_request const& asked) -> result<api::reply> {
                           auto opened = a.log_in(c.who, asked, c.raw.header("user-agent"));
                           if (!opened) return fail(opened.error());
                           auto r = session_reply(opened->view);
                           r.headers.emplace_back("set-cookie", cookie(opened->token, c.raw.secure));
                           return r;
                       })});
    out.push_back({.path = "/api/session",
                   .operation = "get_session",
                   .permission = std::string(api::any_account),
                   .output = type_of<session_state>(),
                   .before_password = true,
                   .handle = api::reading<>([&a](api::call& c) -> result<api::reply> {
                       auto v = a.view(token_of(c.raw));
                       if (!v) return fail(v.error());
                       return session_reply(*v);
                   })});
    out.push_back({.verb = api::method::del,
                   .path = "/api/session",
                   .operation = "log_out",
                   .permission = std::string(api::any_account),
                   .before_password = true,
                   .handle = api::reading<>([&a](api::call& c) -> result<api::reply> {
                       if (auto ok = a.log_out(c.who, token_of(c.raw)); !ok) return fail(ok.error());
                       auto r = api::no_content();
                       r.headers.emplace_back("set-cookie", cookie("", c.raw.secure));
                       r.headers.emplace_back("clear-site-data", "\"storage\"");
                       return r;
                   })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/session/identity",
                   .operation = "choose_identity",
                   .permission = std::string(api::any_account),
                   .input = type_of<identity_request>(),
                   .output = type_of<session_state>(),
                   .safe_to_repeat = true,
                   .handle = api::reading<api::in_body<identity_request>>(
                       [&a](api::call& c, identity_request const& asked) -> result<api::reply> {
                           auto v = a.choose_identity(c.who, token_of(c.raw), asked.grant_id);
                           if (!v) return fail(v.error());
                           return session_reply(*v);
                       })});
    out.push_back({.path = "/api/sessions",
                   .operation = "list_sessions",
                   .permission = "sessions.manage",
                   .output = type_of<online_list>(),
                   .handle = api::reading<>([&a](api::call&) { return online_list{a.online()}; })});
    out.push_back({.verb = api::method::del,
                   .path = "/api/sessions/{id}",
                   .operation = "end_session",
                   .permission = "sessions.manage",
                   .handle = api::reading<api::in_path<session_id>>(
                       [&a](api::call& c, session_id id) { return a.end_session(c.who, id); })});
}

/// POST <path> with If-Match and a reason: (a.*does)(actor, id, version, reason).
template <class Id, class T>
api::endpoint with_reason(accounts& a, std::string path, char const* operation, char const* permission,
                          result<T> (accounts::*does)(actor const&, Id, std::int64_t, std::string const&)) {
    return {.verb = api::method::post,
            .path = std::move(path),
            .operation = operation,
            .permission = permission,
            .input = type_of<reason_request>(),
            .output = type_of<T>(),
            .versioned = true,
            .handle = api::reading<api::in_path<Id>, api::in_version, api::in_body<reason_request>>(
                [&a, does](api::call& c, Id id, std::int64_t version, reason_request const& said) {
                    return (a.*does)(c.who, id, version, said.reason);
                })};
}

void add_accounts(std::vector<api::endpoint>& out, accounts& a) {
    out.push_back({.path = "/api/accounts",
                   .operation = "list_accounts",
                   .permission = "accounts.read",
                   .output = type_of<account_list>(),
                   .handle = api::reading<>([&a](api::call&) { return account_list{a.list()}; })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/accounts",
                   .operation = "open_account",
                   .permission = "accounts.write",
                   .input = type_of<account>(),
                   .output = type_of<opened_account>(),
                   .handle = api::reading<api::in_body<account>>(
                       [&a](api::call& c, account const& draft) -> result<opened_account> {
                           auto made = a.open_account(c.who, draft, draft.account_class);
                           if (!made) return fail(made.error());
                           return opened_account{made->first, made->second};
                       },
                       201)});
    out.push_back({.path = "/api/accounts/{id}",
                   .operation = "get_account",
                   .permission = "accounts.read",
                   .output = type_of<account>(),
                   .handle = api::reading<api::in_path<account_id>>(
                       [&a](api::call&, account_id id) { return a.find(id); })});
    out.push_back({.verb = api::method::patch,
                   .path = "/api/accounts/{id}",
                   .operation = "amend_account",
                   .permission = "accounts.write",
                   .input = type_of<account>(),
                   .output = type_of<account>(),
                   .amends = true,
                   .handle = api::reading<api::in_path<account_id>, api::in_version>(
                       [&a](api::call& c, account_id id, std::int64_t version) -> result<account> {
                           auto have = a.find(id);
                           if (!have) return fail(have.error());
                           auto const account_class = have->account_class;
                           if (auto ok = c.amend(*have); !ok) return fail(ok.error());
                           // Officer or business is for life: the grants of an account hang on it.
                           if (have->account_class != account_class)
                               return fail_field("/account_class", "error.read_only");
                           return a.amend(c.who, id, version, *have);
                       })});
    struct act {
        char const* path;
        char const* operation;
        char const* state;
    };
    for (act const& each : {act{"lock", "lock_account", "locked"}, act{"unlock", "unlock_account", "active"},
                            act{"disablement", "disable_account", "disabled"}})
        out.push_back(
            {.verb = api::method::post,
             .path = std::string("/api/accounts/{id}/") + each.path,
             .operation = each.operation,
             .permission = "accounts.write",
             .input = type_of<reason_request>(),
             .output = type_of<account>(),
             .versioned = true,
             .handle = api::reading<api::in_path<account_id>, api::in_version, api::in_body<reason_request>>(
                 [&a, state = std::string(each.state)](api::call& c, account_id id, std::int64_t version,
                                                       reason_request const& said) {
                     return a.set_state(c.who, id, version, state, said.reason);
                 })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/accounts/{id}/password_reset",
                   .operation = "reset_password",
                   .permission = "accounts.write",
                   .output = type_of<fresh_password>(),
                   .handle = api::reading<api::in_path<account_id>>(
                       [&a](api::call& c, account_id id) -> result<fresh_password> {
                           auto made = a.reset_password(c.who, id);
                           if (!made) return fail(made.error());
                           return fresh_password{*made};
                       })});
}

void add_rules(std::vector<api::endpoint>& out, accounts& a) {
    out.push_back(with_reason(a, "/api/accounts/{id}/two_factor_removal", "remove_two_factor",
                              "accounts.write", &accounts::remove_two_factor));
    out.push_back({.path = "/api/account_rules",
                   .operation = "get_account_rules",
                   .permission = "accounts.read",
                   .output = type_of<account_rules>(),
                   .handle = api::reading<>([&a](api::call&) { return a.rules(); })});
    out.push_back(
        {.verb = api::method::put,
         .path = "/api/account_rules",
         .operation = "set_account_rules",
         .permission = "accounts.write",
         .input = type_of<account_rules>(),
         .output = type_of<account_rules>(),
         .handle = api::reading<api::in_body<account_rules>>(
             [&a](api::call& c, account_rules const& asked) { return a.set_rules(c.who, asked); })});
}

/// What the grant will open, for who confirms it.
result<grant_preview> preview(accounts& a, reach_counter const& reach, grant_id id) {
    for (auto const& g : a.grants({}, ""))
        if (g.id == id) {
            auto const who = a.actor_of(g);
            auto const [people, places] = reach(who);
            return grant_preview{who.role, who.permissions, people, places};
        }
    return fail(fault::not_found, "error.not_found");
}

void add_grants(std::vector<api::endpoint>& out, accounts& a, reach_counter const& reach) {
    out.push_back({.path = "/api/roles",
                   .operation = "list_roles",
                   .permission = "accounts.read",
                   .output = type_of<role_list>(),
                   .handle = api::reading<>([&a](api::call&) { return role_list{a.roles()}; })});
    out.push_back(
        {.path = "/api/grants",
         .operation = "list_grants",
         .permission = "accounts.read",
         .query = type_of<grant_query>(),
         .output = type_of<grant_list>(),
         .handle = api::reading<api::in_query<grant_query>>([&a](api::call&, grant_query const& asked) {
             return grant_list{a.grants(asked.account_id, asked.state.value_or(""))};
         })});
    out.push_back(
        {.verb = api::method::post,
         .path = "/api/grants",
         .operation = "propose_grant",
         .permission = "grants.propose",
         .input = type_of<account_grant>(),
         .output = type_of<account_grant>(),
         .handle = api::reading<api::in_body<account_grant>>(
             [&a](api::call& c, account_grant const& draft) { return a.propose(c.who, draft); }, 201)});
    out.push_back({.verb = api::method::post,
                   .path = "/api/grants/{id}/confirmation",
                   .operation = "confirm_grant",
                   .permission = "grants.confirm",
                   .output = type_of<account_grant>(),
                   .versioned = true,
                   .handle = api::reading<api::in_path<grant_id>, api::in_version>(
                       [&a](api::call& c, grant_id id, std::int64_t version) {
                           return a.confirm(c.who, id, version);
                       })});
    out.push_back(
        with_reason(a, "/api/grants/{id}/rejection", "reject_grant", "grants.confirm", &accounts::reject));
    out.push_back(
        with_reason(a, "/api/grants/{id}/revocation", "revoke_grant", "grants.propose", &accounts::revoke));
    out.push_back({.path = "/api/grants/{id}/preview",
                   .operation = "preview_grant",
                   .permission = "accounts.read",
                   .output = type_of<grant_preview>(),
                   .handle = api::reading<api::in_path<grant_id>>(
                       [&a, reach](api::call&, grant_id id) { return preview(a, reach, id); })});
}

}  // namespace

std::string_view cookie_name(bool secure) {
    return secure ? "__Host-guiyan" : "guiyan";
}

std::string token_of(api::request const& r) {
    for (auto const part : split(r.header("cookie"), ';')) {
        auto const pair = trim(part);
        auto const equal = pair.find('=');
        if (equal != pair.npos && pair.substr(0, equal) == cookie_name(r.secure))
            return std::string(pair.substr(equal + 1));
    }
    return {};
}

std::vector<api::endpoint> endpoints(accounts& a, reach_counter reach) {
    std::vector<api::endpoint> out;
    add_sessions(out, a);
    add_own_account(out, a);
    add_accounts(out, a);
    add_rules(out, a);
    add_grants(out, a, reach);
    return out;
}

}  // namespace guiyan::accounts
