#pragma once
// Hash chain for the trail and the ledgers: every row's hash covers its content and the hash before it, so a
// row that is changed, dropped or moved breaks all that follow.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/hash.hpp"

namespace guiyan::crypto {

/// Named values as bytes that can be read in one way only: every part is preceded by its length, an absent
/// value differs from an empty one. The order of add() counts: use the order of the columns, and never change
/// it for rows that exist.
class canonical {
public:
    canonical& add(std::string_view name, std::string_view value);
    canonical& add(std::string_view name, std::int64_t value);
    canonical& add_absent(std::string_view name);
    canonical& add_optional(std::string_view name, std::optional<std::string> const& value);

    std::string const& bytes() const { return bytes_; }

private:
    std::string bytes_;
};

/// The hash before the first row: 64 zeros.
std::string chain_start();

/// SM3 over the previous hash (64 hex characters) and the row, as 64 hex characters. `previous` of another
/// form is a programmer's mistake: std::invalid_argument.
std::string chain_next(std::string_view previous, std::string_view canonical_bytes);

}  // namespace guiyan::crypto
