#include "crypto/chain.hpp"

#include <doctest/doctest.h>

#include <set>
#include <stdexcept>

using namespace guiyan::crypto;

TEST_CASE("the canonical form has no two meanings") {
    std::set<std::string> seen;
    seen.insert(canonical().bytes());
    seen.insert(canonical().add("a", "b").bytes());
    seen.insert(canonical().add("ab", "").bytes());
    seen.insert(canonical().add("", "ab").bytes());
    seen.insert(canonical().add_absent("a").bytes());
    seen.insert(canonical().add("a", "").bytes());
    seen.insert(canonical().add("a", "b").add("c", "d").bytes());
    seen.insert(canonical().add("c", "d").add("a", "b").bytes());
    seen.insert(canonical().add("a", "1:b1:c=1:d").bytes());
    seen.insert(canonical().add("a", std::string_view("\0", 1)).bytes());
    CHECK(seen.size() == 10);
    CHECK(canonical().add("n", std::int64_t{-5}).bytes() == "1:n=2:-5");
    CHECK(canonical().add_optional("n", std::nullopt).bytes() == canonical().add_absent("n").bytes());
    CHECK(canonical().add_optional("n", std::string("x")).bytes() == canonical().add("n", "x").bytes());
}

TEST_CASE("a chain shows every change, loss and exchange of rows") {
    auto const head = [](std::initializer_list<std::string> list) {
        auto hash = chain_start();
        for (auto const& row : list) hash = chain_next(hash, canonical().add("row", row).bytes());
        return hash;
    };
    auto const good = head({"one", "two", "three"});
    CHECK(good.size() == 64);
    CHECK(good == head({"one", "two", "three"}));
    CHECK(good != head({"one", "twp", "three"}));
    CHECK(good != head({"two", "one", "three"}));
    CHECK(good != head({"one", "three"}));
    CHECK(good != head({"one", "two"}));
    CHECK(chain_next(chain_start(), "abc") == to_hex(sm3(std::string(64, '0') + "abc")));
}

TEST_CASE("a chain goes on from a hash only") {
    CHECK_THROWS_AS(chain_next("", "x"), std::invalid_argument);
    CHECK_THROWS_AS(chain_next(std::string(64, 'G'), "x"), std::invalid_argument);
    CHECK_THROWS_AS(chain_next(std::string(63, '0'), "x"), std::invalid_argument);
}
