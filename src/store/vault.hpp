#pragma once
// Seals and finds personal values of records; one per program.

#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/blind_index.hpp"
#include "crypto/sealer.hpp"

namespace guiyan::store {

class vault {
public:
    explicit vault(crypto::keyring const& keys) : sealer_(keys), index_(keys) {}

    /// `context` is "table.column"; the value opens only there and for that record.
    std::string seal(std::string_view context, std::string_view plain, std::int64_t record) const {
        return sealer_.seal(context, plain, record);
    }
    /// Throws when the bytes were changed or belong elsewhere: only an administrator can cure that.
    std::string open(std::string_view context, std::string_view sealed, std::int64_t record) const;
    std::string blind(std::string_view context, std::string_view plain) const {
        return index_.blind(context, plain);
    }

private:
    crypto::sealer sealer_;
    crypto::blind_index index_;
};

}  // namespace guiyan::store
