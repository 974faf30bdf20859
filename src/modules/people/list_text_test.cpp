// Pages and facets as text are the same as those made from the records, whatever is kept, whoever asks and
// whatever was changed meanwhile.

#include <thread>

#include "modules/people/people_views.hpp"
#include "record/json_text.hpp"
#include "support/people_world.hpp"

namespace guiyan::people {
namespace {

template <class T>
std::string written(T const& object) {
    std::string out;
    record::append_json(out, record_of(&object), &object);
    return out;
}

struct list_world : testing::people_world {
    explicit list_world(db::engine kind = db::engine::sqlite) : people_world(kind), everybody(fill(300)) {}

    std::vector<person> everybody;
    actor const county =
        of_area("411122", {"people.read", "people.write", "people.merge", "people.void", "people.reveal"});
    actor const town = of_area("411122107", {"people.read", "people.reveal"});
    actor const nobody = of_area("411121", {"people.read", "people.reveal"});

    /// The plain way, which reads the database each time, says what is right.
    void compare(people_list_query const& asked) {
        for (auto const& who : {county, town, nobody})
            for (int turn = 0; turn < 2; ++turn) {
                CAPTURE(to_query_string(asked));
                auto const plain = bank->list(who, asked);
                auto const text = bank->list_text(who, asked);
                REQUIRE(plain);
                REQUIRE(text);
                CHECK(*text == written(*plain));
                CHECK(*bank->facets_text(who, asked) == written(*bank->count_facets(who, asked)));
            }
    }

    void compare_many() {
        compare({});
        compare({.size = 200});
        compare({.q = "建"});
        compare({.q = "wjg"});
        compare({.q = "nobody at all"});
        compare({.region = {"411122107000"}, .sort = "-birth_date"});
        compare({.sex = {"1"}, .education = {"20"}, .sort = "name", .page = 2, .size = 7});
        compare({.category = {codes.codes("talent_category").front()}});
        compare({.state = {"active", "archived"}, .sort = "region", .page = 3});
        compare({.age_from = 30, .age_to = 50, .stale = true});
        compare({.state = {"void"}});
        compare({.page = 1000});
    }

    person amend(person_id id, std::function<void(person&)> const& f) {
        auto const before = bank->find(county, id);
        REQUIRE(before);
        auto after = bank->amend(county, id, before->row_version, [&](person& p) -> result<done> {
            f(p);
            return done{};
        });
        REQUIRE(after);
        return *after;
    }

    std::string page() {
        auto const text = bank->list_text(county, {.state = {"active", "archived"}, .size = 200});
        REQUIRE(text);
        return *text;
    }
};

}  // namespace

TEST_CASE("a page as text is the page") {
    for (auto const kind : {db::engine::sqlite, db::engine::postgres}) {
        list_world w(kind);
        w.compare_many();
    }
}

TEST_CASE("an unknown order is refused in both forms") {
    list_world w;
    auto const refused = w.bank->list_text(w.county, {.sort = "height"});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fields.at(0).key == "error.unknown_order");
}

TEST_CASE("a kept line is never older than the last save") {
    list_world w;
    w.compare_many();
    for (std::size_t i = 0; i < w.everybody.size(); i += 30) {
        auto const& p = w.everybody[i];
        if (p.state != "active") continue;
        auto const name = "改" + std::to_string(i);
        auto const after = w.amend(p.id, [&](person& now) { now.name = name; });
        CHECK(w.page().find("\"" + name + "\"") != std::string::npos);
        if (i % 60 == 0) {
            REQUIRE(w.bank->archive(w.county, p.id, after.row_version, "搬走了"));
            CHECK(w.bank->list_text(w.county, {.size = 200})->find("\"" + name + "\"") == std::string::npos);
        }
    }
    w.compare_many();
}

TEST_CASE("who moves out of reach takes his line with him") {
    list_world w;
    auto const at = std::find_if(w.everybody.begin(), w.everybody.end(), [](person const& p) {
        return p.state == "active" && p.region_code.starts_with("411122107");
    });
    REQUIRE(at != w.everybody.end());
    auto const mark = "\"id\":\"" + to_string(at->id) + "\"";
    people_list_query const all{.size = 200};
    CHECK(w.bank->list_text(w.county, all)->find(mark) != std::string::npos);
    CHECK(w.bank->list_text(w.town, all)->find(mark) != std::string::npos);
    w.amend(at->id, [](person& p) { p.region_code = "411122101000"; });
    CHECK(w.bank->list_text(w.county, all)->find(mark) != std::string::npos);
    CHECK(w.bank->list_text(w.town, all)->find(mark) == std::string::npos);
    w.compare_many();
}

TEST_CASE("a year without a confirmation shows on a kept line") {
    list_world w;
    auto const made = w.bank->register_person(w.county, [&] {
        auto p = w.bank->row_defaults();
        p.name = "曾确认";
        p.region_code = "411122107000";
        return p;
    }());
    REQUIRE(made);
    people_list_query const asked{.q = "曾确认"};
    CHECK(w.bank->list_text(w.county, asked)->find("\"stale\":false") != std::string::npos);
    w.time.advance(std::chrono::hours(24 * 400));
    CHECK(w.bank->list_text(w.county, asked)->find("\"stale\":true") != std::string::npos);
    w.compare(asked);
}

TEST_CASE("a place that is named anew has its new name on kept lines") {
    list_world w;
    w.compare_many();
    auto const before = w.region("411122107000");
    REQUIRE(w.places->amend(w.of_area("", {"regions.write"}), before.code, before.row_version,
                            [](regions::region& r) -> result<done> {
                                r.short_name = "改名镇";
                                return done{};
                            }));
    CHECK(w.page().find("改名镇") != std::string::npos);
    w.compare_many();
}

TEST_CASE("while one saves, those who read see the last save or the one before, and at the end the last") {
    list_world w;
    auto const id = std::find_if(w.everybody.begin(), w.everybody.end(), [](auto const& p) {
                        return p.state == "active";
                    })->id;
    people_list_query const all{.state = {"active"}, .size = 200};
    std::atomic<bool> done_writing = false;
    std::vector<std::thread> readers;
    for (int r = 0; r < 3; ++r)
        readers.emplace_back([&] {
            while (!done_writing) (void)w.bank->list_text(w.county, all);
        });
    std::string last;
    for (int n = 0; n < 60; ++n) {
        last = "王" + std::to_string(n);
        w.amend(id, [&](person& p) { p.name = last; });
        auto const now = *w.bank->list_text(w.county, {.q = last});
        CHECK(now.find("\"" + last + "\"") != std::string::npos);
    }
    done_writing = true;
    for (auto& t : readers) t.join();
    w.compare_many();
}

}  // namespace guiyan::people
