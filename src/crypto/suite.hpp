#pragma once
// Which family of algorithms an installation uses. The choice is made once, when the keys are made; every
// sealed value carries a byte that names its family, so values of both stay readable after a change.

#include <optional>
#include <string_view>

namespace guiyan::crypto {

enum class suite : unsigned char {
    sm = 1,             ///< GB/T 32907 SM4-CTR with GB/T 32905 HMAC-SM3, encrypt-then-MAC
    international = 2,  ///< AES-256-GCM, HMAC-SHA-256
};

/// "sm" or "international": the word in the keyring and in the settings.
std::string_view name_of(suite s);
std::optional<suite> suite_named(std::string_view name);

}  // namespace guiyan::crypto
