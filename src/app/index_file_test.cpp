// The people index kept as a file: a start takes it, catches up by the trail, and does without it where it
// must.

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

#include "app/house.hpp"
#include "embedded/assets.hpp"
#include "files/sheet.hpp"

namespace guiyan::app {
namespace {

struct folder {
    std::filesystem::path path;
    folder()
        : path(std::filesystem::temp_directory_path() / ("guiyan_index_file_" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(path);
        std::filesystem::create_directories(path);
    }
    ~folder() { std::filesystem::remove_all(path); }
};

house_options in(folder const& f) {
    house_options o;
    o.data = f.path;
    o.quick_passwords = true;
    return o;
}

void add_places(house& h) {
    auto const file = h.options.data / "linying.csv";
    std::ofstream(file, std::ios::binary) << embedded::assets().find("demo/linying.csv")->bytes;
    auto book = files::open_workbook(file);
    REQUIRE(book);
    REQUIRE(h.regions.import_file(h.self("test"), **book, "linying.csv", {.commit = true}));
}

people::person_id add(house& h, std::string const& name, std::string const& sex) {
    auto p = h.people.row_defaults();
    p.name = name;
    p.sex = sex;
    p.region_code = "411122107209";
    auto made = h.people.register_person(h.self("test"), std::move(p));
    REQUIRE(made);
    return made->id;
}

std::int64_t women(house& h) {
    return h.people.count(h.self("test"), {.sex = {"2"}});
}

/// Past the trail, as no part of the program does: only a start that reads all records sees it.
void change_secretly(house& h, people::person_id id, std::string_view sex) {
    REQUIRE(h.database->write<done>(h.self("test"), [&](db::transaction& tx) -> result<done> {
        tx.sql.execute("UPDATE person SET sex = $1 WHERE id = $2", {sex, id.value});
        tx.housekeeping();
        return done{};
    }));
}

void leave_event(house& h, std::string const& entity) {
    REQUIRE(h.database->write<done>(h.self("test"), [&](db::transaction& tx) -> result<done> {
        tx.record({.what = "tested", .entity = entity, .entity_id = 1});
        return done{};
    }));
}

std::vector<std::filesystem::path> kept(folder const& f) {
    std::vector<std::filesystem::path> out;
    for (auto const& e : std::filesystem::directory_iterator(f.path / "index")) out.push_back(e.path());
    return out;
}

}  // namespace

TEST_CASE("the index outlives the program") {
    folder data;
    people::person_id secret, known;
    {
        house h(in(data));
        add_places(h);
        secret = add(h, "许中林", "1");
        known = add(h, "余雪梅", "2");
        CHECK(women(h) == 1);
        h.people.save_index(0);
        REQUIRE(kept(data).size() == 1);
        change_secretly(h, secret, "2");
    }
    {
        // The file is what is read, not the records.
        house h(in(data));
        CHECK(h.people.indexed() == 2);
        CHECK(women(h) == 1);
        auto const before = kept(data);
        h.people.save_index(0);
        CHECK(kept(data) == before);

        add(h, "曾广平", "2");
        REQUIRE(h.people.amend(h.self("test"), known, 1, [](people::person& p) -> result<done> {
            p.sex = "1";
            return done{};
        }));
        leave_event(h, "account");
        CHECK(women(h) == 1);
        h.people.save_index(5);
        CHECK(kept(data) == before);
    }
    {
        // What the trail names is caught up, and nothing but that.
        house h(in(data));
        CHECK(h.people.indexed() == 3);
        CHECK(women(h) == 1);
        leave_event(h, "import_batch");
    }
    {
        // An event that does not say whom it changed: everybody is read.
        house h(in(data));
        CHECK(women(h) == 2);
        h.people.save_index(5);
        REQUIRE(kept(data).size() == 1);
        change_secretly(h, secret, "1");
    }
    {
        house h(in(data));
        CHECK(women(h) == 2);
        std::fstream file(kept(data).front(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(200);
        file.put('\x55').put('\x2a');
    }
    {
        // A damaged file is no file.
        house h(in(data));
        CHECK(women(h) == 1);
    }
    std::filesystem::remove_all(data.path / "index");
    house h(in(data));
    CHECK(h.people.indexed() == 3);
    CHECK(women(h) == 1);
}

}  // namespace guiyan::app
