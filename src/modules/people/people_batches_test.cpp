#include "modules/people/people_batches.hpp"

#include <doctest/doctest.h>

#include "support/account_rows.hpp"
#include "support/people_world.hpp"

using namespace guiyan;
using namespace guiyan::people;

namespace {

constexpr char const* village = "411122108200";

struct many_world : testing::people_world {
    explicit many_world(db::engine kind = db::engine::sqlite)
        : people_world(kind), acts(*database, vault, *bank, codes, time) {
        // The accounts whose acts are kept.
        for (int n = 1; n <= 2; ++n) testing::add_account(*database, n, "clerk" + std::to_string(n), "李敏");
    }
    actor const county = of_area("411122", {"people.read", "people.write", "people.reveal"});
    actor const fancheng = of_area("411122102", {"people.read", "people.write"}, 2);
    people_batches acts;

    person have(std::string name, std::string region = village) {
        person p;
        p.name = std::move(name);
        p.region_code = std::move(region);
        auto made = bank->register_person(county, std::move(p));
        REQUIRE(made);
        return std::move(*made);
    }
    person now(person_id id) const {
        auto found = bank->find(county, id);
        REQUIRE(found);
        return std::move(*found);
    }
    std::vector<std::string> acts_on(person_id id) const {
        std::vector<std::string> out;
        for (auto const& e : trail("person"))
            if (e.entity_id == id.value) out.push_back(e.what);
        return out;
    }
};

std::string id_of(person const& p) {
    return std::to_string(p.id.value);
}
std::string told(batch_outcome const& o) {
    std::string out = std::to_string(o.done) + "/" + std::to_string(o.asked);
    for (auto const& f : o.failed) out += " " + f.name + ":" + f.why;
    return out;
}

}  // namespace

TEST_CASE("many: tried first, done with one event each, and taken back") {
    for (auto const kind : {db::engine::sqlite, db::engine::postgres}) {
        CAPTURE(static_cast<int>(kind));
        many_world w(kind);
        auto const a = w.have("艾青"), b = w.have("白露"), c = w.have("蔡元");
        REQUIRE(w.bank->archive(w.county, c.id, 1, "迁出"));
        batch_wish wish{.act = "archive", .reason = "已迁出本地", .people = {id_of(a), id_of(b), id_of(c)}};
        auto const tried = w.acts.preview(w.county, wish);
        REQUIRE(tried);
        CHECK(told(*tried) == "2/3 蔡元:people.not_active");
        CHECK(w.now(a.id).state == "active");

        auto const done = w.acts.act(w.county, wish);
        REQUIRE(done);
        CHECK(told(*done) == told(*tried));
        CHECK(w.now(a.id).state == "archived");
        CHECK(w.bank->count(w.county, {}) == 0);
        CHECK(w.acts_on(a.id) == std::vector<std::string>{"created", "archived"});
        CHECK(w.acts_on(c.id) == std::vector<std::string>{"created", "archived"});

        // One of them is changed meanwhile: he stays, and is named.
        REQUIRE(w.bank->restore(w.county, b.id, 2, "返乡"));
        auto const back = w.acts.undo(w.county, done->id);
        REQUIRE(back);
        CHECK(told(*back) == "1/2 白露:people.batch.changed_since");
        CHECK(w.now(a.id).state == "active");
        CHECK(w.acts_on(a.id) == std::vector<std::string>{"created", "archived", "batch_undone"});
        auto const again = w.acts.undo(w.county, done->id);
        REQUIRE_FALSE(again);
        CHECK(again.error().key == "people.batch.undone_already");

        auto const list = w.acts.list(w.county);
        REQUIRE(list.items.size() == 1);
        CHECK(list.items[0].done == 2);
        CHECK(list.items[0].undone == 1);
        CHECK_FALSE(list.items[0].may_undo);
        CHECK(w.acts.list(w.fancheng).items.empty());
        CHECK_FALSE(w.acts.undo(w.fancheng, done->id));
    }
}

TEST_CASE("many: every act does its work and puts back what stood there") {
    many_world w;
    auto const p = w.have("戴云");
    REQUIRE(w.bank->amend(w.county, p.id, 1, [](person& q) -> result<done> {
        q.availability = "weekend";
        q.skills = {"010203"};
        return done{};
    }));
    auto run = [&](batch_wish wish) {
        wish.people = {id_of(p)};
        auto const out = w.acts.act(w.county, wish);
        REQUIRE(out);
        REQUIRE(out->done == 1);
        return out->id;
    };
    auto const availability = run({.act = "set_availability", .value = "any_time"});
    CHECK(w.now(p.id).availability == "any_time");
    REQUIRE(w.acts.undo(w.county, availability));
    CHECK(w.now(p.id).availability == "weekend");

    auto const skill = run({.act = "add_skill", .value = "020101"});
    CHECK(w.now(p.id).skills == std::vector<std::string>{"010203", "020101"});
    REQUIRE(w.acts.undo(w.county, skill));
    CHECK(w.now(p.id).skills == std::vector<std::string>{"010203"});

    auto const category = run({.act = "add_category", .value = "planting", .reason = "2026 年评审"});
    REQUIRE(w.now(p.id).categories.size() == 1);
    CHECK(w.now(p.id).categories[0].basis == "2026 年评审");
    CHECK(w.bank->count(w.county, {.category = {"planting"}}) == 1);
    REQUIRE(w.acts.undo(w.county, category));
    CHECK(w.bank->count(w.county, {.category = {"planting"}}) == 0);

    w.time.set(*parse_instant("2028-05-01T06:00:00.000Z"));
    CHECK(w.bank->count(w.county, {.stale = true}) == 1);
    auto const confirmation = run({.act = "confirm"});
    CHECK(w.bank->count(w.county, {.stale = true}) == 0);
    // A second time there is nothing to do, and he is told so.
    auto const again = w.acts.act(w.county, {.act = "confirm", .people = {id_of(p)}});
    REQUIRE(again);
    CHECK(told(*again) == "0/1 戴云:people.batch.as_it_is");
    CHECK_FALSE(again->id);
    REQUIRE(w.acts.undo(w.county, confirmation));
    CHECK(w.bank->count(w.county, {.stale = true}) == 1);
    w.time.set(*parse_instant("2028-07-01T06:00:00.000Z"));
    CHECK(w.acts.list(w.county).items.at(0).may_undo == false);
}

TEST_CASE("many: the whole list under its conditions, as long as it is the list that was seen") {
    many_world w;
    for (int n = 0; n < 30; ++n) w.have("某" + std::to_string(n), n % 3 ? village : "411122102200");
    batch_wish wish{.act = "set_availability", .value = "any_time", .all = true, .expected = 20};
    wish.filters.region = {"411122108000"};
    wish.filters.size = 5;
    auto const done = w.acts.act(w.county, wish);
    REQUIRE(done);
    CHECK(told(*done) == "20/20");
    CHECK(w.bank->count(w.county, {.availability = {"any_time"}}) == 20);

    wish.expected = 19;
    auto const moved = w.acts.preview(w.county, wish);
    REQUIRE_FALSE(moved);
    CHECK(moved.error().key == "people.batch.list_changed");
    // Nobody beyond one's reach, neither by a list nor by guessed ids.
    wish.expected.reset();
    auto const nobody = w.acts.act(w.fancheng, wish);
    REQUIRE_FALSE(nobody);
    CHECK(nobody.error().key == "people.batch.nobody");
    auto const there = w.bank->list(w.county, {.region = {"411122108000"}})->items.at(0);
    auto const guessed =
        w.acts.act(w.fancheng, {.act = "confirm", .people = {std::to_string(there.id.value)}});
    REQUIRE(guessed);
    CHECK(told(*guessed) == "0/1 :error.not_found");
}

TEST_CASE("many: what is wrong with the wish is told by field") {
    many_world w;
    auto const p = w.have("邓石");
    auto wrong = [&](batch_wish const& wish) {
        auto const out = w.acts.preview(w.county, wish);
        REQUIRE_FALSE(out);
        CHECK_FALSE(w.acts.act(w.county, wish));
        return testing::paths_of(out.error());
    };
    CHECK(wrong({.act = "delete", .people = {id_of(p)}}) == "/act");
    CHECK(wrong({.act = "confirm"}) == "/people");
    CHECK(wrong({.act = "confirm", .people = {id_of(p)}, .all = true}) == "/people");
    CHECK(wrong({.act = "confirm", .people = {"x1"}}) == "/people");
    CHECK(wrong({.act = "archive", .people = {id_of(p)}}) == "/reason");
    CHECK(wrong({.act = "add_skill", .people = {id_of(p)}}) == "/value");
    CHECK(wrong({.act = "add_skill", .value = "zz", .people = {id_of(p)}}) == "/value");
    CHECK(wrong({.act = "confirm", .value = "x", .people = {id_of(p)}}) == "/value");
    batch_wish many{.act = "confirm"};
    for (std::int64_t n = 0; n <= people_batches::most; ++n) many.people.push_back(std::to_string(n + 1));
    auto const too_many = w.acts.preview(w.county, many);
    REQUIRE_FALSE(too_many);
    CHECK(too_many.error().key == "people.batch.too_many");
}
