#include "crypto/keyring.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <filesystem>

#include "crypto/encoding.hpp"
#include "crypto/hmac.hpp"
#include "crypto/keyring_file.hpp"
#include "crypto/random.hpp"

namespace guiyan::crypto {
namespace {

constexpr std::size_t secret_size = 32;

std::string_view label(purpose p) {
    switch (p) {
        case purpose::field_sealing:
            return "guiyan field sealing";
        case purpose::field_authentication:
            return "guiyan field authentication";
        case purpose::blind_index:
            return "guiyan blind index";
        case purpose::session_token:
            return "guiyan session token";
        case purpose::audit_anchor:
            return "guiyan audit anchor";
        case purpose::cursor:
            return "guiyan cursor";
        case purpose::document_signing:
            return "guiyan document signing";
    }
    throw std::invalid_argument("unknown purpose of a key");
}

hash_algorithm hash_of(suite s) {
    return s == suite::sm ? hash_algorithm::sm3 : hash_algorithm::sha256;
}

keyring::master new_master(std::size_t number, suite algorithms, instant now) {
    if (number > 0xffff) throw keyring_error("the keyring is full");
    return {static_cast<std::uint16_t>(number), algorithms, now, random_bytes(secret_size)};
}

}  // namespace

keyring::~keyring() {
    for (auto& m : masters_) OPENSSL_cleanse(m.secret.data(), m.secret.size());
}

keyring keyring::load(std::filesystem::path const& file) {
    return keyring(read_keyring_file(file));
}

keyring keyring::create(std::filesystem::path const& file, suite algorithms, clock const& time) {
    keyring made({new_master(1, algorithms, time.now())});
    create_keyring_file(file, made.masters_);
    return made;
}

keyring keyring::load_or_create(std::filesystem::path const& file, suite algorithms, clock const& time) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) {
        try {
            return create(file, algorithms, time);
        } catch (keyring_error const&) {
            // Another process may have been faster; if not, its absence is reported by load().
            if (!std::filesystem::exists(file, ignored)) throw;
        }
    }
    return load(file);
}

void keyring::rotate(std::filesystem::path const& file, suite algorithms, clock const& time) {
    keyring next(*this);
    next.masters_.push_back(new_master(std::size_t{newest().number} + 1, algorithms, time.now()));
    replace_keyring_file(file, masters_, next.masters_);
    std::swap(masters_, next.masters_);
}

keyring keyring::in_memory(suite algorithms) {
    return keyring({new_master(1, algorithms, instant{})});
}

keyring::master const* keyring::find(std::uint16_t number) const {
    auto const at = std::find_if(masters_.begin(), masters_.end(),
                                 [number](master const& m) { return m.number == number; });
    return at == masters_.end() ? nullptr : &*at;
}

std::string keyring::fingerprint(master const& m) {
    auto const bytes = hkdf(hash_of(m.algorithms), m.secret, "guiyan keyring 1",
                            "guiyan fingerprint " + std::to_string(m.number) + " " +
                                std::string(name_of(m.algorithms)) + " " + format_instant(m.created_at),
                            8);
    return to_hex(bytes);
}

std::string keyring::derive(master const& m, purpose p, std::size_t size) {
    return hkdf(hash_of(m.algorithms), m.secret, "guiyan keyring 1", label(p), size);
}

}  // namespace guiyan::crypto
