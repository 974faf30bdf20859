#include "crypto/hash.hpp"

#include "crypto/encoding.hpp"
#include "crypto/openssl.hpp"

namespace guiyan::crypto {

struct hasher::state {
    hash_algorithm algorithm;
    md_context context = new_md_context();

    void start() {
        require(EVP_DigestInit_ex2(context.get(), fetched(algorithm), nullptr) == 1, "digest start");
    }
};

hasher::hasher(hash_algorithm algorithm) : state_(new state{algorithm}) {
    state_->start();
}
hasher::~hasher() = default;
hasher::hasher(hasher&&) noexcept = default;
hasher& hasher::operator=(hasher&&) noexcept = default;

void hasher::update(std::string_view bytes) {
    require(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1, "digest");
}

digest hasher::finish() {
    digest out;
    require(EVP_DigestFinal_ex(state_->context.get(), out.data(), nullptr) == 1, "digest end");
    state_->start();
    return out;
}

digest hash(hash_algorithm algorithm, std::string_view bytes) {
    thread_local md_context const context = new_md_context();
    digest out;
    require(EVP_DigestInit_ex2(context.get(), fetched(algorithm), nullptr) == 1 &&
                EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1 &&
                EVP_DigestFinal_ex(context.get(), out.data(), nullptr) == 1,
            "digest");
    return out;
}

digest sm3(std::string_view bytes) {
    return hash(hash_algorithm::sm3, bytes);
}
digest sha256(std::string_view bytes) {
    return hash(hash_algorithm::sha256, bytes);
}

std::string to_hex(digest const& d) {
    return to_hex(as_bytes(d));
}

}  // namespace guiyan::crypto
