#pragma once
// Private to this folder: OpenSSL's handles as owners, and algorithms fetched once (a fetch by name on every
// call costs more than the digest of a short text).

#include <openssl/evp.h>

#include <memory>
#include <string_view>

#include "crypto/hash.hpp"

namespace guiyan::crypto {

struct free_md_context {
    void operator()(EVP_MD_CTX* c) const { EVP_MD_CTX_free(c); }
};
struct free_cipher_context {
    void operator()(EVP_CIPHER_CTX* c) const { EVP_CIPHER_CTX_free(c); }
};
using md_context = std::unique_ptr<EVP_MD_CTX, free_md_context>;
using cipher_context = std::unique_ptr<EVP_CIPHER_CTX, free_cipher_context>;

/// Throws std::runtime_error with OpenSSL's own words unless `good`.
void require(bool good, char const* what);

md_context new_md_context();

/// Live as long as the program; throw when the provider lacks them.
EVP_MD const* fetched(hash_algorithm algorithm);
EVP_CIPHER const* fetched_sm4_ctr();
EVP_CIPHER const* fetched_aes_256_gcm();

inline unsigned char const* raw(std::string_view bytes) {
    return reinterpret_cast<unsigned char const*>(bytes.data());
}

}  // namespace guiyan::crypto
