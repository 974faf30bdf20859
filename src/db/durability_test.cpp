#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <set>
#include <thread>

#include "db/test_database.hpp"
#include "db/test_faulty_disk.hpp"
#include "db/test_postgres_proxy.hpp"

using namespace guiyan;
using namespace guiyan::db;
using namespace guiyan::db::testing;
using namespace std::chrono_literals;

namespace {

// One write is a town, two villages and an event: half of it is visible as a wrong count.
result<done> add_group(test_database& t, std::int64_t id) {
    return t.write([&](connection& c) {
        c.execute("INSERT INTO town (id, name) VALUES ($1, 'town ' || CAST($1 AS TEXT))", {id});
        for (int year : {1, 2})
            c.execute(
                "INSERT INTO village (id, town_id, code, year, text) VALUES ($1 * 2 + $2, $1, "
                "'code ' || CAST($1 AS TEXT), $2, $3)",
                {id, year, std::string(600, 'x')});
    });
}

void check_whole(test_database& t) {
    t.db->read([](connection& c) {
        CHECK(c.integer("SELECT count(*) FROM village") == 2 * c.integer("SELECT count(*) FROM town"));
        CHECK(c.integer("SELECT count(*) FROM event_log") == c.integer("SELECT count(*) FROM town"));
        CHECK(verify_trail(c, test_chain()).broken_at == 0);
        if (c.kind() == engine::sqlite)
            CHECK(c.text("SELECT integrity_check FROM pragma_integrity_check") == "ok");
    });
}

// Runs `f` in a child process; returns its status as waitpid() gives it.
template <class F>
pid_t in_child(F&& f) {
    pid_t const child = ::fork();
    if (child == 0) {
        f();
        std::_Exit(0);
    }
    return child;
}

}  // namespace

TEST_CASE("kill -9 while eight threads write: what was acknowledged is there, nothing is half there") {
    std::mt19937 random(20261121);
    for (auto const kind : both_engines) {
        CAPTURE(name_of(kind));
        test_database t(kind);
        t.close();
        std::set<std::int64_t> acknowledged;
        std::int64_t next = 1;
        for (int round = 0; round < 6; ++round) {
            int pipe_ends[2];
            REQUIRE(::pipe(pipe_ends) == 0);
            auto const child = in_child([&] {
                ::close(pipe_ends[0]);
                t.open();
                std::vector<std::thread> crowd;
                for (int n = 0; n < 8; ++n)
                    crowd.emplace_back([&, n] {
                        for (std::int64_t id = next + n;; id += 8)
                            if (add_group(t, id) && ::write(pipe_ends[1], &id, sizeof id) != sizeof id)
                                std::_Exit(1);
                    });
                for (auto& one : crowd) one.join();
            });
            ::close(pipe_ends[1]);
            // Let it come to writing, then some time more, and cut it off.
            std::int64_t id;
            REQUIRE(::read(pipe_ends[0], &id, sizeof id) == sizeof id);
            acknowledged.insert(id);
            std::this_thread::sleep_for(std::chrono::milliseconds(random() % 250));
            ::kill(child, SIGKILL);
            while (::read(pipe_ends[0], &id, sizeof id) == sizeof id) acknowledged.insert(id);
            ::close(pipe_ends[0]);
            int status = 0;
            ::waitpid(child, &status, 0);
            CHECK(WIFSIGNALED(status));

            t.open();
            std::set<std::int64_t> found;
            t.db->read([&](connection& c) {
                c.each("SELECT id FROM town", {},
                       [&](row const& r) { return found.insert(r.integer(0)).second; });
            });
            CHECK(std::ranges::includes(found, acknowledged));
            check_whole(t);
            next = *found.rbegin() + 1;
            // And it goes on writing.
            REQUIRE(add_group(t, next));
            acknowledged.insert(next++);
            t.close();
        }
        CHECK(acknowledged.size() > 100);
    }
}

TEST_CASE("a full disk refuses the writes, reads go on, and writing resumes with room") {
    faulty_disk disk;
    test_database t(engine::sqlite);
    REQUIRE(add_group(t, 1));
    std::int64_t id = 2;
    // The disk runs full at every distance: in the first page of a transaction, in its middle, in its last.
    for (long room = 0; room < 40000; room += 3001) {
        CAPTURE(room);
        disk.full_after(room);
        bool refused = false;
        for (int i = 0; i < 20 && !refused; ++i, ++id) {
            auto const r = add_group(t, id);
            refused = !r;
            if (!r) {
                CHECK(r.error().code == fault::busy);
                CHECK(r.error().key == "error.disk_full");
            }
        }
        CHECK(refused);
        check_whole(t);
        disk.heal();
        REQUIRE(add_group(t, id++));
        check_whole(t);
    }
    // A write larger than the cache spills into the log before its commit.
    disk.full_after(1000000);
    auto const large = t.db->write<done>(t.who, [&](transaction& tx) -> result<done> {
        for (int i = 0; i < 60000; ++i)
            tx.sql.execute("INSERT INTO town (id, name) VALUES ($1, $2)",
                           {id + i, std::string(900, 'y') + std::to_string(i)});
        tx.record({.what = "created", .entity = "town"});
        return done{};
    });
    REQUIRE_FALSE(large);
    CHECK(large.error().key == "error.disk_full");
    disk.heal();
    REQUIRE(add_group(t, id++));
    check_whole(t);
    auto const towns = t.count("town");
    t.reopen();
    CHECK(t.count("town") == towns);
    check_whole(t);
}

TEST_CASE("many writes on a full disk are all refused, none is half there") {
    faulty_disk disk;
    test_database t(engine::sqlite);
    std::atomic<int> good = 0, refused = 0;
    std::vector<std::thread> crowd;
    for (int n = 0; n < 8; ++n)
        crowd.emplace_back([&, n] {
            for (int i = 0; i < 60; ++i) {
                if (n == 0 && i % 10 == 5) disk.full_after(i * 1000);
                if (n == 1 && i % 10 == 9) disk.heal();
                ++(add_group(t, n * 1000 + i + 1) ? good : refused);
            }
        });
    for (auto& one : crowd) one.join();
    disk.heal();
    CHECK(good + refused == 480);
    CHECK(refused > 0);
    CHECK(t.count("town") == good);
    check_whole(t);
    t.reopen();
    CHECK(t.count("town") == good);
    check_whole(t);
}

TEST_CASE("a write or sync that fails at COMMIT stops the program with 70 and acknowledges nothing") {
    for (bool const at_sync : {false, true}) {
        CAPTURE(at_sync);
        test_database t(engine::sqlite);
        REQUIRE(add_group(t, 1));
        t.close();
        int pipe_ends[2];
        REQUIRE(::pipe(pipe_ends) == 0);
        auto const child = in_child([&] {
            faulty_disk disk;
            spdlog::set_level(spdlog::level::off);
            t.open();
            if (!add_group(t, 2)) std::_Exit(1);
            (at_sync ? disk.sync_answer : disk.write_answer) =
                at_sync ? SQLITE_IOERR_FSYNC : SQLITE_IOERR_WRITE;
            if (add_group(t, 3) && ::write(pipe_ends[1], "!", 1) != 1) std::_Exit(2);
        });
        ::close(pipe_ends[1]);
        int status = 0;
        ::waitpid(child, &status, 0);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 70);
        char said;
        CHECK(::read(pipe_ends[0], &said, 1) == 0);
        ::close(pipe_ends[0]);
        t.open();
        CHECK(t.db->query([](connection& c) { return c.exists("SELECT 1 FROM town WHERE id = 2"); }));
        check_whole(t);
        REQUIRE(add_group(t, 4));
    }
}

TEST_CASE("the log is carried over while readers come and go, and is gone after a clean stop") {
    test_database t(engine::sqlite);
    std::atomic<bool> stop = false;
    std::thread reader([&] {
        while (!stop) t.count("town");
    });
    std::int64_t largest = 0;
    for (int i = 1; i <= 3000; ++i) {
        REQUIRE(add_group(t, i));
        largest = std::max(largest, t.db->state().wal_pages);
    }
    stop = true;
    reader.join();
    // Some 10 pages each: without checkpoints it would be 30,000.
    CHECK(largest < 12000);
    t.close();
    CHECK_FALSE(std::filesystem::exists(t.where.data_folder + "/guiyan.db-wal"));
    t.open();
    CHECK(t.count("town") == 3000);
}

TEST_CASE("when the answer to a COMMIT of PostgreSQL is lost, the chain tells what became of it") {
    using cut = postgres_proxy::cut;
    postgres_proxy proxy;
    test_database t(engine::postgres);
    t.close();
    t.where.postgres_url = proxy.url();
    t.open();
    REQUIRE(add_group(t, 1));

    proxy.when = cut::after_commit;
    CHECK(add_group(t, 2));
    CHECK(t.count("town") == 2);

    proxy.when = cut::before_commit;
    auto const lost = add_group(t, 3);
    REQUIRE_FALSE(lost);
    CHECK(lost.error().code == fault::busy);
    CHECK(t.count("town") == 2);
    CHECK(add_group(t, 3));

    // The server stays away for a while.
    proxy.refuse = true;
    proxy.when = cut::after_commit;
    std::thread later([&] {
        std::this_thread::sleep_for(700ms);
        proxy.refuse = false;
    });
    CHECK(add_group(t, 4));
    later.join();

    // Under load: every answer tells the truth.
    std::atomic<int> good = 0, refused = 0;
    std::vector<std::thread> crowd;
    for (int n = 0; n < 8; ++n)
        crowd.emplace_back([&, n] {
            for (int i = 0; i < 40; ++i) {
                if (n == 0 && i % 8 == 5) proxy.when = i % 16 == 5 ? cut::before_commit : cut::after_commit;
                ++(add_group(t, 1000 + n * 1000 + i) ? good : refused);
            }
        });
    for (auto& one : crowd) one.join();
    CHECK(refused > 0);
    CHECK(t.count("town") == 4 + good);
    check_whole(t);
    t.close();
}
