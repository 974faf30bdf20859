#include "crypto/cipher.hpp"

#include <limits>
#include <stdexcept>

#include "crypto/openssl.hpp"

namespace guiyan::crypto {
namespace {

cipher_context new_cipher_context() {
    cipher_context made(EVP_CIPHER_CTX_new());
    require(made != nullptr, "cipher context");
    return made;
}

/// OpenSSL counts in int. Fields are short; larger things (attachments) have to be cut into pieces.
int checked(std::size_t size) {
    if (size > static_cast<std::size_t>(std::numeric_limits<int>::max()) - 64)
        throw std::length_error("too long to be sealed in one piece");
    return static_cast<int>(size);
}

}  // namespace

void sm4_ctr(byte const* key, byte const* nonce, byte const* in, std::size_t size, byte* out) {
    thread_local cipher_context const context = new_cipher_context();
    int written = 0;
    require(EVP_EncryptInit_ex2(context.get(), fetched_sm4_ctr(), key, nonce, nullptr) == 1 &&
                EVP_EncryptUpdate(context.get(), out, &written, in, checked(size)) == 1,
            "SM4-CTR");
}

void aes_gcm_seal(byte const* key, byte const* nonce, byte const* aad, std::size_t aad_size, byte const* in,
                  std::size_t size, byte* out, byte* tag) {
    thread_local cipher_context const context = new_cipher_context();
    auto* c = context.get();
    int written = 0;
    byte rest[16];
    require(EVP_EncryptInit_ex2(c, fetched_aes_256_gcm(), key, nonce, nullptr) == 1 &&
                EVP_EncryptUpdate(c, nullptr, &written, aad, checked(aad_size)) == 1 &&
                EVP_EncryptUpdate(c, out, &written, in, checked(size)) == 1 &&
                EVP_EncryptFinal_ex(c, rest, &written) == 1 &&
                EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_GET_TAG, tag_size, tag) == 1,
            "AES-256-GCM");
}

bool aes_gcm_open(byte const* key, byte const* nonce, byte const* aad, std::size_t aad_size, byte const* in,
                  std::size_t size, byte* out, byte const* tag) {
    thread_local cipher_context const context = new_cipher_context();
    auto* c = context.get();
    int written = 0;
    byte rest[16];
    require(EVP_DecryptInit_ex2(c, fetched_aes_256_gcm(), key, nonce, nullptr) == 1 &&
                EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_AEAD_SET_TAG, tag_size, const_cast<byte*>(tag)) == 1 &&
                EVP_DecryptUpdate(c, nullptr, &written, aad, checked(aad_size)) == 1 &&
                EVP_DecryptUpdate(c, out, &written, in, checked(size)) == 1,
            "AES-256-GCM");
    return EVP_DecryptFinal_ex(c, rest, &written) == 1;
}

}  // namespace guiyan::crypto
