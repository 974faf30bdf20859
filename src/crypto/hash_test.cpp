#include "crypto/hash.hpp"

#include <doctest/doctest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <stdexcept>

#include "crypto/encoding.hpp"
#include "crypto/hmac.hpp"
#include "crypto/random.hpp"

using namespace guiyan::crypto;

namespace {

std::string bytes(std::string_view hex) {
    return from_hex(hex).value();
}

}  // namespace

TEST_CASE("SM3 gives the digests of GB/T 32905-2016 annex A") {
    CHECK(to_hex(sm3("abc")) == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    std::string sixteen_times;
    for (int i = 0; i < 16; ++i) sixteen_times += "abcd";
    CHECK(to_hex(sm3(sixteen_times)) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST_CASE("SHA-256 gives the digests of FIPS 180-4") {
    CHECK(to_hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("a digest taken in pieces is the digest of the whole, and starts anew") {
    for (auto const algorithm : {hash_algorithm::sm3, hash_algorithm::sha256}) {
        hasher h(algorithm);
        h.update("a");
        h.update("");
        h.update("bc");
        CHECK(h.finish() == hash(algorithm, "abc"));
        h.update("abc");
        CHECK(h.finish() == hash(algorithm, "abc"));
    }
}

TEST_CASE("HMAC-SHA-256 gives the values of RFC 4231") {
    auto const mac = [](std::string_view key, std::string_view text) {
        return to_hex(hmac(hash_algorithm::sha256, key, text));
    };
    CHECK(mac(std::string(20, '\x0b'), "Hi There") ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    CHECK(mac("Jefe", "what do ya want for nothing?") ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    CHECK(mac(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First") ==
          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("HMAC-SM3 agrees with OpenSSL's own for every length of key and text") {
    for (std::size_t size = 0; size < 140; size += 7) {
        auto const key = random_bytes(size + 1);
        auto const text = random_bytes(size * 3);
        digest expected;
        unsigned written = 0;
        REQUIRE(HMAC(EVP_sm3(), key.data(), static_cast<int>(key.size()),
                     reinterpret_cast<unsigned char const*>(text.data()), text.size(), expected.data(),
                     &written));
        CHECK(hmac(hash_algorithm::sm3, key, text) == expected);
    }
}

TEST_CASE("HKDF gives the values of RFC 5869") {
    std::string const secret(22, '\x0b');
    CHECK(to_hex(hkdf(hash_algorithm::sha256, secret, bytes("000102030405060708090a0b0c"),
                      bytes("f0f1f2f3f4f5f6f7f8f9"), 42)) ==
          "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    CHECK(to_hex(hkdf(hash_algorithm::sha256, secret, "", "", 42)) ==
          "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    CHECK(hkdf(hash_algorithm::sm3, secret, "", "", 255 * 32).size() == 255 * 32);
    CHECK_THROWS_AS(hkdf(hash_algorithm::sm3, secret, "", "", 255 * 32 + 1), std::invalid_argument);
}

TEST_CASE("bytes become text and come back, and only in one form") {
    CHECK(to_hex(std::string_view("\x00\xff", 2)) == "00ff");
    CHECK_FALSE(from_hex("0"));
    CHECK_FALSE(from_hex("0G"));
    CHECK(to_base32("foobar") == "MZXW6YTBOI");
    CHECK(from_base32("mzxw 6ytb-oi") == "foobar");
    CHECK(to_base64url("\xfb\xff\xfe") == "-__-");
    for (std::size_t size = 0; size < 40; ++size) {
        auto const original = random_bytes(size);
        CHECK(from_base64url(to_base64url(original)) == original);
        CHECK(from_base32(to_base32(original)) == original);
        CHECK(from_hex(to_hex(original)) == original);
    }
    CHECK_FALSE(from_base64url("AB"));
    CHECK_FALSE(from_base64url("A"));
    CHECK_FALSE(from_base64url("AA=="));
    CHECK(equal_in_constant_time("abc", "abc"));
    CHECK_FALSE(equal_in_constant_time("abc", "abd"));
    CHECK_FALSE(equal_in_constant_time("abc", "ab"));
}

TEST_CASE("tokens are long, codes are read as people type them") {
    CHECK(random_token().size() == 43);
    CHECK(random_token(128).size() == 22);
    CHECK(random_token() != random_token());
    CHECK_THROWS_AS(random_token(127), std::invalid_argument);
    for (int i = 0; i < 100; ++i) {
        auto const code = one_time_code();
        CHECK(code.size() == 14);
        CHECK(code.find_first_of("0O1I") == std::string::npos);
        CHECK(read_one_time_code(code) == code);
    }
    CHECK(read_one_time_code(" k7qm2xwf 9htb ") == "K7QM-2XWF-9HTB");
    CHECK_FALSE(read_one_time_code("K7QM-2XWF-9HT"));
    CHECK_FALSE(read_one_time_code("K7QM-2XWF-9HTBB"));
    CHECK_FALSE(read_one_time_code("K7QM-2XWF-9HT0"));
}
