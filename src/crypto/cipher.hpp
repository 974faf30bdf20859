#pragma once
// Private to this folder: the two ciphers on raw bytes. Each thread keeps one context per cipher.

#include <cstddef>

namespace guiyan::crypto {

inline constexpr std::size_t sm4_key_size = 16;
inline constexpr std::size_t sm4_nonce_size = 16;
inline constexpr std::size_t aes_key_size = 32;
inline constexpr std::size_t aes_nonce_size = 12;
inline constexpr std::size_t tag_size = 16;

using byte = unsigned char;

/// SM4 in counter mode (GB/T 32907, GB/T 17964): the same call seals and opens.
void sm4_ctr(byte const* key, byte const* nonce, byte const* in, std::size_t size, byte* out);

void aes_gcm_seal(byte const* key, byte const* nonce, byte const* aad, std::size_t aad_size, byte const* in,
                  std::size_t size, byte* out, byte* tag);

/// False when the tag is wrong; `out` then holds nothing of use.
bool aes_gcm_open(byte const* key, byte const* nonce, byte const* aad, std::size_t aad_size, byte const* in,
                  std::size_t size, byte* out, byte const* tag);

}  // namespace guiyan::crypto
