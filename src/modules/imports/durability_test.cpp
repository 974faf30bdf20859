// kill -9 while a file is read or written: all of it is there afterwards, or nothing.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <random>
#include <set>
#include <thread>

#include "modules/imports/imports_world.hpp"

using namespace guiyan;
using namespace guiyan::imports;
using namespace guiyan::testing;

namespace {

/// The parts of a house over a folder that outlives it; keys are made once, before any child.
struct reopened {
    reopened(db::testing::installation const& place, std::string const& data, crypto::keyring const& keys)
        : vault(keys) {
        auto where = place.where();
        where.migrations = db::read_migrations("migrations");
        database = db::database::open(where, time, db::testing::test_chain());
        places = std::make_unique<regions::regions>(*database, vault, codes);
        bank = std::make_unique<people::people>(*database, vault, *places, codes, time);
        desk = std::make_unique<imports::imports>(imports::surroundings{
            *database, vault, *bank, *places, codes, library, time,
            [](std::string_view, std::string_view key, text_args const&) { return std::string(key); }, data});
        desk->start();
    }

    fixed_clock time{*parse_instant("2026-11-21T06:00:00.000Z")};
    store::vault vault;
    terms::library library = terms::library::of_folder("terms");
    codes::code_tables codes{library};
    std::unique_ptr<db::database> database;
    std::unique_ptr<regions::regions> places;
    std::unique_ptr<people::people> bank;
    std::unique_ptr<imports::imports> desk;
};

template <class F>
pid_t in_child(F&& f) {
    pid_t const child = ::fork();
    if (child == 0) {
        f();
        std::_Exit(0);
    }
    return child;
}

int ended(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return status;
}

}  // namespace

TEST_CASE("kill -9 in the middle of writing leaves all of a batch or nothing of it") {
    spdlog::set_level(spdlog::level::critical);
    auto const county = module_world::of_area("411122", {"imports.write"}, 1);
    db::testing::installation place(db::engine::sqlite);
    db::testing::scratch_folder data;
    auto const keys = crypto::keyring::in_memory(crypto::suite::sm);
    constexpr int count = 4000;
    table rows{headings()};
    for (int n = 0; n < count; ++n) rows.push_back(person_row(n));
    auto const file = write_table(data.path() + "/roster.xlsx", rows);
    batch_id id;
    {
        reopened house(place, data.path(), keys);
        auto book = files::open_workbook("tests/data/divisions/linying.csv");
        REQUIRE(house.places->import_file(module_world::of_area("", {}), **book, "linying.csv",
                                          {.commit = true}));
    }
    // While it is read: the next start reads it again.
    auto const reading = in_child([&] {
        reopened house(place, data.path(), keys);
        (void)house.desk->open(county, "411122109000", "roster.xlsx", file);
        ::raise(SIGKILL);
    });
    CHECK(WIFSIGNALED(ended(reading)));
    {
        reopened house(place, data.path(), keys);
        house.desk->wait();
        std::int64_t total = 0;
        auto const all = house.desk->list(county, 1, 20, total);
        REQUIRE(all.size() == 1);
        CHECK(all[0].state == batch_state::ready);
        CHECK(all[0].counts.ok == count);
        id = all[0].id;
    }

    std::mt19937 random(20261121);
    int written = 0, nothing = 0;
    for (int round = 0; round < 12; ++round) {
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        auto const child = in_child([&] {
            reopened house(place, data.path(), keys);
            char const go = 1;
            if (::write(ends[1], &go, 1) != 1) std::_Exit(1);
            (void)house.desk->commit(county, id, true, false);
            house.desk->wait();
            ::raise(SIGKILL);
        });
        char go = 0;
        REQUIRE(::read(ends[0], &go, 1) == 1);
        // The first rounds die early, the last one is let through.
        if (round < 11) {
            std::this_thread::sleep_for(
                std::chrono::milliseconds(random() % (20 + 40 * static_cast<unsigned>(round))));
            ::kill(child, SIGKILL);
        }
        CHECK(WIFSIGNALED(ended(child)));
        ::close(ends[0]);
        ::close(ends[1]);

        reopened house(place, data.path(), keys);
        house.desk->wait();
        auto const b = house.desk->find(county, id);
        REQUIRE(b);
        auto const people = house.bank->count(county, {});
        CAPTURE(round);
        CHECK((people == 0 || people == count));
        CHECK(b->state == (people ? batch_state::committed : batch_state::ready));
        house.database->read([](db::connection& c) {
            CHECK(c.integer(
                      "SELECT count(*) FROM event_log WHERE what = 'imported' AND entity = 'import_batch'") ==
                  c.integer("SELECT count(*) FROM import_batch WHERE state IN ('committed', 'undone')"));
        });
        ++(people ? written : nothing);
        if (people) {
            CHECK(b->counts.written == count);
            auto const undone = house.desk->undo(county, id, "once more");
            REQUIRE(undone);
            CHECK(house.bank->count(county, {}) == 0);
            auto const again = house.desk->open(county, "411122109000", "roster.xlsx", file);
            REQUIRE(again);
            house.desk->wait();
            id = again->id;
        }
    }
    CHECK(written >= 1);
    CHECK(nothing >= 1);
}

TEST_CASE("somebody else saves while a large batch is being written, and sees all of it or nothing") {
    imports_world w;
    constexpr int count = 9000;
    table rows{headings()};
    for (int n = 0; n < count; ++n) rows.push_back(person_row(n));
    auto const b = w.read(w.county, "411122109000", w.file(rows));
    REQUIRE(b.counts.ok == count);
    people::person draft;
    draft.name = "赵旁观";
    draft.region_code = "411122109201";
    auto const other = w.bank->register_person(w.county, draft);
    REQUIRE(other);
    std::atomic<bool> over = false;
    std::thread writing([&] {
        CHECK(w.desk->commit(w.county, b.id, true, false));
        w.desk->wait();
        over = true;
    });
    auto version = other->row_version;
    std::set<std::int64_t> seen;
    int saved = 0;
    while (!over) {
        auto const next = w.bank->amend(w.county, other->id, version, [&](people::person& p) -> result<done> {
            p.strengths = "第 " + std::to_string(++saved) + " 次";
            return done{};
        });
        REQUIRE(next);
        version = next->row_version;
        seen.insert(w.people_count(w.county));
    }
    writing.join();
    CHECK(saved > 3);
    for (auto const n : seen) CHECK((n == 1 || n == count + 1));
    CHECK(w.people_count(w.county) == count + 1);
    people::people_list_query q;
    q.q = "第 " + std::to_string(saved) + " 次";
    CHECK(w.bank->find(w.county, other->id)->strengths == q.q);
    CHECK(w.database->query([](db::connection& c) {
        return c.integer("SELECT count(*) FROM person WHERE state = 'void'");
    }) == 0);
}

TEST_CASE("a batch that was stopped on its last stretch is brought to its end at the next start") {
    imports_world w;
    auto rows = table{headings()};
    for (int n = 0; n < 30; ++n) rows.push_back(person_row(n));
    auto const b = w.written(w.county, w.read(w.county, "411122109000", w.file(rows)));
    REQUIRE(b.counts.written == 30);
    // As a crash leaves it: staged, half of it shown, and somebody got one of its numbers meanwhile.
    auto back = w.database->write<done>(w.county, [&](db::transaction& tx) -> result<done> {
        tx.housekeeping();
        tx.sql.execute("UPDATE import_batch SET state = 'committing', committed_at = NULL");
        tx.sql.execute("DELETE FROM person_category");
        tx.sql.execute("UPDATE person SET state = 'void' WHERE import_row > 15");
        return done{};
    });
    REQUIRE(back);
    w.bank->load_index();
    people::person draft;
    draft.name = name_of(20);
    draft.region_code = "411122109201";
    draft.id_number = number_of(20);
    REQUIRE(w.bank->register_person(w.county, draft));
    w.desk.reset();
    w.open_desk();
    w.desk->wait();
    auto const after = *w.desk->find(w.county, b.id);
    CHECK(after.state == batch_state::committed);
    CHECK(after.counts.written == 29);
    CHECK(after.counts.open == 1);
    CHECK(w.lines(w.county, after, {.left = true}).size() == 1);
    CHECK(w.people_count(w.county) == 30);
    auto const undone = w.desk->undo(w.county, b.id, "错了");
    REQUIRE(undone);
    CHECK(w.people_count(w.county) == 1);
}

TEST_CASE("what a crash left half-way is cleared away at the next start") {
    imports_world w;
    auto const root = w.folder.path() + "/imports";
    auto const b = w.read(w.county, "411122109000", w.file({headings(), person_row(1)}));
    std::filesystem::create_directories(root + "/123456789");
    std::ofstream(root + "/123456789/original") << "of a batch that never came to be";
    std::ofstream(root + "/" + to_string(b.id) + "/7.plain") << "of a download that broke off";
    // Written by a version with other kinds of reports.
    auto const index = root + "/" + to_string(b.id) + "/lines.index";
    auto bytes = [&] {
        std::ifstream in(index, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(in), {});
    }();
    std::ofstream(index, std::ios::binary) << "0" << bytes;
    w.desk.reset();
    w.open_desk();
    w.desk->wait();
    CHECK_FALSE(std::filesystem::exists(root + "/123456789"));
    CHECK_FALSE(std::filesystem::exists(root + "/" + to_string(b.id) + "/7.plain"));
    auto const again = w.desk->find(w.county, b.id);
    CHECK(again->state == batch_state::ready);
    CHECK(w.lines(w.county, *again).size() == 2);
}
