#include "crypto/signing.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include "crypto/certificate.hpp"
#include "crypto/encoding.hpp"
#include "crypto/random.hpp"

using namespace guiyan;
using namespace guiyan::crypto;

namespace {

certificate_content a_certificate() {
    return {"appointment_certificate",
            "南城名村聘字〔2021〕0018号",
            "龚䶮",
            "名誉村长",
            "株良镇城上村",
            date(2021, 6, 18),
            date(2021, 6, 18),
            date(2024, 6, 17),
            "南城县",
            new_certificate_code()};
}

}  // namespace

TEST_CASE("a signature holds for its content and its key only") {
    auto const keys = keyring::in_memory(suite::sm), other = keyring::in_memory(suite::sm);
    std::string const content = canonical(a_certificate());
    std::string const signature = sign(keys, content);
    CHECK(signature.starts_with("1."));
    CHECK(verify(keys, content, signature));
    CHECK_FALSE(verify(other, content, signature));
    for (std::size_t at = 0; at < content.size(); ++at) {
        std::string changed = content;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        CHECK_FALSE(verify(keys, changed, signature));
    }
    for (std::size_t at = 0; at < signature.size(); ++at) {
        std::string changed = signature;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        CHECK_FALSE(verify(keys, content, changed));
    }
    for (auto const* text : {"", ".", "1.", "1", "2.AAAA", "99999.AAAA", "-1.AAAA"})
        CHECK_FALSE(verify(keys, content, text));
}

TEST_CASE("the key pair comes back from the keyring file, and an old one checks after a rotation") {
    auto const folder =
        std::filesystem::temp_directory_path() / ("guiyan-signing-" + to_hex(random_bytes(8)));
    std::filesystem::create_directory(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    auto const file = folder / "keyring.json";
    system_clock const time;
    auto keys = keyring::create(file, suite::sm, time);
    auto const before = sign(keys, "一");
    CHECK(sign(keyring::load(file), "一") == before);
    keys.rotate(file, suite::sm, time);
    auto const after = sign(keys, "一");
    CHECK(after.starts_with("2."));
    CHECK(verify(keyring::load(file), "一", before));
    CHECK(verify(keyring::load(file), "一", after));
    CHECK(public_key(keys.first()) != public_key(keys.newest()));
    std::filesystem::remove_all(folder);
}

TEST_CASE("a second program checks with the public key alone") {
    auto const keys = keyring::in_memory(suite::international);
    auto const signature = sign(keys, "content");
    auto const raw = *from_base64url(signature.substr(2));
    CHECK(verify_with(public_key(keys.first()), "content", raw));
    CHECK_FALSE(verify_with(public_key(keys.first()), "Content", raw));
    CHECK_FALSE(verify_with("short", "content", raw));
    CHECK(public_key_pem(keys.first()).starts_with("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA"));
    // RFC 8032, section 7.1, test 2.
    CHECK(verify_with(*from_hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"), "\x72",
                      *from_hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")));
}

TEST_CASE("a certificate is signed as a whole") {
    auto const keys = keyring::in_memory(suite::sm);
    auto const issued = a_certificate();
    auto const signature = sign_certificate(keys, issued);
    CHECK(verify_certificate(keys, issued, signature));
    auto changed = issued;
    changed.valid_to = date(2034, 6, 17);
    CHECK_FALSE(verify_certificate(keys, changed, signature));
    changed = issued;
    changed.valid_to.reset();
    CHECK_FALSE(verify_certificate(keys, changed, signature));
    // What moves from one line to the next is another content.
    changed = issued;
    changed.role = "名誉村长\nplace";
    CHECK(canonical(changed) != canonical(issued));
    changed = issued;
    changed.code = "1";
    CHECK_THROWS_AS(sign_certificate(keys, changed), std::invalid_argument);
}

TEST_CASE("codes are long, random and forgiving to read") {
    auto const code = new_certificate_code();
    CHECK(code.size() == 26);
    CHECK(code.find_first_of("ilou") == code.npos);
    CHECK(code != new_certificate_code());
    CHECK(read_certificate_code(printed_certificate_code(code)) == code);
    CHECK(printed_certificate_code(code).size() == 32);
    CHECK(*read_certificate_code("OIL0-1234-5678-9ABC-DEFG-HJKM-NP") ==
          "011012345678"
          "9abcdefghjkmnp");
    CHECK_FALSE(read_certificate_code(code.substr(1)));
    CHECK_FALSE(read_certificate_code(code + "0"));
    CHECK_FALSE(read_certificate_code("u" + code.substr(1)));
}

TEST_CASE("a file with one byte changed is not the one that was issued") {
    std::string file = random_bytes(5000);
    auto const digest = paper_digest(file);
    CHECK(digest.size() == 64);
    CHECK(check_paper(file, digest));
    file[4321] = static_cast<char>(file[4321] ^ 1);
    CHECK_FALSE(check_paper(file, digest));
    CHECK_FALSE(check_paper(file, ""));
}
