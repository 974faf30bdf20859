#include "db/migrate.hpp"

#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "db/schema_dump.hpp"
#include "db/test_database.hpp"
#include "db/translate.hpp"

using namespace guiyan;
using namespace guiyan::db;
using namespace guiyan::db::testing;

namespace {

std::string refusal(settings const& s) {
    system_clock time;
    try {
        (void)database::open(s, time, test_chain());
    } catch (cannot_open const& e) {
        return e.what();
    }
    return "";
}

bool says(std::string const& text, std::string_view part) {
    if (text.find(part) != text.npos) return true;
    MESSAGE(text);
    return false;
}

}  // namespace

TEST_CASE("types become PostgreSQL's; literals, comments and names stay") {
    std::string const sql =
        "CREATE TABLE t (\n"
        "    id INTEGER PRIMARY KEY, -- INTEGER's TEXT\n"
        "    text TEXT NOT NULL DEFAULT 'TEXT ''INTEGER'' --',\n"
        "    real REAL, \"BLOB\" BLOB /* REAL */\n"
        ") STRICT, WITHOUT ROWID;\n"
        "CREATE VIEW v AS SELECT CAST(id AS TEXT) AS a, CAST(text AS INTEGER) AS b FROM t;\n"
        "-- sqlite:\n"
        "CREATE TRIGGER x BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 'INTEGER'); END;\n"
        "-- postgres:\n"
        "CREATE FUNCTION INTEGER();\n"
        "-- both:\n"
        "ALTER TABLE t ADD COLUMN more INTEGER;\n";
    CHECK(translate(sql, engine::postgres) ==
          "CREATE TABLE t (\n"
          "    id BIGINT PRIMARY KEY, -- INTEGER's TEXT\n"
          "    text TEXT COLLATE \"C\" NOT NULL DEFAULT 'TEXT ''INTEGER'' --',\n"
          "    real DOUBLE PRECISION, \"BLOB\" BYTEA /* REAL */\n"
          ")  ;\n"
          "CREATE VIEW v AS SELECT CAST(id AS TEXT) AS a, CAST(text AS BIGINT) AS b FROM t;\n"
          "CREATE FUNCTION INTEGER();\n"
          "ALTER TABLE t ADD COLUMN more BIGINT;\n");
    auto const sqlite = translate(sql, engine::sqlite);
    CHECK(sqlite.find("CREATE FUNCTION") == sqlite.npos);
    CHECK(sqlite.find("RAISE(ABORT, 'INTEGER')") != sqlite.npos);
    CHECK(sqlite.find("WITHOUT ROWID") != sqlite.npos);
    CHECK_THROWS_AS(translate("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT);", engine::postgres),
                    cannot_open);
}

TEST_CASE("every migration of the program runs on both engines") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        installation place(kind);
        auto s = place.where();
        s.migrations = read_migrations("migrations");
        CHECK(refusal(s) == "");
        CHECK(refusal(s) == "");  // the second start finds everything done
    }
}

TEST_CASE("an edited, unknown, newer, late or doubled migration is refused") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        installation place(kind);
        auto s = place.where();
        s.migrations = test_migrations();
        s.migrations.push_back({"0005_more", "CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT;"});
        REQUIRE(refusal(s) == "");
        auto const good = s.migrations;

        s.migrations[1].sql += " ";
        CHECK(says(refusal(s), "0002_test was edited"));

        s.migrations = {good[0], good[1]};
        auto const newer = refusal(s);
        CHECK(says(newer, "0005_more"));
        CHECK(says(newer, "up to 0002"));

        s.migrations = {good[0], good[2]};
        CHECK(says(refusal(s), "0002_test, which this program does not know"));

        s.migrations = good;
        s.migrations.push_back({"0004_late", "CREATE TABLE late (id INTEGER PRIMARY KEY) STRICT;"});
        CHECK(says(refusal(s), "0004_late stands before 0005_more"));

        s.migrations = good;
        s.migrations.push_back({"0005_again", "CREATE TABLE again (id INTEGER PRIMARY KEY) STRICT;"});
        CHECK(says(refusal(s), "0005_again"));

        s.migrations = good;
        CHECK(refusal(s) == "");
    }
}

TEST_CASE("a migration that fails is undone whole, the ones before it stay") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        REQUIRE(t.write([](connection& c) {
            c.execute("INSERT INTO town (id, name) VALUES (1, 'a')");
            c.execute("INSERT INTO village (id, town_id, code, year) VALUES (1, 1, 'c', 1)");
        }));
        t.close();
        t.where.migrations.push_back({"0003_good", "CREATE TABLE good (id INTEGER PRIMARY KEY) STRICT;"});
        auto const good = t.where.migrations;
        t.where.migrations.push_back({"0004_bad",
                                      "CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT;\n"
                                      "INSERT INTO half (id) VALUES (1); INSERT INTO half (id) VALUES (1);"});
        CHECK(says(refusal(t.where), "0004_bad failed and was undone"));
        if (kind == engine::sqlite) {
            t.where.migrations.back() = {"0004_bad", "DELETE FROM town;"};
            CHECK(says(refusal(t.where), "1 rows of village point to no row of town"));
        }
        t.where.migrations = good;
        t.open();
        CHECK(t.count("good") == 0);
        CHECK(t.count("town") == 1);
        t.db->read([&](connection& c) { CHECK_THROWS_AS(c.execute("SELECT * FROM half"), sql_error); });
    }
}

TEST_CASE("before a migration the SQLite file is copied, private to its owner") {
    test_database t(engine::sqlite);
    REQUIRE(t.write([](connection& c) { c.execute("INSERT INTO town (id, name) VALUES (1, 'a')"); }));
    auto const backups = t.where.data_folder + "/backups";
    CHECK_FALSE(std::filesystem::exists(backups));
    t.close();
    t.where.migrations.push_back({"0003_more", "DELETE FROM village; DELETE FROM town;"});
    t.open();
    CHECK(t.count("town") == 0);
    settings copy = t.where;
    copy.data_folder = backups;
    copy.read_only = true;
    copy.migrations = test_migrations();
    std::filesystem::copy(backups + "/before-0003_more.db", backups + "/guiyan.db");
    auto const before = database::open(copy, t.time, test_chain());
    CHECK(before->query([](connection& c) { return c.text("SELECT name FROM town"); }) == "a");
    struct stat info {};
    for (auto const* file : {"/guiyan.db", "/guiyan.db-wal", "/backups/before-0003_more.db"}) {
        CAPTURE(file);
        REQUIRE(::stat((t.where.data_folder + file).c_str(), &info) == 0);
        CHECK((info.st_mode & 0077) == 0);
    }
}

TEST_CASE("a data folder has one server; commands that only read may come in") {
    test_database t(engine::sqlite);
    REQUIRE(t.write([](connection& c) { c.execute("INSERT INTO town (id, name) VALUES (1, 'a')"); }));
    CHECK(says(refusal(t.where), fmt::format("in use by process {}", ::getpid())));
    auto look = t.where;
    look.read_only = true;
    auto const reader = database::open(look, t.time, test_chain());
    CHECK(reader->query([](connection& c) { return c.integer("SELECT count(*) FROM town"); }) == 1);
    CHECK_THROWS_AS(reader->write<done>(t.who, [](transaction&) -> result<done> { return done{}; }),
                    std::logic_error);
    look.migrations.push_back({"0003_more", "CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT;"});
    CHECK(says(refusal(look), "lacks 0003_more"));
    look.data_folder += "/nothing here";
    CHECK(refusal(look) != "");
    // The reader that stays open keeps neither the writer's last checkpoint nor the next start away.
    t.reopen();
    CHECK(reader->query([](connection& c) { return c.integer("SELECT count(*) FROM town"); }) == 1);
}

TEST_CASE("what is no database is not opened") {
    scratch_folder folder;
    settings s;
    s.data_folder = folder.path();
    s.migrations = test_migrations();
    std::ofstream(folder.path() + "/guiyan.db") << std::string(8192, 'x');
    CHECK(says(refusal(s), "not a database"));
    s.postgres_url = "postgresql://127.0.0.1:1/none";
    CHECK(refusal(s) != "");
}

TEST_CASE("a backup is whole while others write") {
    test_database t(engine::sqlite);
    scratch_folder target;
    REQUIRE(t.write([](connection& c) { c.execute("INSERT INTO town (id, name) VALUES (1, 'a')"); }));
    std::atomic<bool> stop = false;
    std::thread busy([&] {
        for (int i = 2; !stop; ++i)
            (void)t.write(
                [&](connection& c) { c.execute("INSERT INTO town (id, name) VALUES ($1, 'b' || $1)", {i}); });
    });
    for (int i = 0; i < 5; ++i) t.db->backup_to(fmt::format("{}/{}.db", target.path(), i));
    stop = true;
    busy.join();
    settings s = t.where;
    s.data_folder = target.path();
    s.read_only = true;
    for (int i = 0; i < 5; ++i) {
        std::filesystem::rename(fmt::format("{}/{}.db", target.path(), i), target.path() + "/guiyan.db");
        auto const copy = database::open(s, t.time, test_chain());
        copy->read([&](connection& c) {
            CHECK(c.text("SELECT integrity_check FROM pragma_integrity_check") == "ok");
            CHECK(c.integer("SELECT count(*) FROM town") == c.integer("SELECT count(*) FROM event_log"));
            CHECK(verify_trail(c, test_chain()).broken_at == 0);
        });
    }
    CHECK_THROWS_AS(t.db->backup_to("/nowhere/at/all.db"), sql_error);
}

TEST_CASE("the schema as text is the same for the same schema") {
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        auto dump = [](test_database& t) {
            return t.db->query([](connection& c) { return schema_dump(c); });
        };
        test_database one(kind), two(kind);
        auto const text = dump(one);
        CHECK(text == dump(two));
        for (auto const* part : {"CREATE TABLE event_log", "event_log_by_at", "append-only", "village_share",
                                 "nickname_lower_text"})
            CHECK(says(text, part));
        CHECK(text.find("test_") == text.npos);
        two.close();
        two.where.migrations.push_back({"0003_more", "CREATE INDEX village_by_year ON village (year);"});
        two.open();
        CHECK(text != dump(two));
    }
}
