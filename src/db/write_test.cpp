#include <atomic>
#include <thread>

#include "db/test_database.hpp"

using namespace guiyan;
using namespace guiyan::db;
using namespace guiyan::db::testing;
using namespace std::chrono_literals;

namespace {

event some_event(char const* what) {
    return {.what = what, .entity = "town", .entity_id = 3, .label = "繁城镇"};
}

void add_town(transaction& tx, std::int64_t id, std::string const& name) {
    tx.sql.execute("INSERT INTO town (id, name) VALUES ($1, $2)", {id, name});
}

std::vector<event_row> events_of(test_database& t) {
    std::vector<event_row> out;
    t.db->read([&](connection& c) {
        each_event(c, 0, [&](event_row const& e) {
            out.push_back(e);
            return true;
        });
    });
    return out;
}

}  // namespace

TEST_CASE("a write answers its value and leaves its event") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        t.who.remote = "127.0.0.1";
        t.who.request_id = "r-1";
        auto const id = t.db->write<std::int64_t>(t.who, [](transaction& tx) -> result<std::int64_t> {
            auto const minted = tx.mint();
            add_town(tx, minted, "王孟镇");
            auto e = some_event("created");
            e.entity_id = minted;
            e.changes = {{"name", "", "王\"孟\n镇"}, {"note", "a\\b", ""}};
            e.reason = "登记";
            tx.record(e);
            tx.record(some_event("counted"));
            return minted;
        });
        REQUIRE(id);
        auto const events = events_of(t);
        REQUIRE(events.size() == 2);
        auto const& e = events[0];
        CHECK(e.id == 1);
        CHECK(parse_instant(e.at));
        CHECK(e.account_id == 7);
        CHECK(e.account_name == "李敏");
        CHECK(e.role == "clerk");
        CHECK(e.unit_name == "王孟镇");
        CHECK(e.remote == "127.0.0.1");
        CHECK(e.request_id == "r-1");
        CHECK(e.what == "created");
        CHECK(e.entity == "town");
        CHECK(e.entity_id == *id);
        CHECK(e.changes == R"([{"field":"name","before":"","after":"王\"孟\u000a镇"},)"
                           R"({"field":"note","before":"a\\b","after":""}])");
        CHECK(e.reason == "登记");
        CHECK(e.outcome == "done");
        CHECK(e.previous_hash == std::string(64, '0'));
        CHECK(events[1].previous_hash == e.hash);
        CHECK(t.verify().checked == 2);
        CHECK(t.verify().head == events[1].hash);
        CHECK(t.db->state().writes == 1);
    }
}

TEST_CASE("an error undoes the write but keeps what is always recorded") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        bool hook = false;
        auto const r = t.db->write<done>(t.who, [&](transaction& tx) -> result<done> {
            add_town(tx, 1, "a");
            tx.record(some_event("created"));
            auto refused = some_event("login_refused");
            refused.outcome = "refused";
            tx.record_always(refused);
            tx.after_commit([&] { hook = true; });
            return fail(fault::conflict, "town.taken");
        });
        REQUIRE_FALSE(r);
        CHECK(r.error().key == "town.taken");
        CHECK_FALSE(hook);
        CHECK(t.count("town") == 0);
        auto const events = events_of(t);
        REQUIRE(events.size() == 1);
        CHECK(events[0].what == "login_refused");
        CHECK(events[0].outcome == "refused");

        // Without such an event nothing at all is left.
        CHECK_FALSE(t.db->write<done>(t.who, [&](transaction& tx) -> result<done> {
            add_town(tx, 1, "a");
            tx.record(some_event("created"));
            return fail(fault::conflict, "town.taken");
        }));
        CHECK(t.count("event_log") == 1);
        CHECK(t.count("town") == 0);
        CHECK(t.verify().broken_at == 0);
    }
}

TEST_CASE("a write without an event and a write that throws are undone") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        CHECK_THROWS_AS(t.db->write<done>(t.who,
                                          [](transaction& tx) -> result<done> {
                                              add_town(tx, 1, "a");
                                              return done{};
                                          }),
                        unaudited_write);
        CHECK_THROWS_AS(t.db->write<done>(t.who,
                                          [](transaction& tx) -> result<done> {
                                              add_town(tx, 1, "a");
                                              tx.record(some_event("created"));
                                              tx.record_always(some_event("created"));
                                              throw std::out_of_range("programmer's mistake");
                                          }),
                        std::out_of_range);
        CHECK(t.count("town") == 0);
        CHECK(t.count("event_log") == 0);
        // A failed statement that was caught, and a value returned all the same: whatever the engine makes of
        // it, the write is whole or not there.
        try {
            auto const r = t.db->write<done>(t.who, [](transaction& tx) -> result<done> {
                add_town(tx, 1, "a");
                try {
                    add_town(tx, 1, "a");
                } catch (sql_error const&) {
                }
                tx.record(some_event("created"));
                return done{};
            });
            CHECK(r.has_value());
        } catch (sql_error const&) {
        }
        CHECK(t.count("town") == t.count("event_log"));
        REQUIRE(t.write([](connection& c) { c.execute("INSERT INTO town (id, name) VALUES (2, 'b')"); }));
        CHECK(t.verify().broken_at == 0);
    }
}

TEST_CASE("an event that cannot be stored undoes its write") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        CHECK_THROWS_AS(t.db->write<done>(t.who,
                                          [](transaction& tx) -> result<done> {
                                              add_town(tx, 1, "a");
                                              tx.record(some_event("created"));
                                              tx.record(some_event(""));
                                              return done{};
                                          }),
                        sql_error);
        CHECK(t.count("town") == 0);
        CHECK(t.count("event_log") == 0);
        REQUIRE(t.write([](connection& c) { c.execute("INSERT INTO town (id, name) VALUES (2, 'b')"); }));
        CHECK(t.verify().checked == 1);
    }
}

TEST_CASE("sixteen threads share commits; every write is there and the chain is linear") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        constexpr int threads = 16, each = 500;
        std::atomic<int> good = 0, refused = 0, thrown = 0, hooks = 0;
        std::vector<std::int64_t> order;  // only the writer's thread touches it
        std::vector<std::thread> crowd;
        for (int n = 0; n < threads; ++n)
            crowd.emplace_back([&, n] {
                for (int i = 0; i < each; ++i) {
                    std::int64_t const id = n * each + i + 1;
                    int const hooks_before = hooks;
                    try {
                        auto const r = t.db->write<done>(t.who, [&](transaction& tx) -> result<done> {
                            add_town(tx, id, std::to_string(id));
                            tx.record(some_event("created"));
                            tx.after_commit([&] {
                                ++hooks;
                                order.push_back(id);
                            });
                            if (i % 10 == 3) return fail(fault::conflict, "no");
                            if (i % 10 == 7) add_town(tx, id, "twice");
                            return done{};
                        });
                        ++(r ? good : refused);
                        if (r && hooks == hooks_before) FAIL_CHECK("the hook came after the answer");
                    } catch (sql_error const&) {
                        ++thrown;
                    }
                }
            });
        for (auto& one : crowd) one.join();
        CHECK(good == threads * each * 8 / 10);
        CHECK(refused == threads * each / 10);
        CHECK(thrown == threads * each / 10);
        CHECK(hooks == good);
        CHECK(t.count("town") == good);
        CHECK(t.verify().checked == good);
        CHECK(t.verify().broken_at == 0);
        CHECK(t.db->state().writes == static_cast<std::uint64_t>(good.load()));
        CHECK(t.db->state().commits < t.db->state().writes);
        t.reopen();
        CHECK(t.count("town") == good);
    }
}

TEST_CASE("two servers on one PostgreSQL keep one chain") {
    test_database t(engine::postgres);
    auto const second = database::open(t.where, t.time, test_chain());
    std::vector<std::thread> crowd;
    for (int n = 0; n < 8; ++n)
        crowd.emplace_back([&, n] {
            for (int i = 0; i < 50; ++i) {
                auto const r =
                    (n % 2 ? *second : *t.db).write<done>(t.who, [&](transaction& tx) -> result<done> {
                        add_town(tx, n * 50 + i + 1, fmt::format("{} {}", n, i));
                        tx.record(some_event("created"));
                        return done{};
                    });
                if (!r) FAIL_CHECK("refused: " << r.error().key);
            }
        });
    for (auto& one : crowd) one.join();
    CHECK(t.count("town") == 400);
    CHECK(t.verify().checked == 400);
    CHECK(t.verify().broken_at == 0);
}

TEST_CASE("a reader sees one snapshot, a read inside a read sees the same one") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        t.db->read([&](connection& c) {
            CHECK(c.integer("SELECT count(*) FROM town") == 0);
            std::thread([&] {
                REQUIRE(
                    t.write([](connection& w) { w.execute("INSERT INTO town (id, name) VALUES (1, 'a')"); }));
                CHECK(t.count("town") == 1);
            }).join();
            CHECK(c.integer("SELECT count(*) FROM town") == 0);
            CHECK(t.count("town") == 0);
        });
        CHECK(t.count("town") == 1);
        CHECK_THROWS_AS(t.write([&](connection&) { t.count("town"); }), std::logic_error);
        std::int64_t seen_after = 0;
        REQUIRE(t.db->write<done>(t.who, [&](transaction& tx) -> result<done> {
            tx.sql.execute("INSERT INTO town (id, name) VALUES (2, 'b')");
            tx.record(some_event("created"));
            tx.after_commit([&] { seen_after = t.count("town"); });
            return done{};
        }));
        CHECK(seen_after == 2);
        CHECK_THROWS_AS(t.write([&](connection&) { (void)t.write([](connection&) {}); }), std::logic_error);
    }
}

TEST_CASE("more threads than readers wait for each other") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        t.close();
        t.where.readers = 2;
        t.open();
        std::atomic<int> reads = 0;
        std::vector<std::thread> crowd;
        for (int n = 0; n < 12; ++n)
            crowd.emplace_back([&] {
                for (int i = 0; i < 50; ++i) reads += t.count("town") == 0;
            });
        for (auto& one : crowd) one.join();
        CHECK(reads == 600);
    }
}

TEST_CASE("while somebody else holds the database reads go on and writes answer busy") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind, 400ms);
        {
            auto const other = t.side_door();
            other->begin_write(1s);
            auto const begun = std::chrono::steady_clock::now();
            auto const r = t.write([](connection&) {});
            CHECK(std::chrono::steady_clock::now() - begun >= 400ms);
            REQUIRE_FALSE(r);
            CHECK(r.error().code == fault::busy);
            CHECK(r.error().key == "error.busy");
            CHECK(t.count("town") == 0);
            CHECK(t.db->state().refused == 1);
            CHECK(t.db->state().waiting == 0);
            other->rollback();
        }
        CHECK(t.write([](connection&) {}));
        CHECK(t.count("event_log") == 1);
    }
}

TEST_CASE("a row that somebody else holds makes only its own write busy") {
    test_database t(engine::postgres, 400ms);
    REQUIRE(
        t.write([](connection& c) { c.execute("INSERT INTO town (id, name) VALUES (1, 'a'), (2, 'b')"); }));
    auto const other = t.side_door();
    other->script("BEGIN; UPDATE town SET name = 'held' WHERE id = 1");
    auto const r = t.write([](connection& c) { c.execute("UPDATE town SET name = 'mine' WHERE id = 1"); });
    REQUIRE_FALSE(r);
    CHECK(r.error().code == fault::busy);
    CHECK(t.write([](connection& c) { c.execute("UPDATE town SET name = 'c' WHERE id = 2"); }));
    other->rollback();
    CHECK(t.count("town") == 2);
}

// Of this test's own database: other tests work on the same server.
constexpr char const* cut_others =
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND "
    "application_name = 'guiyan' AND pid <> pg_backend_pid()";

TEST_CASE("PostgreSQL connections that are cut come back") {
    test_database t(engine::postgres);
    auto const other = t.side_door();
    for (int round = 0; round < 3; ++round) {
        CHECK(t.count("town") == round);
        other->execute(cut_others);
        CHECK(t.count("town") == round);
        REQUIRE(t.write([&](connection& c) {
            c.execute("INSERT INTO town (id, name) VALUES ($1, 'a' || $1)", {round});
        }));
    }
    // Cut in the middle of a write: undone, and the next one works.
    auto const cut = t.write([&](connection& c) {
        c.execute("INSERT INTO town (id, name) VALUES (9, 'cut')");
        other->execute(cut_others);
        c.execute("INSERT INTO town (id, name) VALUES (10, 'cut too')");
    });
    REQUIRE_FALSE(cut);
    CHECK(cut.error().code == fault::busy);
    CHECK(t.write([](connection&) {}));
    CHECK(t.count("town") == 3);
    CHECK(t.verify().broken_at == 0);
    // In the middle of a read: that read fails as lost.
    try {
        t.db->read([&](connection& c) {
            other->execute(cut_others);
            c.integer("SELECT 1");
        });
        FAIL("the connection was not cut");
    } catch (sql_error const& e) {
        CHECK(e.kind == failure::lost);
    }
    CHECK(t.count("town") == 3);
}

TEST_CASE("PostgreSQL's states have their kinds") {
    test_database t(engine::postgres);
    std::pair<char const*, failure> const cases[] = {
        {"40001", failure::serialization}, {"40P01", failure::serialization}, {"53100", failure::disk_full},
        {"55P03", failure::busy},          {"57014", failure::busy},          {"23505", failure::unique},
        {"57P03", failure::lost},          {"22012", failure::other}};
    auto const sql = t.side_door();
    for (auto const& [state, kind] : cases) {
        CAPTURE(state);
        try {
            sql->script(fmt::format("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{}'; END $$", state));
            FAIL("nothing was thrown");
        } catch (sql_error const& e) {
            CHECK(e.kind == kind);
        }
    }
    // A job that runs into a full disk on the server is refused in the clerk's words.
    auto const r = t.write(
        [](connection& c) { c.script("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '53100'; END $$"); });
    REQUIRE_FALSE(r);
    CHECK(r.error().key == "error.disk_full");
}

TEST_CASE("a snapshot that grew old cannot be written from") {
    test_database t(engine::sqlite);
    auto const other = t.side_door();
    other->begin_read();
    CHECK(other->integer("SELECT count(*) FROM town") == 0);
    REQUIRE(t.write([](connection& c) { c.execute("INSERT INTO town (id, name) VALUES (1, 'a')"); }));
    try {
        other->execute("INSERT INTO town (id, name) VALUES (2, 'b')");
        FAIL("nothing was thrown");
    } catch (sql_error const& e) {
        CHECK(e.kind == failure::serialization);
    }
}

TEST_CASE("a reader's statement that takes too long is stopped on PostgreSQL") {
    test_database t(engine::postgres);
    t.close();
    t.where.read_limit = 100ms;
    t.open();
    try {
        t.db->read([](connection& c) { c.execute("SELECT pg_sleep(10)"); });
        FAIL("nothing was thrown");
    } catch (sql_error const& e) {
        CHECK(e.kind == failure::busy);
    }
    CHECK(t.count("town") == 0);
}

TEST_CASE("a deferred key that points nowhere fails its own write only") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        t.close();
        t.where.migrations.push_back({"0003_deferred",
                                      "CREATE TABLE seat (id INTEGER PRIMARY KEY, town_id INTEGER NOT NULL "
                                      "REFERENCES town (id) DEFERRABLE INITIALLY DEFERRED) STRICT;"});
        t.open();
        auto add_seat = [](connection& c, int town) {
            c.execute("INSERT INTO seat (id, town_id) VALUES ($1, $1)", {town});
        };
        CHECK_THROWS_AS(t.write([&](connection& c) { add_seat(c, 1); }), sql_error);
        REQUIRE(t.write([&](connection& c) {
            add_seat(c, 2);
            c.execute("INSERT INTO town (id, name) VALUES (2, 'b')");
        }));
        CHECK(t.count("seat") == 1);
        CHECK(t.verify().checked == 1);
    }
}
