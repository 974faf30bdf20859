#include "api/reading.hpp"
#include "modules/accounts/accounts_api.hpp"
#include "modules/accounts/session_views.hpp"

namespace guiyan::accounts {
using api::type_of;

void add_own_account(std::vector<api::endpoint>& out, accounts& a) {
    out.push_back(
        {.verb = api::method::post,
         .path = "/api/account/password",
         .operation = "change_password",
         .permission = std::string(api::any_account),
         .input = type_of<password_request>(),
         .before_password = true,
         .safe_to_repeat = true,
         .handle =
             api::reading<api::in_body<password_request>>([&a](api::call& c, password_request const& asked) {
                 return a.change_password(c.who, token_of(c.raw), asked.current_password, asked.new_password);
             })});
    // The answer shows a secret, so no Idempotency-Key keeps it: a repeated offer replaces the first.
    out.push_back({.verb = api::method::post,
                   .path = "/api/account/two_factor",
                   .operation = "offer_two_factor",
                   .permission = std::string(api::any_account),
                   .input = type_of<own_password_request>(),
                   .output = type_of<two_factor_offer>(),
                   .before_password = true,
                   .safe_to_repeat = true,
                   .handle = api::reading<api::in_body<own_password_request>>(
                       [&a](api::call& c, own_password_request const& asked) -> result<api::reply> {
                           auto offer = a.offer_two_factor(c.who, asked.password);
                           if (!offer) return fail(offer.error());
                           return api::secret_reply(*offer);
                       })});
    out.push_back(
        {.verb = api::method::post,
         .path = "/api/account/two_factor/confirmation",
         .operation = "bind_two_factor",
         .permission = std::string(api::any_account),
         .input = type_of<code_request>(),
         .before_password = true,
         .safe_to_repeat = true,
         .handle = api::reading<api::in_body<code_request>>([&a](api::call& c, code_request const& asked) {
             return a.bind_two_factor(c.who, token_of(c.raw), asked.code);
         })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/account/two_factor/removal",
                   .operation = "unbind_two_factor",
                   .permission = std::string(api::any_account),
                   .input = type_of<own_password_request>(),
                   .safe_to_repeat = true,
                   .handle = api::reading<api::in_body<own_password_request>>(
                       [&a](api::call& c, own_password_request const& asked) {
                           return a.unbind_two_factor(c.who, asked.password);
                       })});
    out.push_back(
        {.verb = api::method::patch,
         .path = "/api/account/preferences",
         .operation = "set_preferences",
         .permission = std::string(api::any_account),
         .input = type_of<preferences>(),
         .handle = api::reading<api::in_body<preferences>>([&a](api::call& c, preferences const& asked) {
             return a.set_preferences(c.who, asked.language, asked.type_size, asked.shortcuts);
         })});
}

}  // namespace guiyan::accounts
