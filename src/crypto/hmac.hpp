#pragma once
// Keyed digests: HMAC (RFC 2104) and key derivation by HKDF (RFC 5869) over SM3 or SHA-256.

#include <memory>
#include <string>
#include <string_view>

#include "crypto/hash.hpp"

namespace guiyan::crypto {

/// One key, prepared once: both key blocks are hashed in advance, so a short message costs two or three
/// blocks. Safe to use from several threads at the same time.
class hmac_key {
public:
    hmac_key(hash_algorithm algorithm, std::string_view key);
    ~hmac_key();
    hmac_key(hmac_key&&) noexcept;
    hmac_key& operator=(hmac_key&&) noexcept;

    digest sign(std::string_view bytes) const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

digest hmac(hash_algorithm algorithm, std::string_view key, std::string_view bytes);

/// HKDF extract and expand; `size` at most 255 * 32 bytes.
std::string hkdf(hash_algorithm algorithm, std::string_view secret, std::string_view salt,
                 std::string_view info, std::size_t size);

}  // namespace guiyan::crypto
