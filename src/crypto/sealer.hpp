#pragma once
// Field encryption. A sealed value is bytes for a BLOB column:
//   format (1 byte, a suite) | master number (2 bytes) | nonce (12 or 16 bytes) | ciphertext | tag (16 bytes)
// so 31 (international) or 35 (sm) bytes longer than the text. Everything but the tag is authenticated, and
// so is the context, which is not stored: a value moved to another column or another record does not open.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/keyring.hpp"

namespace guiyan::crypto {

/// Safe to use from several threads at the same time. A short field costs one to two microseconds (sm) or
/// half of that (international).
class sealer {
public:
    explicit sealer(keyring const& keys);
    ~sealer();
    sealer(sealer&&) noexcept;
    sealer& operator=(sealer&&) noexcept;

    /// `context` names the place, "person.id_number"; `record` binds the value to one record (0: not bound).
    std::string seal(std::string_view context, std::string_view plain, std::int64_t record = 0) const;

    /// Nothing when the value was changed, belongs to another place, or its master is not in the keyring.
    std::optional<std::string> open(std::string_view context, std::string_view sealed,
                                    std::int64_t record = 0) const;

    /// True when the value was not sealed by the newest master: a re-sealing job looks for these.
    bool is_outdated(std::string_view sealed) const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace guiyan::crypto
