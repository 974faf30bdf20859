#include "modules/accounts/accounts_api.hpp"

#include "base/text.hpp"
#include "modules/accounts/session_views.hpp"

namespace guiyan::accounts {
namespace {

template <class T>
record::type const* type() {
    return &record_of(static_cast<T const*>(nullptr));
}

std::string cookie(std::string_view token, bool secure) {
    return std::string(cookie_name(secure)) + "=" + std::string(token) +
           "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "") +
           (token.empty() ? "; Max-Age=0" : "");
}

api::reply session_reply(session_view const& v) {
    auto const s = session_view_of(v);
    auto r = api::record_reply(s);
    r.headers.emplace_back("x-no-compress", "1");
    return r;
}

void add_sessions(std::vector<api::endpoint>& out, accounts& a) {
    using api::call;
    using api::reply;
    out.push_back({.path = "/api/setup",
                   .operation = "get_setup",
                   .output = type<setup_state>(),
                   .handle = [&a](call&) -> result<reply> {
                       return api::record_reply(setup_state{a.setup_needed(), a.system_name()});
                   }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/setup",
                   .operation = "set_up",
                   .input = type<setup_request>(),
                   .handle = [&a](call& c) -> result<reply> {
                       auto body = c.body<setup_request>();
                       if (!body) return fail(body.error());
                       if (auto ok = a.set_up(c.who, *body); !ok) return fail(ok.error());
                       return api::no_content();
                   }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/session",
                   .operation = "log_in",
                   .input = type<login_request>(),
                   .output = type<session_state>(),
                   .handle = [&a](call& c) -> result<reply> {
                       auto body = c.body<login_request>();
                       if (!body) return fail(body.error());
                       auto opened = a.log_in(c.who, *body, c.raw.header("user-agent"));
                       if (!opened) return fail(opened.error());
                       auto r = session_reply(opened->view);
                       r.headers.emplace_back("set-cookie", cookie(opened->token, c.raw.secure));
                       return r;
                   }});
    out.push_back({.path = "/api/session",
                   .operation = "get_session",
                   .permission = std::string(api::any_account),
                   .output = type<session_state>(),
                   .before_password = true,
                   .handle = [&a](call& c) -> result<reply> {
                       auto v = a.view(token_of(c.raw));
                       if (!v) return fail(v.error());
                       return session_reply(*v);
                   }});
    out.push_back({.verb = api::method::del,
                   .path = "/api/session",
                   .operation = "log_out",
                   .permission = std::string(api::any_account),
                   .before_password = true,
                   .handle = [&a](call& c) -> result<reply> {
                       if (auto ok = a.log_out(c.who, token_of(c.raw)); !ok) return fail(ok.error());
                       auto r = api::no_content();
                       r.headers.emplace_back("set-cookie", cookie("", c.raw.secure));
                       r.headers.emplace_back("clear-site-data", "\"storage\"");
                       return r;
                   }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/session/identity",
                   .operation = "choose_identity",
                   .permission = std::string(api::any_account),
                   .input = type<identity_request>(),
                   .output = type<session_state>(),
                   .safe_to_repeat = true,
                   .handle = [&a](call& c) -> result<reply> {
                       auto body = c.body<identity_request>();
                       if (!body) return fail(body.error());
                       auto v = a.choose_identity(c.who, token_of(c.raw), body->grant_id);
                       if (!v) return fail(v.error());
                       return session_reply(*v);
                   }});
    out.push_back(
        {.path = "/api/sessions",
         .operation = "list_sessions",
         .permission = "sessions.manage",
         .output = type<online_list>(),
         .handle = [&a](call&) -> result<reply> { return api::record_reply(online_list{a.online()}); }});
    out.push_back({.verb = api::method::del,
                   .path = "/api/sessions/{id}",
                   .operation = "end_session",
                   .permission = "sessions.manage",
                   .handle = [&a](call& c) -> result<reply> {
                       auto id = c.path_id("id");
                       if (!id) return fail(id.error());
                       if (auto ok = a.end_session(c.who, session_id{*id}); !ok) return fail(ok.error());
                       return api::no_content();
                   }});
}

void add_accounts(std::vector<api::endpoint>& out, accounts& a) {
    using api::call;
    using api::reply;
    out.push_back(
        {.path = "/api/accounts",
         .operation = "list_accounts",
         .permission = "accounts.read",
         .output = type<account_list>(),
         .handle = [&a](call&) -> result<reply> { return api::record_reply(account_list{a.list()}); }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/accounts",
                   .operation = "open_account",
                   .permission = "accounts.write",
                   .input = type<account>(),
                   .output = type<opened_account>(),
                   .handle = [&a](call& c) -> result<reply> {
                       auto body = c.body<account>();
                       if (!body) return fail(body.error());
                       auto made = a.open_account(c.who, *body, body->account_class);
                       if (!made) return fail(made.error());
                       return api::record_reply(opened_account{made->first, made->second}, 201);
                   }});
    out.push_back({.path = "/api/accounts/{id}",
                   .operation = "get_account",
                   .permission = "accounts.read",
                   .output = type<account>(),
                   .handle = [&a](call& c) -> result<reply> {
                       auto id = c.path_id("id");
                       if (!id) return fail(id.error());
                       auto found = a.find(account_id{*id});
                       if (!found) return fail(found.error());
                       return api::record_reply(*found);
                   }});
    out.push_back({.verb = api::method::patch,
                   .path = "/api/accounts/{id}",
                   .operation = "amend_account",
                   .permission = "accounts.write",
                   .input = type<account>(),
                   .output = type<account>(),
                   .amends = true,
                   .handle = [&a](call& c) -> result<reply> {
                       auto id = c.path_id("id");
                       if (!id) return fail(id.error());
                       auto have = a.find(account_id{*id});
                       if (!have) return fail(have.error());
                       auto const account_class = have->account_class;
                       if (auto ok = c.amend(*have); !ok) return fail(ok.error());
                       // Officer or business is for life: the grants of an account hang on it.
                       if (have->account_class != account_class)
                           return fail_field("/account_class", "error.read_only");
                       auto made = a.amend(c.who, account_id{*id}, *c.if_match(), *have);
                       if (!made) return fail(made.error());
                       return api::record_reply(*made);
                   }});
    struct act {
        char const* path;
        char const* operation;
        char const* state;
    };
    for (act const& each : {act{"lock", "lock_account", "locked"}, act{"unlock", "unlock_account", "active"},
                            act{"disablement", "disable_account", "disabled"}})
        out.push_back({.verb = api::method::post,
                       .path = std::string("/api/accounts/{id}/") + each.path,
                       .operation = each.operation,
                       .permission = "accounts.write",
                       .input = type<reason_request>(),
                       .output = type<account>(),
                       .versioned = true,
                       .handle = [&a, state = std::string(each.state)](call& c) -> result<reply> {
                           auto id = c.path_id("id");
                           if (!id) return fail(id.error());
                           auto body = c.body<reason_request>();
                           if (!body) return fail(body.error());
                           auto made =
                               a.set_state(c.who, account_id{*id}, *c.if_match(), state, body->reason);
                           if (!made) return fail(made.error());
                           return api::record_reply(*made);
                       }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/accounts/{id}/password_reset",
                   .operation = "reset_password",
                   .permission = "accounts.write",
                   .output = type<fresh_password>(),
                   .handle = [&a](call& c) -> result<reply> {
                       auto id = c.path_id("id");
                       if (!id) return fail(id.error());
                       auto made = a.reset_password(c.who, account_id{*id});
                       if (!made) return fail(made.error());
                       return api::record_reply(fresh_password{*made});
                   }});
}

void add_rules(std::vector<api::endpoint>& out, accounts& a) {
    using api::call;
    using api::reply;
    out.push_back({.verb = api::method::post,
                   .path = "/api/accounts/{id}/two_factor_removal",
                   .operation = "remove_two_factor",
                   .permission = "accounts.write",
                   .input = type<reason_request>(),
                   .output = type<account>(),
                   .versioned = true,
                   .handle = [&a](call& c) -> result<reply> {
                       auto id = c.path_id("id");
                       if (!id) return fail(id.error());
                       auto body = c.body<reason_request>();
                       if (!body) return fail(body.error());
                       auto made = a.remove_two_factor(c.who, account_id{*id}, *c.if_match(), body->reason);
                       if (!made) return fail(made.error());
                       return api::record_reply(*made);
                   }});
    out.push_back({.path = "/api/account_rules",
                   .operation = "get_account_rules",
                   .permission = "accounts.read",
                   .output = type<account_rules>(),
                   .handle = [&a](call&) -> result<reply> { return api::record_reply(a.rules()); }});
    out.push_back({.verb = api::method::put,
                   .path = "/api/account_rules",
                   .operation = "set_account_rules",
                   .permission = "accounts.write",
                   .input = type<account_rules>(),
                   .output = type<account_rules>(),
                   .handle = [&a](call& c) -> result<reply> {
                       auto body = c.body<account_rules>();
                       if (!body) return fail(body.error());
                       auto set = a.set_rules(c.who, *body);
                       if (!set) return fail(set.error());
                       return api::record_reply(*set);
                   }});
}

void add_grants(std::vector<api::endpoint>& out, accounts& a, reach_counter const& reach) {
    using api::call;
    using api::reply;
    out.push_back(
        {.path = "/api/roles",
         .operation = "list_roles",
         .permission = "accounts.read",
         .output = type<role_list>(),
         .handle = [&a](call&) -> result<reply> { return api::record_reply(role_list{a.roles()}); }});
    out.push_back({.path = "/api/grants",
                   .operation = "list_grants",
                   .permission = "accounts.read",
                   .query = type<grant_query>(),
                   .output = type<grant_list>(),
                   .handle = [&a](call& c) -> result<reply> {
                       auto q = c.parameters<grant_query>();
                       if (!q) return fail(q.error());
                       return api::record_reply(grant_list{a.grants(q->account_id, q->state.value_or(""))});
                   }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/grants",
                   .operation = "propose_grant",
                   .permission = "grants.propose",
                   .input = type<account_grant>(),
                   .output = type<account_grant>(),
                   .handle = [&a](call& c) -> result<reply> {
                       auto body = c.body<account_grant>();
                       if (!body) return fail(body.error());
                       auto made = a.propose(c.who, *body);
                       if (!made) return fail(made.error());
                       return api::record_reply(*made, 201);
                   }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/grants/{id}/confirmation",
                   .operation = "confirm_grant",
                   .permission = "grants.confirm",
                   .output = type<account_grant>(),
                   .versioned = true,
                   .handle = [&a](call& c) -> result<reply> {
                       auto id = c.path_id("id");
                       if (!id) return fail(id.error());
                       auto made = a.confirm(c.who, grant_id{*id}, *c.if_match());
                       if (!made) return fail(made.error());
                       return api::record_reply(*made);
                   }});
    auto with_reason = [&](char const* path, char const* operation, char const* permission, auto act) {
        out.push_back({.verb = api::method::post,
                       .path = path,
                       .operation = operation,
                       .permission = permission,
                       .input = type<reason_request>(),
                       .output = type<account_grant>(),
                       .versioned = true,
                       .handle = [&a, act](call& c) -> result<reply> {
                           auto id = c.path_id("id");
                           if (!id) return fail(id.error());
                           auto body = c.body<reason_request>();
                           if (!body) return fail(body.error());
                           auto made = (a.*act)(c.who, grant_id{*id}, *c.if_match(), body->reason);
                           if (!made) return fail(made.error());
                           return api::record_reply(*made);
                       }});
    };
    with_reason("/api/grants/{id}/rejection", "reject_grant", "grants.confirm", &accounts::reject);
    with_reason("/api/grants/{id}/revocation", "revoke_grant", "grants.propose", &accounts::revoke);
    out.push_back(
        {.path = "/api/grants/{id}/preview",
         .operation = "preview_grant",
         .permission = "accounts.read",
         .output = type<grant_preview>(),
         .handle = [&a, reach](call& c) -> result<reply> {
             auto id = c.path_id("id");
             if (!id) return fail(id.error());
             for (auto const& g : a.grants({}, ""))
                 if (g.id.value == *id) {
                     auto const who = a.actor_of(g);
                     auto const [people, places] = reach(who);
                     return api::record_reply(grant_preview{who.role, who.permissions, people, places});
                 }
             return fail(fault::not_found, "error.not_found");
         }});
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
