#include "crypto/hmac.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <stdexcept>

#include "crypto/openssl.hpp"

namespace guiyan::crypto {
namespace {

constexpr std::size_t block_size = 64;  // of SM3 and SHA-256 alike

md_context hashed_key_block(hash_algorithm algorithm, std::array<unsigned char, block_size> block,
                            unsigned char padding) {
    for (auto& byte : block) byte ^= padding;
    md_context context = new_md_context();
    require(EVP_DigestInit_ex2(context.get(), fetched(algorithm), nullptr) == 1 &&
                EVP_DigestUpdate(context.get(), block.data(), block.size()) == 1,
            "HMAC key");
    OPENSSL_cleanse(block.data(), block.size());
    return context;
}

}  // namespace

struct hmac_key::state {
    md_context inner;
    md_context outer;
};

hmac_key::hmac_key(hash_algorithm algorithm, std::string_view key) {
    std::array<unsigned char, block_size> block{};
    if (key.size() > block_size) {
        digest const shortened = crypto::hash(algorithm, key);
        std::copy(shortened.begin(), shortened.end(), block.begin());
    } else {
        std::copy(key.begin(), key.end(), block.begin());
    }
    state_.reset(
        new state{hashed_key_block(algorithm, block, 0x36), hashed_key_block(algorithm, block, 0x5c)});
    OPENSSL_cleanse(block.data(), block.size());
}

hmac_key::~hmac_key() = default;
hmac_key::hmac_key(hmac_key&&) noexcept = default;
hmac_key& hmac_key::operator=(hmac_key&&) noexcept = default;

digest hmac_key::sign(std::string_view bytes) const {
    // The prepared contexts are only read here; each thread works on its own copy.
    thread_local md_context const work = new_md_context();
    digest out;
    require(EVP_MD_CTX_copy_ex(work.get(), state_->inner.get()) == 1 &&
                EVP_DigestUpdate(work.get(), bytes.data(), bytes.size()) == 1 &&
                EVP_DigestFinal_ex(work.get(), out.data(), nullptr) == 1 &&
                EVP_MD_CTX_copy_ex(work.get(), state_->outer.get()) == 1 &&
                EVP_DigestUpdate(work.get(), out.data(), out.size()) == 1 &&
                EVP_DigestFinal_ex(work.get(), out.data(), nullptr) == 1,
            "HMAC");
    return out;
}

digest hmac(hash_algorithm algorithm, std::string_view key, std::string_view bytes) {
    return hmac_key(algorithm, key).sign(bytes);
}

std::string hkdf(hash_algorithm algorithm, std::string_view secret, std::string_view salt,
                 std::string_view info, std::size_t size) {
    if (size > 255 * sizeof(digest)) throw std::invalid_argument("HKDF gives at most 255 blocks");
    digest const extracted = hmac(algorithm, salt, secret);
    hmac_key const expand(algorithm, as_bytes(extracted));
    std::string out;
    std::string block;
    for (unsigned char counter = 1; out.size() < size; ++counter) {
        block.append(info).push_back(static_cast<char>(counter));
        digest const next = expand.sign(block);
        block.assign(as_bytes(next));
        out += block;
    }
    OPENSSL_cleanse(block.data(), block.size());
    out.resize(size);
    return out;
}

}  // namespace guiyan::crypto
