#pragma once
// Digests: SM3 (GB/T 32905-2016) and SHA-256 (FIPS 180-4), both of 32 bytes. Errors of the library (out of
// memory, a provider that is switched off) are thrown as std::runtime_error.

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace guiyan::crypto {

enum class hash_algorithm { sm3, sha256 };

using digest = std::array<unsigned char, 32>;

digest sm3(std::string_view bytes);
digest sha256(std::string_view bytes);
digest hash(hash_algorithm algorithm, std::string_view bytes);

std::string to_hex(digest const& d);
inline std::string_view as_bytes(digest const& d) {
    return {reinterpret_cast<char const*>(d.data()), d.size()};
}

/// A digest taken piece by piece (uploads, files). After finish() it starts anew.
class hasher {
public:
    explicit hasher(hash_algorithm algorithm);
    ~hasher();
    hasher(hasher&&) noexcept;
    hasher& operator=(hasher&&) noexcept;

    void update(std::string_view bytes);
    digest finish();

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace guiyan::crypto
