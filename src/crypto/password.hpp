#pragma once
// Passwords at rest: Argon2id (RFC 9106) by libsodium. Slow on purpose, so at most a few run at once and a
// burst of logins is turned away instead of stalling the server or taking its memory.

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace guiyan::crypto {

/// 64 MiB and two passes: 50 to 130 ms of one core where it was measured.
struct password_cost {
    unsigned long long passes = 2;
    std::size_t memory_bytes = std::size_t{64} << 20;

    /// The least the library allows, for tests and for demonstration data with printed passwords.
    static password_cost least() { return {1, 8192}; }
};

struct password_verdict {
    bool matches = false;
    bool needs_rehash = false;  ///< matched, but was stored with another cost: store a new hash now
};

/// Safe to use from several threads. All functions fail with fault::busy ("password.busy") when
/// `most_waiting` callers wait already; out of memory is thrown.
class password_hasher {
public:
    explicit password_hasher(password_cost cost = {}, unsigned at_once = 2, unsigned most_waiting = 16);

    /// "$argon2id$v=19$m=65536,t=2,p=1$…": salt and cost inside. The password is brought to NFC first.
    result<std::string> hash(std::string_view password);

    /// A stored text that is not a hash matches nothing.
    result<password_verdict> verify(std::string_view stored, std::string_view password);

    /// For a login name that does not exist: the same work as verify, so that time tells nothing. Never
    /// matches.
    result<password_verdict> verify_unknown(std::string_view password);

    /// True when `password` is one of the stored ones (the last few of an account). Each costs one verify.
    result<bool> is_among(std::vector<std::string> const& stored, std::string_view password);

private:
    class turn;

    password_cost cost_;
    unsigned at_once_;
    unsigned most_waiting_;
    std::mutex guard_;
    std::condition_variable freed_;
    unsigned running_ = 0;
    unsigned waiting_ = 0;
};

}  // namespace guiyan::crypto
