#include "crypto/signing.hpp"

#include <sodium.h>

#include <array>
#include <charconv>
#include <stdexcept>

#include "crypto/encoding.hpp"

namespace guiyan::crypto {
namespace {

unsigned char const* bytes(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

struct key_pair {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};

    explicit key_pair(keyring::master const& m) {
        if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
        std::string seed = keyring::derive(m, purpose::document_signing, crypto_sign_SEEDBYTES);
        crypto_sign_seed_keypair(open.data(), secret.data(), bytes(seed));
        sodium_memzero(seed.data(), seed.size());
    }
    ~key_pair() { sodium_memzero(secret.data(), secret.size()); }
    key_pair(key_pair const&) = delete;
    key_pair& operator=(key_pair const&) = delete;
};

}  // namespace

std::string sign(keyring const& keys, std::string_view content) {
    auto const& m = keys.newest();
    key_pair const pair(m);
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr, bytes(content),
                         content.size(), pair.secret.data());
    return std::to_string(m.number) + "." + to_base64url(signature);
}

bool verify(keyring const& keys, std::string_view content, std::string_view signature) {
    auto const dot = signature.find('.');
    if (dot == signature.npos) return false;
    std::uint16_t number = 0;
    auto const text = signature.substr(0, dot);
    auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return false;
    auto const* m = keys.find(number);
    auto const raw = from_base64url(signature.substr(dot + 1));
    return m != nullptr && raw && verify_with(public_key(*m), content, *raw);
}

std::string public_key(keyring::master const& m) {
    key_pair const pair(m);
    return {reinterpret_cast<char const*>(pair.open.data()), pair.open.size()};
}

std::string public_key_pem(keyring::master const& m) {
    // SEQUENCE { SEQUENCE { OID 1.3.101.112 }, BIT STRING (32 bytes) }: RFC 8410, section 4.
    std::string const info =
        std::string("\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", 12) + public_key(m);
    std::string text(sodium_base64_ENCODED_LEN(44, sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes(info), info.size(), sodium_base64_VARIANT_ORIGINAL);
    text.resize(text.find('\0'));
    return "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n";
}

bool verify_with(std::string_view public_key_bytes, std::string_view content,
                 std::string_view signature_bytes) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
    return public_key_bytes.size() == crypto_sign_PUBLICKEYBYTES &&
           signature_bytes.size() == crypto_sign_BYTES &&
           crypto_sign_verify_detached(bytes(signature_bytes), bytes(content), content.size(),
                                       bytes(public_key_bytes)) == 0;
}

}  // namespace guiyan::crypto
