#include "crypto/openssl.hpp"

#include <openssl/err.h>

#include <stdexcept>
#include <string>

namespace guiyan::crypto {
namespace {

EVP_MD const* fetch_digest(char const* name) {
    EVP_MD const* found = EVP_MD_fetch(nullptr, name, nullptr);
    require(found != nullptr, name);
    return found;
}

EVP_CIPHER const* fetch_cipher(char const* name) {
    EVP_CIPHER const* found = EVP_CIPHER_fetch(nullptr, name, nullptr);
    require(found != nullptr, name);
    return found;
}

}  // namespace

void require(bool good, char const* what) {
    if (good) return;
    char reason[256] = "";
    ERR_error_string_n(ERR_get_error(), reason, sizeof reason);
    ERR_clear_error();
    throw std::runtime_error(std::string("OpenSSL, ") + what + ": " + reason);
}

md_context new_md_context() {
    md_context made(EVP_MD_CTX_new());
    require(made != nullptr, "digest context");
    return made;
}

EVP_MD const* fetched(hash_algorithm algorithm) {
    static EVP_MD const* const sm3_digest = fetch_digest("SM3");
    static EVP_MD const* const sha256_digest = fetch_digest("SHA256");
    return algorithm == hash_algorithm::sm3 ? sm3_digest : sha256_digest;
}

EVP_CIPHER const* fetched_sm4_ctr() {
    static EVP_CIPHER const* const cipher = fetch_cipher("SM4-CTR");
    return cipher;
}

EVP_CIPHER const* fetched_aes_256_gcm() {
    static EVP_CIPHER const* const cipher = fetch_cipher("AES-256-GCM");
    return cipher;
}

}  // namespace guiyan::crypto
