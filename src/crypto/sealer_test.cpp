#include "crypto/sealer.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <set>
#include <thread>

#include "crypto/cipher.hpp"
#include "crypto/encoding.hpp"
#include "crypto/random.hpp"

using namespace guiyan;
using namespace guiyan::crypto;

namespace {

byte const* raw(std::string const& s) {
    return reinterpret_cast<byte const*>(s.data());
}
byte* raw(std::string& s) {
    return reinterpret_cast<byte*>(s.data());
}

constexpr suite suites[] = {suite::sm, suite::international};

}  // namespace

TEST_CASE("SM4 gives the block of GB/T 32907-2016 annex A") {
    auto const block = from_hex("0123456789abcdeffedcba9876543210").value();
    cipher_key const key(block);
    // In counter mode over zeros the first block is the cipher of the counter itself.
    std::string const zeros(16, '\0');
    std::string out(16, '\0');
    sm4_ctr(key, raw(block), raw(zeros), 16, raw(out));
    CHECK(to_hex(out) == "681edf34d206965e86b3e94f536e4246");
}

TEST_CASE("AES-256-GCM gives case 14 of the GCM specification") {
    cipher_key const key(std::string(32, '\0'));
    std::string const nonce(12, '\0'), plain(16, '\0');
    std::string out(16, '\0'), tag(16, '\0');
    aes_gcm_seal(key, raw(nonce), nullptr, 0, raw(plain), 16, raw(out), raw(tag));
    CHECK(to_hex(out) == "cea7403d4d606b6e074ec5d3baf39d18");
    CHECK(to_hex(tag) == "d0d1c8a799996bf0265b98b5d48ab919");
}

TEST_CASE("what is sealed opens in its place and nowhere else") {
    for (auto const s : suites) {
        sealer const box(keyring::in_memory(s));
        for (std::string const& plain : {std::string(), std::string("411122197603271234"),
                                         std::string("河南省临颍县"), std::string(100'000, 'x')}) {
            auto const sealed = box.seal("person.id_number", plain, 7);
            CHECK(sealed.size() == plain.size() + (s == suite::sm ? 35 : 31));
            CHECK(box.open("person.id_number", sealed, 7) == plain);
            CHECK_FALSE(box.open("person.phone", sealed, 7));
            CHECK_FALSE(box.open("person.id_number", sealed, 8));
            CHECK_FALSE(box.open("person.id_number", sealed));
            CHECK_FALSE(box.is_outdated(sealed));
        }
        auto const sealed = box.seal("person.phone", "13800001234");
        CHECK(sealed.find("1380000") == std::string::npos);
        CHECK(box.open("person.phone", sealed) == "13800001234");
        CHECK_FALSE(sealer(keyring::in_memory(s)).open("person.phone", sealed));
    }
}

TEST_CASE("no changed byte and no cut goes unseen") {
    for (auto const s : suites) {
        sealer const box(keyring::in_memory(s));
        auto const sealed = box.seal("person.phone", "13800001234", 1);
        for (std::size_t at = 0; at < sealed.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                auto bad = sealed;
                bad[at] = static_cast<char>(bad[at] ^ (1 << bit));
                CHECK_FALSE(box.open("person.phone", bad, 1));
            }
            CHECK_FALSE(box.open("person.phone", std::string_view(sealed).substr(0, at), 1));
        }
        CHECK_FALSE(box.open("person.phone", sealed + '\0', 1));
        CHECK_FALSE(box.open("person.phone", "13800001234", 1));
    }
}

TEST_CASE("boxes with different keys take turns in one thread") {
    for (auto const s : suites) {
        sealer const a(keyring::in_memory(s));
        sealer const b(keyring::in_memory(s));
        for (int i = 0; i < 3; ++i) {
            auto const of_a = a.seal("x", "one");
            auto const of_b = b.seal("x", "two");
            CHECK_FALSE(b.open("x", of_a));
            CHECK(a.open("x", of_a) == "one");
            CHECK_FALSE(a.open("x", of_b));
            CHECK(b.open("x", of_b) == "two");
        }
    }
}

TEST_CASE("equal values do not look equal") {
    for (auto const s : suites) {
        sealer const box(keyring::in_memory(s));
        std::set<std::string> seen;
        for (int i = 0; i < 1000; ++i) seen.insert(box.seal("person.phone", "13800001234"));
        CHECK(seen.size() == 1000);
    }
}

TEST_CASE("after a rotation old values open and are found to be outdated") {
    auto const folder = std::filesystem::temp_directory_path() / ("guiyan-seal-" + random_token(128));
    fixed_clock const time(instant{});
    auto keys = keyring::create(folder / "keyring.json", suite::sm, time);
    sealer const before(keys);
    auto const old = before.seal("person.phone", "13800001234");
    keys.rotate(folder / "keyring.json", suite::international, time);
    sealer const after(keys);
    CHECK(after.open("person.phone", old) == "13800001234");
    CHECK(after.is_outdated(old));
    auto const fresh = after.seal("person.phone", "13800001234");
    CHECK(fresh[0] == static_cast<char>(suite::international));
    CHECK_FALSE(after.is_outdated(fresh));
    CHECK_FALSE(before.open("person.phone", fresh));
    std::filesystem::remove_all(folder);
}

TEST_CASE("threads seal and open side by side") {
    for (auto const s : suites) {
        sealer const box(keyring::in_memory(s));
        std::atomic<int> wrong = 0;
        {
            std::vector<std::jthread> workers;
            for (int t = 0; t < 4; ++t)
                workers.emplace_back([&box, &wrong, t] {
                    for (int i = 0; i < 500; ++i) {
                        auto const plain = std::to_string(t * 1000 + i);
                        if (box.open("x", box.seal("x", plain, i), i) != plain) ++wrong;
                    }
                });
        }
        CHECK(wrong == 0);
    }
}
