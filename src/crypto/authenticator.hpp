#pragma once
// Marks on things that leave the program and come back, or that somebody might rewrite: page cursors, stored
// forms of session tokens, anchors of the audit chain. A mark names the master it was made with, so it
// outlives a rotation of keys.

#include <memory>
#include <string>
#include <string_view>

#include "crypto/keyring.hpp"

namespace guiyan::crypto {

/// Safe to use from several threads at the same time.
class authenticator {
public:
    authenticator(keyring const& keys, purpose p);
    ~authenticator();
    authenticator(authenticator&&) noexcept;
    authenticator& operator=(authenticator&&) noexcept;

    /// "1.<43 characters of base64url>": master number and the whole HMAC. The same text gives the same mark
    /// until the keys are rotated.
    std::string mark(std::string_view text) const;

    bool verify(std::string_view text, std::string_view mark) const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

/// What the database keeps of a random session token: SM3 of it in hex. A token of 256 random bits needs no
/// key, and a copied database shows no usable token.
std::string token_digest(std::string_view token);

}  // namespace guiyan::crypto
