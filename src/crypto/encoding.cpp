#include "crypto/encoding.hpp"

#include <openssl/crypto.h>

#include <cstdint>

namespace guiyan::crypto {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64url_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view base32_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Digits of `bits` each, the last one filled up with zero bits.
std::string encode(std::string_view bytes, std::string_view digits, unsigned bits) {
    std::string out;
    out.reserve((bytes.size() * 8 + bits - 1) / bits);
    std::uint32_t held = 0;
    unsigned held_bits = 0;
    for (char const c : bytes) {
        held = (held << 8) | static_cast<unsigned char>(c);
        held_bits += 8;
        while (held_bits >= bits) {
            held_bits -= bits;
            out += digits[(held >> held_bits) & ((1u << bits) - 1)];
        }
    }
    if (held_bits > 0) out += digits[(held << (bits - held_bits)) & ((1u << bits) - 1)];
    return out;
}

std::optional<std::string> decode(std::string_view text, std::string_view digits, unsigned bits) {
    std::string out;
    out.reserve(text.size() * bits / 8);
    std::uint32_t held = 0;
    unsigned held_bits = 0;
    for (char const c : text) {
        auto const digit = digits.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        held = (held << bits) | static_cast<std::uint32_t>(digit);
        held_bits += bits;
        if (held_bits >= 8) {
            held_bits -= 8;
            out += static_cast<char>((held >> held_bits) & 0xff);
        }
    }
    // A whole digit that carries no byte, or filling bits that are not zero: another text for the same bytes.
    if (held_bits >= bits || (held & ((1u << held_bits) - 1)) != 0) return std::nullopt;
    return out;
}

}  // namespace

std::string to_hex(std::string_view bytes) {
    return encode(bytes, hex_digits, 4);
}
std::optional<std::string> from_hex(std::string_view text) {
    return decode(text, hex_digits, 4);
}

std::string to_base64url(std::string_view bytes) {
    return encode(bytes, base64url_digits, 6);
}
std::optional<std::string> from_base64url(std::string_view text) {
    return decode(text, base64url_digits, 6);
}

std::string to_base32(std::string_view bytes) {
    return encode(bytes, base32_digits, 5);
}

std::optional<std::string> from_base32(std::string_view text) {
    std::string clean;
    for (char const c : text) {
        if (c == ' ' || c == '-') continue;
        clean += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return decode(clean, base32_digits, 5);
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace guiyan::crypto
