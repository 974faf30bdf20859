#pragma once
// Look-up and duplicate check over sealed fields: a keyed digest of the normalised value. Without the key the
// 10^14 possible ID numbers cannot be tried out; with it equal values are found without opening any.

#include <string>
#include <string_view>

#include "crypto/hmac.hpp"
#include "crypto/keyring.hpp"

namespace guiyan::crypto {

/// Safe to use from several threads at the same time.
class blind_index {
public:
    explicit blind_index(keyring const& keys);

    /// 22 characters of base64url (128 bits) for a TEXT column. `context` as in sealer::seal, so that equal
    /// values in two columns do not show as equal. The caller normalises first (trimmed, narrow, x in upper
    /// case …).
    std::string blind(std::string_view context, std::string_view normalised) const;

private:
    hmac_key key_;
};

}  // namespace guiyan::crypto
