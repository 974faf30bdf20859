#pragma once
// The keys of one installation. They live beside the database, never in it: DATA/keys/keyring.json, mode 0600
// in a directory of mode 0700. A copy of the database alone opens no ID number; a backup of the data needs a
// backup of this file, kept elsewhere.
//
// The file holds master secrets. The newest one seals, all of them open. Every use has its own key, derived
// by HKDF, so that one key never serves two purposes.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "crypto/suite.hpp"

namespace guiyan::crypto {

/// Missing, damaged or badly protected keys. Only an administrator can cure it; what() says how.
class keyring_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What a derived key is for. The words go into the derivation: never rename one.
enum class purpose {
    field_sealing,
    field_authentication,
    blind_index,
    session_token,
    audit_anchor,
    cursor,
    document_signing,  ///< seed of the Ed25519 key pair (signing.hpp)
};

class keyring {
public:
    struct master {
        std::uint16_t number = 0;  ///< 1, 2, 3 … in the order of making; stands in every sealed value
        suite algorithms = suite::sm;
        instant created_at{};
        std::string secret;  ///< 32 bytes
    };

    /// Reads the file; throws keyring_error when it is missing, damaged, or readable by other users.
    static keyring load(std::filesystem::path const& file);

    /// Makes the directory and the file with one master; throws when the file exists.
    static keyring create(std::filesystem::path const& file, suite algorithms, clock const& time);

    /// For a start on an empty data folder. `algorithms` counts only when the file is made. Do not call it
    /// once sealed data exist: fresh keys would hide that the old ones are lost.
    static keyring load_or_create(std::filesystem::path const& file, suite algorithms, clock const& time);

    /// Adds a master that seals from now on and writes the file anew, all or nothing. Values sealed before
    /// stay readable; blind indexes keep the first master, so look-ups go on.
    void rotate(std::filesystem::path const& file, suite algorithms, clock const& time);

    /// Keys for one run of a test, never written.
    static keyring in_memory(suite algorithms);

    keyring(keyring const&) = default;
    keyring(keyring&&) noexcept = default;
    keyring& operator=(keyring const&) = default;
    keyring& operator=(keyring&&) noexcept = default;
    ~keyring();

    std::vector<master> const& masters() const { return masters_; }
    master const& newest() const { return masters_.back(); }
    master const& first() const { return masters_.front(); }
    master const* find(std::uint16_t number) const;

    /// 16 hex characters that name a master without telling anything about it. Stored in the database, it
    /// lets the program refuse to start with the keys of another installation.
    static std::string fingerprint(master const& m);

    /// `size` bytes for one purpose of one master (HKDF over SM3 or SHA-256, as the master's suite says).
    static std::string derive(master const& m, purpose p, std::size_t size = 32);

private:
    explicit keyring(std::vector<master> masters) : masters_(std::move(masters)) {}
    std::vector<master> masters_;
};

}  // namespace guiyan::crypto
