#pragma once
// Who acts: the account, the identity (grant) it acts under, and how far that reaches. Built once per request
// from the session, passed as a parameter to every front door; nothing reads it from the surroundings.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace guiyan {

/// A subtree of the division codes: all codes that begin with `prefix`; "" is the whole country.
struct area {
    std::string
        prefix;  ///< 12-digit code without the zeros that stand for "all below": "411122", "411122101"
    bool holds(std::string_view code) const { return code.substr(0, prefix.size()) == prefix; }
    friend bool operator==(area const&, area const&) = default;
};

/// The Idempotency-Key of a request: its first write takes the key in the same transaction, a second request
/// with the same key finds it taken.
struct once_key {
    std::string key;
    std::string digest;  ///< of method, path and body: the same key for another request is a mistake
    bool taken = false;
};

struct actor {
    std::int64_t account_id = 0;  ///< 0: nobody is logged in, or the program itself
    std::string person_key;  ///< the natural person behind the account: maker and checker differ by person
    std::int64_t person_id = 0;  ///< the person of the bank whose account it is; 0: none
    std::int64_t grant_id = 0;
    std::string login;
    std::string display_name;
    std::string role;       ///< code of the role of the current grant
    std::string unit_name;  ///< unit as the audit trail prints it
    std::vector<std::string> permissions;
    std::vector<area> areas;  ///< empty: no row of any register
    std::string remote;       ///< address of the peer
    std::string request_id;
    std::string language = "zh-CN";
    once_key* once = nullptr;  ///< owned by the router for the time of the request

    bool may(std::string_view permission) const {
        return std::find(permissions.begin(), permissions.end(), permission) != permissions.end();
    }
    bool reaches(std::string_view code) const {
        return std::any_of(areas.begin(), areas.end(), [&](area const& a) { return a.holds(code); });
    }
};

}  // namespace guiyan
