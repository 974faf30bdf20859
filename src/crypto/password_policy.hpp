#pragma once
// What a new password must be like. Two presets that contradict each other, and the settings page says so:
//   dengbao  GB/T 22239-2019 8.1.4.1 asks for complexity and regular change; the figures are those inspectors
//   expect asvs     OWASP ASVS 4.0.3 section 2.1: length instead of composition, no forced change
// Both refuse common words and accept long pass-phrases.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace guiyan::crypto {

struct password_policy {
    std::string_view name;
    unsigned least_length;  ///< in characters
    unsigned most_length;   ///< in characters
    unsigned least_kinds;   ///< of lower case, upper case, figures, symbols, other letters (Chinese); 0: any
    unsigned change_after_days;  ///< 0: never
    unsigned not_the_last;  ///< how many former passwords may not come back; the caller keeps their hashes

    static password_policy dengbao();
    static password_policy asvs();
    /// "dengbao" or "asvs"; dengbao for anything else, the stricter reading of a damaged setting.
    static password_policy named(std::string_view name);
};

/// What an attacker would try first for this account.
struct password_owner {
    std::string login;
    std::string display_name;         ///< Chinese: its pinyin and initials are tried as well
    std::vector<std::string> places;  ///< county, town, office; Chinese or pinyin
};

/// Everything that is wrong with `password`, all at once; empty when it is good. Sentences are in
/// locales/*/crypto.json ("password.too_short" …). Reuse is for password_hasher::is_among.
std::vector<field_error> password_violations(password_policy const& policy, std::string_view password,
                                             password_owner const& owner,
                                             std::string_view path = "/password");

/// The same for "password.reused", so that callers name it alike.
field_error password_reused(password_policy const& policy, std::string_view path = "/password");

}  // namespace guiyan::crypto
