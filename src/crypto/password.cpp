#include "crypto/password.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <new>
#include <stdexcept>

#include "base/text.hpp"

namespace guiyan::crypto {
namespace {

// Argon2id reads a password of any length; somebody who posts megabytes shall not have them hashed.
constexpr std::size_t most_bytes = 4096;

/// The same characters typed on another keyboard or system come in another normal form.
std::string canonical_password(std::string_view password) {
    return is_valid_utf8(password) ? nfc(password) : std::string(password);
}

void ready() {
    static int const state = sodium_init();
    if (state < 0) throw std::runtime_error("libsodium cannot be initialised");
}

/// The work of one verification, the outcome thrown away.
void work_in_vain(password_cost const& cost, std::string_view password) {
    std::array<unsigned char, crypto_pwhash_SALTBYTES> salt;
    randombytes_buf(salt.data(), salt.size());
    std::array<unsigned char, 32> out;
    if (crypto_pwhash(out.data(), out.size(), password.data(), password.size(), salt.data(), cost.passes,
                      cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
}

bool matches(std::string const& stored, std::string const& password) {
    errno = 0;
    if (crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0) return true;
    // libsodium says EINVAL for a wrong password and nothing when memory ran out.
    if (errno == EINVAL) return false;
    if (crypto_pwhash_str_needs_rehash(stored.c_str(), crypto_pwhash_OPSLIMIT_MIN,
                                       crypto_pwhash_MEMLIMIT_MIN) == -1)
        return false;
    throw std::bad_alloc();
}

}  // namespace

/// One of the few places at work; false when too many wait already.
class password_hasher::turn {
public:
    explicit turn(password_hasher& owner) : owner_(owner) {
        std::unique_lock lock(owner_.guard_);
        if (owner_.running_ >= owner_.at_once_) {
            if (owner_.waiting_ >= owner_.most_waiting_) return;
            ++owner_.waiting_;
            owner_.freed_.wait(lock, [this] { return owner_.running_ < owner_.at_once_; });
            --owner_.waiting_;
        }
        ++owner_.running_;
        taken_ = true;
    }
    ~turn() {
        if (!taken_) return;
        {
            std::lock_guard const lock(owner_.guard_);
            --owner_.running_;
        }
        owner_.freed_.notify_one();
    }
    turn(turn const&) = delete;
    turn& operator=(turn const&) = delete;
    explicit operator bool() const { return taken_; }

private:
    password_hasher& owner_;
    bool taken_ = false;
};

password_hasher::password_hasher(password_cost cost, unsigned at_once, unsigned most_waiting)
    : cost_(cost), at_once_(std::max(at_once, 1u)), most_waiting_(most_waiting) {
    ready();
}

result<std::string> password_hasher::hash(std::string_view password) {
    auto const typed = canonical_password(password);
    if (typed.size() > most_bytes) return fail(fault::too_large, "password.too_large");
    turn const mine(*this);
    if (!mine) return fail(fault::busy, "password.busy");
    std::array<char, crypto_pwhash_STRBYTES> out;
    if (crypto_pwhash_str_alg(out.data(), typed.data(), typed.size(), cost_.passes, cost_.memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        throw std::bad_alloc();
    return std::string(out.data());
}

result<password_verdict> password_hasher::verify(std::string_view stored, std::string_view password) {
    std::string const kept(stored);
    bool const usable = kept.starts_with(crypto_pwhash_argon2id_STRPREFIX) &&
                        kept.size() < crypto_pwhash_STRBYTES && kept.find('\0') == std::string::npos;
    if (!usable || password.size() > most_bytes) return verify_unknown(password);
    turn const mine(*this);
    if (!mine) return fail(fault::busy, "password.busy");
    if (!matches(kept, canonical_password(password))) return password_verdict{};
    return password_verdict{
        true, crypto_pwhash_str_needs_rehash(kept.c_str(), cost_.passes, cost_.memory_bytes) != 0};
}

result<password_verdict> password_hasher::verify_unknown(std::string_view password) {
    turn const mine(*this);
    if (!mine) return fail(fault::busy, "password.busy");
    work_in_vain(cost_, password.substr(0, most_bytes));
    return password_verdict{};
}

result<bool> password_hasher::is_among(std::vector<std::string> const& stored, std::string_view password) {
    bool found = false;
    for (auto const& each : stored) {
        auto const verdict = verify(each, password);
        if (!verdict) return fail(verdict.error());
        found = found || verdict->matches;
    }
    return found;
}

}  // namespace guiyan::crypto
