#pragma once
// Signatures of what leaves the house on paper or in files: anyone with the public key can check them, only
// the house can make them. Ed25519 (RFC 8032, libsodium). The key pair of each master of the keyring comes
// from its secret, so it lives and is backed up in keyring.json like the rest; after a rotation the newest
// master signs and the older public keys go on checking what they signed.

#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/keyring.hpp"

namespace guiyan::crypto {

/// "2.<86 characters base64url>": the number of the master that signed, and the 64 bytes of the signature.
std::string sign(keyring const& keys, std::string_view content);

/// False for another content, another key, a master this keyring has not, or a text that is no signature.
bool verify(keyring const& keys, std::string_view content, std::string_view signature);

/// The public half of a master's pair: 32 bytes.
std::string public_key(keyring::master const& m);

/// The same as SubjectPublicKeyInfo in PEM (RFC 8410), which OpenSSL and others read.
std::string public_key_pem(keyring::master const& m);

/// For a second program that has only the public key (32 bytes) and the 64 bytes of a signature.
bool verify_with(std::string_view public_key_bytes, std::string_view content,
                 std::string_view signature_bytes);

}  // namespace guiyan::crypto
