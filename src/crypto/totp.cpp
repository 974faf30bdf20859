#include "crypto/totp.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "crypto/encoding.hpp"
#include "crypto/openssl.hpp"
#include "crypto/random.hpp"

namespace guiyan::crypto {
namespace {

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (char const c : text) {
        auto const u = static_cast<unsigned char>(c);
        bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '-' || c == '.' || c == '_' || c == '~';
        if (plain) {
            out += c;
        } else {
            out += {'%', hex[u >> 4], hex[u & 15]};
        }
    }
    return out;
}

}  // namespace

std::string totp_secret() {
    return random_bytes(20);
}

std::int64_t totp_step(instant at) {
    return unix_ms(at) / 30'000;
}

std::string totp_code(std::string_view secret, std::int64_t step, unsigned figures) {
    std::array<unsigned char, 8> message;
    for (int i = 0; i < 8; ++i)
        message[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
    std::array<unsigned char, 20> mac;
    unsigned size = 0;
    require(HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), message.data(), message.size(),
                 mac.data(), &size) != nullptr,
            "HMAC-SHA-1");
    // Dynamic truncation, RFC 4226 section 5.3.
    unsigned const at = mac[19] & 15;
    std::uint32_t value = (mac[at] & 0x7fu) << 24 | mac[at + 1] << 16 | mac[at + 2] << 8 | mac[at + 3];
    std::string code(figures, '0');
    for (auto digit = code.rbegin(); digit != code.rend(); ++digit, value /= 10)
        *digit = static_cast<char>('0' + value % 10);
    return code;
}

std::optional<std::int64_t> totp_verify(std::string_view secret, std::string_view code, instant now,
                                        std::int64_t last_used) {
    auto const current = totp_step(now);
    std::optional<std::int64_t> found;
    // All three are computed whatever matches, so time does not tell which.
    for (auto step = current - 1; step <= current + 1; ++step) {
        bool const same = equal_in_constant_time(totp_code(secret, step), code);
        if (same && step > last_used && !found) found = step;
    }
    return found;
}

std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account) {
    return "otpauth://totp/" + percent_encoded(issuer) + ":" + percent_encoded(account) +
           "?secret=" + to_base32(secret) + "&issuer=" + percent_encoded(issuer) +
           "&algorithm=SHA1&digits=6&period=30";
}

}  // namespace guiyan::crypto
