#pragma once
// What the tests of this room share: the trail and a few small tables on both engines.

#include <doctest/doctest.h>
#include <spdlog/spdlog.h>

#include <string>
#include <utility>

#include "db/event_log.hpp"
#include "db/migrate.hpp"
#include "db/sqlite.hpp"
#include "db/test_engines.hpp"

namespace guiyan::db::testing {

inline constexpr engine both_engines[] = {engine::sqlite, engine::postgres};

inline char const* name_of(engine e) {
    return e == engine::sqlite ? "sqlite" : "postgres";
}

inline std::vector<migration> test_migrations() {
    auto const all = read_migrations("migrations");
    return {all.at(0), {"0002_test", R"(
CREATE TABLE town (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE village (
    id INTEGER PRIMARY KEY,
    town_id INTEGER NOT NULL REFERENCES town (id),
    code TEXT NOT NULL,
    year INTEGER NOT NULL,
    share REAL CONSTRAINT village_share CHECK (share >= 0),
    text TEXT,
    bytes BLOB,
    UNIQUE (code, year)
) STRICT;
CREATE TABLE nickname (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX nickname_lower_text ON nickname (lower(text));
)"}};
}

/// An installation with an open database on it.
struct test_database {
    explicit test_database(engine kind, std::chrono::milliseconds write_wait = std::chrono::seconds(5))
        : place(kind) {
        spdlog::set_level(spdlog::level::critical);  // the tests refuse and break things on purpose
        where = place.where();
        where.migrations = test_migrations();
        where.write_wait = write_wait;
        open();
    }
    void open() { db = database::open(where, time, test_chain()); }
    void close() { db.reset(); }
    void reopen() {
        close();
        open();
    }

    /// Writes with one event.
    template <class F>
    result<done> write(F&& f) {
        return db->write<done>(who, [&](transaction& tx) -> result<done> {
            f(tx.sql);
            tx.record({.what = "changed", .entity = "town", .entity_id = 1, .label = "王孟镇"});
            return done{};
        });
    }
    std::int64_t count(std::string_view table) {
        return db->query(
            [&](connection& c) { return c.integer(fmt::format("SELECT count(*) FROM {}", table)); });
    }
    verification verify() {
        return db->query([](connection& c) { return verify_trail(c, test_chain()); });
    }
    /// A connection past the database, as an administrator's tool or an intruder has one.
    std::unique_ptr<session> side_door() const {
        if (where.postgres_url.empty())
            return open_sqlite(where.data_folder + "/guiyan.db", sqlite_role::migrator);
        return open_postgres({where.postgres_url, where.postgres_schema, {}, std::chrono::seconds(5)},
                             postgres_role::writer);
    }

    system_clock time;
    actor who{
        .account_id = 7, .login = "clerk", .display_name = "李敏", .role = "clerk", .unit_name = "王孟镇"};
    installation place;
    settings where;
    std::unique_ptr<database> db;
};

}  // namespace guiyan::db::testing
