#include "crypto/totp.hpp"

#include <doctest/doctest.h>

using namespace guiyan;
using namespace guiyan::crypto;

namespace {

constexpr std::string_view rfc_secret = "12345678901234567890";

instant at_second(std::int64_t s) {
    return instant{std::chrono::seconds(s)};
}

}  // namespace

TEST_CASE("codes are those of RFC 6238 appendix B") {
    struct {
        std::int64_t second;
        char const* code;
    } const rows[] = {{59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
                      {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
    for (auto const& row : rows)
        CHECK(totp_code(rfc_secret, totp_step(at_second(row.second)), 8) == row.code);
    CHECK(totp_code(rfc_secret, totp_step(at_second(59))) == "287082");
}

TEST_CASE("a code counts one step early or late, and once") {
    auto const now = at_second(1111111111);
    auto const step = totp_step(now);
    for (std::int64_t const drift : {-1, 0, 1})
        CHECK(totp_verify(rfc_secret, totp_code(rfc_secret, step + drift), now, 0) == step + drift);
    CHECK_FALSE(totp_verify(rfc_secret, totp_code(rfc_secret, step - 2), now, 0));
    CHECK_FALSE(totp_verify(rfc_secret, totp_code(rfc_secret, step + 2), now, 0));
    CHECK_FALSE(totp_verify(rfc_secret, totp_code(rfc_secret, step), now, step));
    CHECK_FALSE(totp_verify(rfc_secret, totp_code(rfc_secret, step - 1), now, step));
    CHECK(totp_verify(rfc_secret, totp_code(rfc_secret, step + 1), now, step) == step + 1);
    for (auto const* bad : {"", "12345", "1234567", "abcdef"})
        CHECK_FALSE(totp_verify(rfc_secret, bad, now, 0));
}

TEST_CASE("the address in the QR code escapes what it must") {
    CHECK(totp_secret().size() == 20);
    CHECK(totp_uri("foobar", "归雁 A/B", "li:si") ==
          "otpauth://totp/"
          "%E5%BD%92%E9%9B%81%20A%2FB:li%3Asi?secret=MZXW6YTBOI&issuer=%E5%BD%92%E9%9B%81%20A%2FB"
          "&algorithm=SHA1&digits=6&period=30");
}
