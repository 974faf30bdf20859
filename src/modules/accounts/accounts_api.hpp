#pragma once
// Endpoints of set-up, session, accounts and grants.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/accounts/accounts.hpp"

namespace guiyan::accounts {

/// Name of the session cookie; over TLS it carries the __Host- mark.
std::string_view cookie_name(bool secure);
/// The token in the cookies of a request, "" without one.
std::string token_of(api::request const&);

/// How much a grant reaches, without showing any of it: number of people and of places.
using reach_counter = std::function<std::pair<std::int64_t, std::int64_t>(actor const&)>;

std::vector<api::endpoint> endpoints(accounts&, reach_counter);
/// Of these, what the holder of an account does with it himself.
void add_own_account(std::vector<api::endpoint>&, accounts&);

}  // namespace guiyan::accounts
