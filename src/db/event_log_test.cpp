#include "db/event_log.hpp"

#include "db/test_database.hpp"

using namespace guiyan;
using namespace guiyan::db;
using namespace guiyan::db::testing;

TEST_CASE("different events give different bytes") {
    event_row a, b;
    a.what = "ab";
    b.what = "a";
    b.entity = "b";
    CHECK(canonical(a) != canonical(b));
    a = b = {};
    a.label = "1:x";
    b.label = "1";
    b.changes = "x";
    CHECK(canonical(a) != canonical(b));
    b = a;
    b.hash = "hashes do not count";
    CHECK(canonical(a) == canonical(b));
    CHECK(canonical({}) == "guiyan event 1\n1:00:1:00:0:0:0:0:0:0:1:00:0:0:0:");
}

TEST_CASE("a trail that was tampered with shows where") {
    struct attack {
        char const* sql;
        std::int64_t broken_at;
    };
    attack const attacks[] = {
        {"UPDATE event_log SET label = '别人' WHERE id = 1200", 1200},
        {"UPDATE event_log SET account_id = 8 WHERE id = 1", 1},
        {"DELETE FROM event_log WHERE id = 700", 700},
        {"DELETE FROM event_log WHERE id = 1", 1},
        {"UPDATE event_log SET id = CASE id WHEN 5 THEN 100005 WHEN 6 THEN 5 END WHERE id IN (5, 6); "
         "UPDATE event_log SET id = 6 WHERE id = 100005",
         5},
        {"DELETE FROM event_log WHERE id = 900; UPDATE event_log SET id = id + 100000 WHERE id > 900; "
         "UPDATE event_log SET id = id - 100001 WHERE id > 100000",
         900},
        {"UPDATE event_log SET hash = previous_hash WHERE id = 1500", 1500},
    };
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        REQUIRE(t.db->write<done>(t.who, [](transaction& tx) -> result<done> {
            for (int i = 1; i <= 1500; ++i) tx.record({.what = "changed", .entity = "town", .entity_id = i});
            return done{};
        }));
        auto const whole = t.verify();
        CHECK(whole.checked == 1500);
        CHECK(whole.broken_at == 0);
        auto const intruder = t.side_door();
        for (auto const& a : attacks) {
            CAPTURE(a.sql);
            intruder->begin_write(std::chrono::seconds(5));
            if (kind == engine::sqlite)
                intruder->script("DROP TRIGGER event_log_no_update; DROP TRIGGER event_log_no_delete");
            else
                intruder->script("ALTER TABLE event_log DISABLE TRIGGER USER");
            intruder->script(a.sql);
            auto const found = verify_trail(*intruder, test_chain());
            CHECK(found.broken_at == a.broken_at);
            CHECK(found.checked == a.broken_at - 1);
            intruder->rollback();
        }
        CHECK(t.verify().checked == 1500);
    }
}
