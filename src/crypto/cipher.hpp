#pragma once
// Private to this folder: the two ciphers on raw bytes. Each thread keeps one context per cipher, ready with
// the key it used last: spreading a key costs as much as sealing a short field.

#include <cstddef>
#include <cstdint>
#include <string>

namespace guiyan::crypto {

inline constexpr std::size_t sm4_key_size = 16;
inline constexpr std::size_t sm4_nonce_size = 16;
inline constexpr std::size_t aes_key_size = 32;
inline constexpr std::size_t aes_nonce_size = 12;
inline constexpr std::size_t tag_size = 16;

using byte = unsigned char;

/// A key with a number that no other key of this process has or had, so that a thread knows it again.
class cipher_key {
public:
    explicit cipher_key(std::string bytes);
    ~cipher_key();
    cipher_key(cipher_key&&) noexcept = default;
    cipher_key& operator=(cipher_key&&) = delete;

    std::uint64_t id() const { return id_; }
    byte const* data() const { return reinterpret_cast<byte const*>(bytes_.data()); }

private:
    std::uint64_t id_;
    std::string bytes_;
};

/// SM4 in counter mode (GB/T 32907, GB/T 17964): the same call seals and opens.
void sm4_ctr(cipher_key const& key, byte const* nonce, byte const* in, std::size_t size, byte* out);

void aes_gcm_seal(cipher_key const& key, byte const* nonce, byte const* aad, std::size_t aad_size,
                  byte const* in, std::size_t size, byte* out, byte* tag);

/// False when the tag is wrong; `out` then holds nothing of use.
bool aes_gcm_open(cipher_key const& key, byte const* nonce, byte const* aad, std::size_t aad_size,
                  byte const* in, std::size_t size, byte* out, byte const* tag);

}  // namespace guiyan::crypto
