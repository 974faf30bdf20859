#include "crypto/cipher.hpp"

#include <openssl/crypto.h>

#include <atomic>
#include <limits>
#include <stdexcept>

#include "crypto/openssl.hpp"

namespace guiyan::crypto {
namespace {

/// A context of one thread for one cipher in one direction.
struct prepared {
    cipher_context context{EVP_CIPHER_CTX_new()};
    std::uint64_t key = 0;

    EVP_CIPHER_CTX* start(EVP_CIPHER const* cipher, cipher_key const& wanted, byte const* nonce, bool seal) {
        bool const again = key == wanted.id();
        key = 0;  // should the start fail half-way, the next call begins from nothing
        require(
            context && EVP_CipherInit_ex2(context.get(), again ? nullptr : cipher,
                                          again ? nullptr : wanted.data(), nonce, seal ? 1 : 0, nullptr) == 1,
            "cipher start");
        key = wanted.id();
        return context.get();
    }
};

/// OpenSSL counts in int. Fields are short; larger things (attachments) have to be cut into pieces.
int checked(std::size_t size) {
    if (size > static_cast<std::size_t>(std::numeric_limits<int>::max()) - 64)
        throw std::length_error("too long to be sealed in one piece");
    return static_cast<int>(size);
}

std::uint64_t next_id() {
    static std::atomic<std::uint64_t> last = 0;
    return ++last;
}

}  // namespace

cipher_key::cipher_key(std::string bytes) : id_(next_id()), bytes_(std::move(bytes)) {}

cipher_key::~cipher_key() {
    OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

void sm4_ctr(cipher_key const& key, byte const* nonce, byte const* in, std::size_t size, byte* out) {
    thread_local prepared ready;
    int written = 0;
    require(EVP_CipherUpdate(ready.start(fetched_sm4_ctr(), key, nonce, true), out, &written, in,
                             checked(size)) == 1,
            "SM4-CTR");
}

void aes_gcm_seal(cipher_key const& key, byte const* nonce, byte const* aad, std::size_t aad_size,
                  byte const* in, std::size_t size, byte* out, byte* tag) {
    thread_local prepared ready;
    auto* const c = ready.start(fetched_aes_256_gcm(), key, nonce, true);
    int written = 0;
    byte rest[16];
    require(EVP_CipherUpdate(c, nullptr, &written, aad, checked(aad_size)) == 1 &&
                EVP_CipherUpdate(c, out, &written, in, checked(size)) == 1 &&
                EVP_CipherFinal_ex(c, rest, &written) == 1 &&
                EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_GET_TAG, tag_size, tag) == 1,
            "AES-256-GCM");
}

bool aes_gcm_open(cipher_key const& key, byte const* nonce, byte const* aad, std::size_t aad_size,
                  byte const* in, std::size_t size, byte* out, byte const* tag) {
    thread_local prepared ready;
    auto* const c = ready.start(fetched_aes_256_gcm(), key, nonce, false);
    int written = 0;
    byte rest[16];
    require(EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_SET_TAG, tag_size, const_cast<byte*>(tag)) == 1 &&
                EVP_CipherUpdate(c, nullptr, &written, aad, checked(aad_size)) == 1 &&
                EVP_CipherUpdate(c, out, &written, in, checked(size)) == 1,
            "AES-256-GCM");
    return EVP_CipherFinal_ex(c, rest, &written) == 1;
}

}  // namespace guiyan::crypto
