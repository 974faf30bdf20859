#include "crypto/password.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "crypto/password_policy.hpp"
#include "crypto/random.hpp"

using namespace guiyan;
using namespace guiyan::crypto;

namespace {

std::vector<std::string> keys(std::vector<field_error> const& errors) {
    std::vector<std::string> out;
    for (auto const& e : errors) out.push_back(e.key);
    return out;
}

using list = std::vector<std::string>;

password_owner const owner{"zhangsan01", "张立群", {"临颍县", "王孟镇"}};

list dengbao(std::string_view password) {
    return keys(password_violations(password_policy::dengbao(), password, owner));
}
list asvs(std::string_view password) {
    return keys(password_violations(password_policy::asvs(), password, owner));
}

}  // namespace

TEST_CASE("a stored password matches itself alone") {
    password_hasher hasher(password_cost::least());
    auto const stored = hasher.hash("石桥 Herbst 47").value();
    CHECK(stored.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
    CHECK(stored != hasher.hash("石桥 Herbst 47").value());
    CHECK(hasher.verify(stored, "石桥 Herbst 47").value().matches);
    CHECK_FALSE(hasher.verify(stored, "石桥 Herbst 47").value().needs_rehash);
    CHECK_FALSE(hasher.verify(stored, "石桥 Herbst 48").value().matches);
    CHECK_FALSE(hasher.verify(stored, "").value().matches);
    CHECK_FALSE(hasher.verify_unknown("石桥 Herbst 47").value().matches);
}

TEST_CASE("the same letters typed in another normal form match") {
    password_hasher hasher(password_cost::least());
    auto const stored = hasher.hash("caf\u00e9 am See").value();
    CHECK(hasher.verify(stored, "cafe\u0301 am See").value().matches);
}

TEST_CASE("a raised cost asks for a new hash at the next login") {
    password_hasher old(password_cost::least());
    password_hasher now({2, std::size_t{1} << 20});
    auto const stored = old.hash("x").value();
    auto const verdict = now.verify(stored, "x").value();
    CHECK(verdict.matches);
    CHECK(verdict.needs_rehash);
    CHECK_FALSE(now.verify(stored, "y").value().needs_rehash);
}

TEST_CASE("what is not a hash matches nothing") {
    password_hasher hasher(password_cost::least());
    for (std::string const stored : {"", "x", "$argon2id$", "$argon2id$v=19$m=8,t=1,p=1$!!$!!", "$2b$10$abc"})
        CHECK_FALSE(hasher.verify(stored, "x").value().matches);
    CHECK_FALSE(hasher.verify(std::string(500, '$'), "x").value().matches);
    CHECK(hasher.hash(std::string(5000, 'x')).error().code == fault::too_large);
    CHECK_FALSE(hasher.verify(hasher.hash("x").value(), std::string(5000, 'x')).value().matches);
}

TEST_CASE("former passwords are recognised") {
    password_hasher hasher(password_cost::least());
    std::vector<std::string> const former = {hasher.hash("one").value(), hasher.hash("two").value()};
    CHECK(hasher.is_among(former, "two").value());
    CHECK_FALSE(hasher.is_among(former, "three").value());
    CHECK_FALSE(hasher.is_among({}, "three").value());
}

TEST_CASE("a burst is turned away instead of queued without end") {
    password_hasher hasher({1, std::size_t{1} << 20}, 1, 0);
    std::atomic<bool> stop = false;
    std::jthread other([&] {
        while (!stop) (void)hasher.verify_unknown("x");
    });
    while (hasher.verify_unknown("x").has_value()) {
    }
    stop = true;
    other.join();
    CHECK(hasher.verify_unknown("x").has_value());
}

TEST_CASE("callers that wait are served in the end") {
    password_hasher hasher(password_cost::least(), 2, 64);
    std::atomic<int> served = 0;
    {
        std::vector<std::jthread> callers;
        for (int i = 0; i < 16; ++i)
            callers.emplace_back([&] { served += hasher.hash("x").has_value() ? 1 : 0; });
    }
    CHECK(served == 16);
}

TEST_CASE("the dengbao preset asks for ten characters of three kinds") {
    CHECK(dengbao("Wjt#7mQz2p") == list{});
    CHECK(dengbao("Wjt#7mQz2") == list{"password.too_short"});
    CHECK(dengbao("wjtkmqzvbp") == list{"password.too_few_kinds"});
    CHECK(dengbao("石桥 Herbst 47") == list{});
    CHECK(dengbao("") == list{"password.too_short", "password.too_few_kinds"});
    CHECK(password_policy::dengbao().change_after_days == 90);
    CHECK(password_policy::dengbao().not_the_last == 5);
}

TEST_CASE("the asvs preset asks for length alone") {
    CHECK(asvs("vierkleinebirkenbretter") == list{});
    CHECK(asvs("Wjt#7mQz2p") == list{"password.too_short"});
    CHECK(asvs("河边四棵白杨树下的旧磨盘") == list{});
    CHECK(asvs(std::string("Wjt#7mQz2p").append(54, 'k')) == list{});
    CHECK(password_policy::asvs().change_after_days == 0);
    CHECK(password_policy::named("asvs").name == "asvs");
    CHECK(password_policy::named("?").name == "dengbao");
}

TEST_CASE("sixty-four characters and more are accepted, a novel is not") {
    std::string phrase;
    while (phrase.size() < 100) phrase += "Vier kleine Birken 7 ";
    CHECK(dengbao(phrase) == list{});
    CHECK(dengbao(std::string(129, 'k')) == list{"password.too_long"});
}

TEST_CASE("what everybody would try first is refused, with the parts named") {
    for (std::string const weak :
         {"Admin@123456",   "P@ssw0rd2026",  "Passw0rd!!!",    "1qaz@WSX3edc",   "Qwer!@#$1234",
          "Woaini5201314!", "Linying@2026",  "Lyx@20260101",   "Zhongguo888!",   "Abcd1234!@#$",
          "Root#2024Root",  "Wangmeng#123",  "Rencaiban@2026", "Guanliyuan_1",   "Zhangliqun@85",
          "Liqun19850327!", "zlq@19850327A", "Aa123456789!",   "密码Admin888!!", "临颍县Admin@1"}) {
        CAPTURE(weak);
        CHECK(dengbao(weak) == list{"password.guessable"});
    }
    auto const errors =
        password_violations(password_policy::dengbao(), "Admin@123456", owner, "/new_password");
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].path == "/new_password");
    CHECK(errors[0].args == text_args{{"pieces", "Admin 123456"}});
}

TEST_CASE("the login name is refused inside any password") {
    CHECK(dengbao("Wjt#7ZhangSan01mQz2p") == list{"password.contains_login"});
    auto const both = dengbao("Zhangsan01@");
    CHECK(std::count(both.begin(), both.end(), "password.contains_login") == 1);
    CHECK(std::count(both.begin(), both.end(), "password.guessable") == 1);
}

TEST_CASE("what cannot be typed is refused") {
    CHECK(dengbao("Wjt#7mQz2p\n") == list{"password.unreadable"});
    CHECK(dengbao("Wjt#7mQz2p\xff") == list{"password.unreadable"});
}

TEST_CASE("first passwords made here satisfy both presets") {
    for (int i = 0; i < 200; ++i) {
        auto const made = random_password();
        CAPTURE(made);
        CHECK(dengbao(made) == list{});
        CHECK(asvs(made) == list{});
    }
}
