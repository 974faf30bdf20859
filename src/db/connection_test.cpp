#include "db/connection.hpp"

#include <limits>

#include "db/test_database.hpp"

using namespace guiyan;
using namespace guiyan::db;
using namespace guiyan::db::testing;

TEST_CASE("values go there and come back") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        blob const bytes{std::string("\0\xff\\x,\n\0", 7)};
        auto const largest = std::numeric_limits<std::int64_t>::max();
        REQUIRE(t.write([&](connection& c) {
            c.execute("INSERT INTO town (id, name) VALUES ($1, $2)", {largest, "𠮷村'\"$1;\n\t\\"});
            c.execute(
                "INSERT INTO village (id, town_id, code, year, share, text, bytes) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                {1, largest, "", std::numeric_limits<std::int64_t>::min(), 0.1, {}, &bytes});
            blob const nothing;
            c.execute(
                "INSERT INTO village (id, town_id, code, year, share, text, bytes) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                {2, largest, "x", 2, {}, "", &nothing});
        }));
        t.db->read([&](connection& c) {
            CHECK(c.text("SELECT name FROM town WHERE id = $1", {largest}) == "𠮷村'\"$1;\n\t\\");
            int rows = 0;
            c.each("SELECT * FROM village ORDER BY id", {}, [&](row const& r) {
                CHECK(r.columns() == 7);
                CHECK(r.integer(1) == largest);
                if (++rows == 1) {
                    CHECK(r.text(2) == "");
                    CHECK_FALSE(r.is_null(2));
                    CHECK(r.integer(3) == std::numeric_limits<std::int64_t>::min());
                    CHECK(r.real(4) == 0.1);
                    CHECK(r.is_null(5));
                    CHECK(r.text(5) == "");
                    CHECK(r.bytes(6) == bytes.bytes);
                } else {
                    CHECK(r.is_null(4));
                    CHECK(r.real(4) == 0);
                    CHECK_FALSE(r.is_null(5));
                    CHECK_FALSE(r.is_null(6));
                    CHECK(r.bytes(6) == "");
                }
                return true;
            });
            CHECK(rows == 2);
            CHECK(c.exists("SELECT 1 FROM village WHERE code = $1", {""}));
            CHECK_FALSE(c.exists("SELECT 1 FROM village WHERE id = $1", {9}));
            CHECK(c.integer("SELECT sum(id) FROM village") == 3);
            CHECK(c.integer("SELECT id FROM village WHERE id = $1", {9}, -1) == -1);
            CHECK(c.integer("SELECT EXISTS (SELECT 1 FROM town)") == 1);
            CHECK(c.text("SELECT 1 = 2") == "0");
        });
    }
}

TEST_CASE("placeholders mean the same on both engines") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        t.db->read([](connection& c) {
            CHECK(c.integer("SELECT $2 - $1 - $1", {1, 10}) == 8);
            // Left to itself PostgreSQL would make 32-bit integers of these.
            CHECK(c.integer("SELECT $1 + 1", {std::int64_t(1) << 40}) == (std::int64_t(1) << 40) + 1);
            CHECK(c.integer("SELECT CASE WHEN 1 = 1 THEN $1 ELSE 0 END", {std::int64_t(1) << 40}) ==
                  std::int64_t(1) << 40);
            // One text with values of other kinds: NULL first, then an integer, then a real.
            auto const sum = "SELECT coalesce($1, 5) * 2";
            CHECK(c.integer(sum, {{}}) == 10);
            CHECK(c.integer(sum, {std::int64_t(1) << 40}) == std::int64_t(1) << 41);
            c.each(sum, {0.25}, [](row const& r) {
                CHECK(r.real(0) == 0.5);
                return true;
            });
            CHECK(c.integer(sum, {7}) == 14);
            CHECK(c.text("SELECT '$1' || $1", {"a"}) == "$1a");
        });
        t.db->read([](connection& c) { CHECK_THROWS_AS(c.integer("SELECT $1 + $2", {1}), sql_error); });
        t.db->read([](connection& c) { CHECK_THROWS_AS(c.execute("SELECT 1; SELECT 2"), sql_error); });
    }
}

TEST_CASE("texts that PostgreSQL cannot hold are refused everywhere") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        for (auto const bad : {std::string_view("a\0b", 3), std::string_view("12345678\0", 9),
                               std::string_view("\xc3\x28"), std::string_view("ASCII and \xed\xa0\x80")}) {
            CHECK_THROWS_AS(t.write([&](connection& c) {
                c.execute("INSERT INTO town (id, name) VALUES (1, $1)", {bad});
            }),
                            sql_error);
        }
        CHECK(t.count("town") == 0);
        CHECK(t.count("event_log") == 0);
    }
}

TEST_CASE("a statement may run inside the callback of another, also of the same text") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        REQUIRE(t.write([](connection& c) {
            for (int i = 1; i <= 300; ++i)
                c.execute("INSERT INTO town (id, name) VALUES ($1, $2)", {i, std::to_string(i)});
        }));
        t.db->read([](connection& c) {
            int pairs = 0;
            auto const sql = "SELECT id FROM town WHERE id <= $1 ORDER BY id";
            c.each(sql, {3}, [&](row const& outer) {
                c.each(sql, {outer.integer(0)}, [&](row const&) { return ++pairs > 0; });
                // Push every other statement out of the cache meanwhile.
                for (int i = 0; i < 200; ++i)
                    CHECK(c.integer(fmt::format("SELECT {} + $1", i), {1}) == i + 1);
                return true;
            });
            CHECK(pairs == 6);
            int seen = 0;
            c.each(sql, {300}, [&](row const&) { return ++seen < 5; });
            CHECK(seen == 5);
            CHECK_THROWS_AS(c.each(sql, {3}, [](row const&) -> bool { throw std::out_of_range("x"); }),
                            std::out_of_range);
            CHECK(c.integer(sql, {1}) == 1);
        });
    }
}

TEST_CASE("bulk writes many rows, and none when something breaks") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        std::vector<std::string_view> const columns{"id",    "town_id", "code", "year",
                                                    "share", "text",    "bytes"};
        blob const bytes{std::string("\0\\\n", 3)};
        auto fill = [&](connection& c, int rows, int bad) {
            int i = 0;
            std::string code;
            return c.bulk("village", columns, [&](std::vector<parameter>& values) {
                if (i == rows) return false;
                if (++i == bad) throw std::out_of_range("the file ends");
                code = std::to_string(i);
                values = {i, 1, code, 2026, 0.5, i % 2 ? parameter("a\\\t\n\r'𠮷") : parameter(), &bytes};
                return true;
            });
        };
        REQUIRE(
            t.write([](connection& c) { c.execute("INSERT INTO town (id, name) VALUES (1, '繁城镇')"); }));
        CHECK_THROWS_AS(t.write([&](connection& c) { fill(c, 20000, 15000); }), std::out_of_range);
        CHECK(t.count("village") == 0);
        std::int64_t rows = 0;
        REQUIRE(t.write([&](connection& c) { rows = fill(c, 100000, 0); }));
        CHECK(rows == 100000);
        CHECK(t.count("village") == 100000);
        t.db->read([&](connection& c) {
            CHECK(c.integer("SELECT count(*) FROM village WHERE text = $1", {"a\\\t\n\r'𠮷"}) == 50000);
            CHECK(c.integer("SELECT count(*) FROM village WHERE text IS NULL AND bytes = $1", {&bytes}) ==
                  50000);
            CHECK(c.integer("SELECT count(DISTINCT code) FROM village") == 100000);
        });
        try {
            (void)t.write([&](connection& c) { fill(c, 10, 0); });
            FAIL("the same rows went in twice");
        } catch (sql_error const& e) {
            CHECK(e.kind == failure::unique);
        }
        CHECK(t.count("village") == 100000);
    }
}

TEST_CASE("failures have their kind and their constraint, spelled alike") {
    struct expected {
        char const* sql;
        failure kind;
        char const* constraint;
    };
    expected const cases[] = {
        {"INSERT INTO town (id, name) VALUES (1, '乙')", failure::unique, "town.id"},
        {"INSERT INTO town (id, name) VALUES (2, '甲A')", failure::unique, "town.name"},
        {"INSERT INTO nickname (id, text) VALUES (2, 'AB')", failure::unique, "nickname_lower_text"},
        {"INSERT INTO village (id, town_id, code, year) VALUES (2, 1, 'c', 1)", failure::unique,
         "village.code, village.year"},
        {"INSERT INTO village (id, town_id, code, year) VALUES (2, 9, 'd', 1)", failure::foreign_key,
         nullptr},
        {"DELETE FROM town", failure::foreign_key, nullptr},
        {"INSERT INTO village (id, town_id, year) VALUES (2, 1, 1)", failure::not_null, "village.code"},
        {"INSERT INTO village (id, town_id, code, year, share) VALUES (2, 1, 'd', 1, -1)", failure::check,
         "village_share"},
        {"UPDATE event_log SET label = 'x'", failure::check, "event_log is append-only"},
        {"DELETE FROM event_log", failure::check, "event_log is append-only"},
        {"INSERT INTO nowhere VALUES (1)", failure::other, ""},
    };
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        REQUIRE(t.write([](connection& c) {
            c.execute("INSERT INTO town (id, name) VALUES (1, '甲A')");
            c.execute("INSERT INTO village (id, town_id, code, year) VALUES (1, 1, 'c', 1)");
            c.execute("INSERT INTO nickname (id, text) VALUES (1, 'ab')");
        }));
        for (auto const& e : cases) {
            CAPTURE(e.sql);
            try {
                (void)t.write([&](connection& c) { c.execute(e.sql); });
                FAIL("nothing was thrown");
            } catch (sql_error const& x) {
                CAPTURE(x.what());
                CHECK(x.kind == e.kind);
                if (e.constraint) CHECK(x.constraint == e.constraint);
            }
        }
        t.db->read([](connection& c) {
            CHECK_THROWS_AS(c.execute("INSERT INTO town (id, name) VALUES (5, 'reader')"), sql_error);
        });
        CHECK(t.count("town") == 1);
        CHECK(t.count("village") == 1);
        CHECK(t.count("event_log") == 1);
    }
}

TEST_CASE("rows can be tried one by one inside a savepoint") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        int refused = 0;
        REQUIRE(t.write([&](connection& c) {
            for (auto const* name : {"a", "b", "a", "c", "b"}) {
                try {
                    savepoint one(c);
                    c.execute("INSERT INTO town (id, name) VALUES ($1, 'x')", {100 + refused});
                    c.execute("UPDATE town SET name = $1 WHERE name = 'x'", {name});
                    one.keep();
                } catch (sql_error const& e) {
                    CHECK(e.kind == failure::unique);
                    ++refused;
                }
                c.execute("UPDATE town SET id = id + 1000 WHERE id < 1000 + $1", {0});
                c.execute("UPDATE town SET id = id + (SELECT count(*) FROM town) * 1000 WHERE id < 2000");
            }
        }));
        CHECK(refused == 2);
        CHECK(t.count("town") == 3);
    }
}
