#include "modules/accounts/accounts_api.hpp"
#include "modules/accounts/session_views.hpp"

namespace guiyan::accounts {
namespace {

template <class T>
record::type const* type() {
    return &record_of(static_cast<T const*>(nullptr));
}

}  // namespace

void add_own_account(std::vector<api::endpoint>& out, accounts& a) {
    using api::call;
    using api::reply;
    out.push_back({.verb = api::method::post,
                   .path = "/api/account/password",
                   .operation = "change_password",
                   .permission = std::string(api::any_account),
                   .input = type<password_request>(),
                   .before_password = true,
                   .safe_to_repeat = true,
                   .handle = [&a](call& c) -> result<reply> {
                       auto body = c.body<password_request>();
                       if (!body) return fail(body.error());
                       auto ok = a.change_password(c.who, token_of(c.raw), body->current_password,
                                                   body->new_password);
                       if (!ok) return fail(ok.error());
                       return api::no_content();
                   }});
    // The answer shows a secret, so no Idempotency-Key keeps it: a repeated offer replaces the first.
    out.push_back({.verb = api::method::post,
                   .path = "/api/account/two_factor",
                   .operation = "offer_two_factor",
                   .permission = std::string(api::any_account),
                   .input = type<own_password_request>(),
                   .output = type<two_factor_offer>(),
                   .before_password = true,
                   .safe_to_repeat = true,
                   .handle = [&a](call& c) -> result<reply> {
                       auto body = c.body<own_password_request>();
                       if (!body) return fail(body.error());
                       auto offer = a.offer_two_factor(c.who, body->password);
                       if (!offer) return fail(offer.error());
                       auto r = api::record_reply(*offer);
                       r.headers.emplace_back("x-no-compress", "1");
                       return r;
                   }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/account/two_factor/confirmation",
                   .operation = "bind_two_factor",
                   .permission = std::string(api::any_account),
                   .input = type<code_request>(),
                   .before_password = true,
                   .safe_to_repeat = true,
                   .handle = [&a](call& c) -> result<reply> {
                       auto body = c.body<code_request>();
                       if (!body) return fail(body.error());
                       auto ok = a.bind_two_factor(c.who, token_of(c.raw), body->code);
                       if (!ok) return fail(ok.error());
                       return api::no_content();
                   }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/account/two_factor/removal",
                   .operation = "unbind_two_factor",
                   .permission = std::string(api::any_account),
                   .input = type<own_password_request>(),
                   .safe_to_repeat = true,
                   .handle = [&a](call& c) -> result<reply> {
                       auto body = c.body<own_password_request>();
                       if (!body) return fail(body.error());
                       if (auto ok = a.unbind_two_factor(c.who, body->password); !ok) return fail(ok.error());
                       return api::no_content();
                   }});
    out.push_back({.verb = api::method::patch,
                   .path = "/api/account/preferences",
                   .operation = "set_preferences",
                   .permission = std::string(api::any_account),
                   .input = type<preferences>(),
                   .handle = [&a](call& c) -> result<reply> {
                       auto body = c.body<preferences>();
                       if (!body) return fail(body.error());
                       auto ok = a.set_preferences(c.who, body->language, body->type_size, body->shortcuts);
                       if (!ok) return fail(ok.error());
                       return api::no_content();
                   }});
}

}  // namespace guiyan::accounts
