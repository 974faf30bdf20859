#include "crypto/keyring.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "crypto/authenticator.hpp"
#include "crypto/blind_index.hpp"
#include "crypto/random.hpp"

using namespace guiyan;
using namespace guiyan::crypto;
namespace fs = std::filesystem;

namespace {

struct folder {
    fs::path path = fs::temp_directory_path() / ("guiyan-keys-" + random_token(128));
    fs::path file = path / "keys" / "keyring.json";
    fixed_clock time{*parse_instant("2026-11-21T14:02:00.123Z")};
    ~folder() { fs::remove_all(path); }

    std::string text() const {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    void write(std::string_view content) const {
        std::ofstream(file, std::ios::binary | std::ios::trunc).write(content.data(), std::ssize(content));
    }
};

unsigned mode_of(fs::path const& path) {
    struct stat about {};
    REQUIRE(::stat(path.c_str(), &about) == 0);
    return about.st_mode & 07777;
}

bool same(keyring const& a, keyring const& b) {
    if (a.masters().size() != b.masters().size()) return false;
    for (std::size_t i = 0; i < a.masters().size(); ++i) {
        auto const &x = a.masters()[i], &y = b.masters()[i];
        if (x.number != y.number || x.algorithms != y.algorithms || x.created_at != y.created_at ||
            x.secret != y.secret)
            return false;
    }
    return true;
}

}  // namespace

TEST_CASE("keys are made once, privately, and read back") {
    folder here;
    CHECK_THROWS_AS(keyring::load(here.file), keyring_error);
    auto const made = keyring::load_or_create(here.file, suite::sm, here.time);
    CHECK(mode_of(here.file) == 0600);
    CHECK(mode_of(here.file.parent_path()) == 0700);
    CHECK(same(made, keyring::load_or_create(here.file, suite::international, here.time)));
    CHECK_THROWS_AS(keyring::create(here.file, suite::sm, here.time), keyring_error);
    CHECK(same(made, keyring::load(here.file)));
    CHECK(std::distance(fs::directory_iterator(here.file.parent_path()), {}) == 1);
    CHECK(made.newest().created_at == here.time.now());
    CHECK(made.newest().secret.size() == 32);
}

TEST_CASE("keys that others could read or change are refused") {
    folder here;
    keyring::create(here.file, suite::sm, here.time);
    for (mode_t const mode : {0640, 0604, 0620, 0602}) {
        REQUIRE(::chmod(here.file.c_str(), mode) == 0);
        CHECK_THROWS_AS(keyring::load(here.file), keyring_error);
    }
    REQUIRE(::chmod(here.file.c_str(), 0600) == 0);
    REQUIRE(::chmod(here.file.parent_path().c_str(), 0777) == 0);
    CHECK_THROWS_AS(keyring::load(here.file), keyring_error);
    REQUIRE(::chmod(here.file.parent_path().c_str(), 0755) == 0);
    CHECK_NOTHROW(keyring::load(here.file));
    fs::rename(here.file, here.path / "elsewhere.json");
    fs::create_symlink(here.path / "elsewhere.json", here.file);
    CHECK_THROWS_AS(keyring::load(here.file), keyring_error);
}

TEST_CASE("a damaged file never loads as other keys, and the complaint tells no secret") {
    folder here;
    auto const made = keyring::create(here.file, suite::sm, here.time);
    auto const good = here.text();
    auto const secret_at = good.find("\"secret\":\"");
    REQUIRE(secret_at != std::string::npos);
    auto const secret = good.substr(secret_at + 10, 43);
    unsigned refused = 0;
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 1);
        here.write(bad);
        try {
            auto const loaded = keyring::load(here.file);
            CHECK(same(loaded, made));
        } catch (keyring_error const& e) {
            ++refused;
            CHECK(std::string_view(e.what()).find(secret.substr(0, 20)) == std::string_view::npos);
        }
    }
    CHECK(refused > 150);
    for (std::size_t size = 0; size + 1 < good.size(); size += 5) {
        here.write(good.substr(0, size));
        CHECK_THROWS_AS(keyring::load(here.file), keyring_error);
    }
    here.write(R"({"format":1,"masters":[]})");
    CHECK_THROWS_AS(keyring::load(here.file), keyring_error);
    here.write(R"({"format":2,"masters":[]})");
    CHECK_THROWS_WITH_AS(keyring::load(here.file), doctest::Contains("newer program"), keyring_error);
    // Damage is not a reason to make new keys.
    CHECK_THROWS_AS(keyring::load_or_create(here.file, suite::sm, here.time), keyring_error);
}

TEST_CASE("processes that start together agree on the keys") {
    folder here;
    std::vector<std::optional<keyring>> got(6);
    {
        std::vector<std::jthread> starters;
        for (auto& each : got)
            starters.emplace_back(
                [&each, &here] { each = keyring::load_or_create(here.file, suite::sm, here.time); });
    }
    for (auto const& each : got) CHECK(same(*each, *got[0]));
}

TEST_CASE("a rotation adds a master, keeps the old ones and refuses to overwrite another's") {
    folder here;
    auto keys = keyring::create(here.file, suite::sm, here.time);
    auto other = keys;
    auto const old = keys.newest().secret;
    here.time.advance(std::chrono::hours(24));
    keys.rotate(here.file, suite::international, here.time);
    CHECK(keys.masters().size() == 2);
    CHECK(keys.first().secret == old);
    CHECK(keys.newest().number == 2);
    CHECK(keys.newest().algorithms == suite::international);
    CHECK(keys.find(1) == &keys.first());
    CHECK(keys.find(3) == nullptr);
    CHECK(same(keys, keyring::load(here.file)));
    CHECK(mode_of(here.file) == 0600);
    CHECK_THROWS_AS(other.rotate(here.file, suite::sm, here.time), keyring_error);
    CHECK(other.masters().size() == 1);
    CHECK(same(keys, keyring::load(here.file)));
}

TEST_CASE("every purpose, master and suite has its own key") {
    auto const a = keyring::in_memory(suite::sm);
    auto const b = keyring::in_memory(suite::international);
    std::set<std::string> seen;
    for (auto const p : {purpose::field_sealing, purpose::field_authentication, purpose::blind_index,
                         purpose::session_token, purpose::audit_anchor, purpose::cursor}) {
        seen.insert(keyring::derive(a.newest(), p));
        seen.insert(keyring::derive(b.newest(), p));
    }
    CHECK(seen.size() == 12);
    CHECK(keyring::derive(a.newest(), purpose::cursor) == keyring::derive(a.newest(), purpose::cursor));
    CHECK(keyring::fingerprint(a.newest()).size() == 16);
    CHECK(keyring::fingerprint(a.newest()) != keyring::fingerprint(b.newest()));
}

TEST_CASE("the blind index meets equal values of one column only, and outlives a rotation") {
    folder here;
    auto keys = keyring::create(here.file, suite::sm, here.time);
    blind_index const before(keys);
    auto const mark = before.blind("person.phone", "13800001234");
    CHECK(mark.size() == 22);
    CHECK(mark == before.blind("person.phone", "13800001234"));
    CHECK(mark != before.blind("person.phone", "13800001235"));
    CHECK(mark != before.blind("organization.phone", "13800001234"));
    CHECK(before.blind("ab", "c") != before.blind("a", "bc"));
    keys.rotate(here.file, suite::international, here.time);
    CHECK(blind_index(keys).blind("person.phone", "13800001234") == mark);
    CHECK(blind_index(keyring::in_memory(suite::sm)).blind("person.phone", "13800001234") != mark);
    CHECK(blind_index(keyring::in_memory(suite::international)).blind("person.phone", "1").size() == 22);
}

TEST_CASE("marks are verified, also after a rotation, and not across purposes") {
    folder here;
    auto keys = keyring::create(here.file, suite::sm, here.time);
    auto const mark = authenticator(keys, purpose::cursor).mark("page 2");
    CHECK(mark.starts_with("1."));
    keys.rotate(here.file, suite::international, here.time);
    authenticator const later(keys, purpose::cursor);
    CHECK(later.verify("page 2", mark));
    CHECK(later.mark("page 2").starts_with("2."));
    CHECK(later.verify("page 2", later.mark("page 2")));
    CHECK_FALSE(later.verify("page 3", mark));
    CHECK_FALSE(authenticator(keys, purpose::audit_anchor).verify("page 2", mark));
    for (std::size_t at = 0; at < mark.size(); ++at) {
        auto bad = mark;
        bad[at] = static_cast<char>(bad[at] ^ 1);
        CHECK_FALSE(later.verify("page 2", bad));
    }
    for (auto const* bad : {"", ".", "1", "1.", "0.x", "3.x", "-1.x", "99999999999999999999.x"})
        CHECK_FALSE(later.verify("page 2", bad));
    CHECK(token_digest("t").size() == 64);
}
