#include "db/database.hpp"

#include <doctest/doctest.h>

#include "db/event_log.hpp"
#include "db/test_engines.hpp"

using namespace guiyan;
using namespace guiyan::db;

TEST_CASE("smoke") {
    testing::scratch_folder folder;
    system_clock time;
    settings s;
    s.data_folder = folder.path();
    s.migrations = read_migrations("migrations");
    s.migrations.push_back({"9000_t", "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE) STRICT;"});
    chain_link link = [](std::string_view p, std::string_view c) { return std::to_string(std::hash<std::string>{}(std::string(p) + std::string(c))); };
    {
        auto d = database::open(s, time, link);
        actor who;
        auto r = d->write<int>(who, [&](transaction& tx) -> result<int> {
            tx.sql.execute("INSERT INTO t (id, name) VALUES ($1, $2)", {tx.mint(), "张三"});
            tx.record({.what = "created", .entity = "t"});
            return 7;
        });
        REQUIRE(r);
        CHECK(*r == 7);
        CHECK(d->query([](connection& c) { return c.text("SELECT name FROM t"); }) == "张三");
        CHECK(d->query([&](connection& c) { return verify_trail(c, link).checked; }) == 1);
    }
    auto d = database::open(s, time, link);
    CHECK(d->query([](connection& c) { return c.text("SELECT name FROM t"); }) == "张三");
}
