#include "modules/people/people.hpp"

#include <doctest/doctest.h>

#include <set>

#include "support/people_world.hpp"

using namespace guiyan;
using namespace guiyan::people;

namespace {

constexpr char const* village = "411122108200";  // 王孟镇高宗寨村

struct bank_world : testing::people_world {
    explicit bank_world(db::engine kind = db::engine::sqlite) : people_world(kind) {}
    actor const county =
        of_area("411122", {"people.read", "people.write", "people.void", "people.unvoid", "people.reveal"});
    actor const leader = of_area("411122", {"people.read"}, 3);
    actor const elsewhere = of_area("411122102", {"people.read", "people.write", "people.reveal"}, 4);

    person draft(std::string name) const {
        person p;
        p.name = std::move(name);
        p.region_code = village;
        return p;
    }
    person have(person p) {
        auto made = bank->register_person(county, std::move(p));
        REQUIRE(made);
        return std::move(*made);
    }
    /// As an import writes.
    void write(std::string name, batch_id batch) {
        auto p = bank->row_defaults();
        p.id = person_id{database->ids().next()};
        p.name = std::move(name);
        p.region_id = region(village).id;
        p.import_batch_id = batch;
        auto const written = database->write<done>(county, [&](db::transaction& tx) -> result<done> {
            bank->insert_all(tx, std::span(&p, 1));
            tx.record({.what = "imported", .entity = "person"});
            return done{};
        });
        REQUIRE(written);
    }
    std::set<std::string> names(actor const& who, people_list_query asked) const {
        asked.size = 200;
        auto const page = bank->list(who, asked);
        REQUIRE(page);
        std::set<std::string> out;
        for (auto const& row : page->items) out.insert(row.name);
        CHECK(bank->count(who, asked) == page->total);
        return out;
    }
};

std::string refusal(result<person> const& r) {
    REQUIRE_FALSE(r);
    return r.error().key;
}

using list = std::set<std::string>;

}  // namespace

TEST_CASE("void: leaves lists and figures, stays to be seen with its reason, and comes back as it was") {
    for (auto const kind : {db::engine::sqlite, db::engine::postgres}) {
        CAPTURE(static_cast<int>(kind));
        bank_world w(kind);
        auto draft = w.draft("殷素");
        draft.id_number = "411122199003030019";
        std::string const start = draft.id_number->substr(0, 17);
        draft.id_number = start + record::id_number_check_digit(start);
        auto const number = *draft.id_number;
        auto const p = w.have(draft);
        w.have(w.draft("程远"));
        CHECK(w.bank->count(w.county, {}) == 2);

        auto const gone = w.bank->void_person(w.county, p.id, p.row_version, "重复录入");
        REQUIRE(gone);
        CHECK(gone->state == "void");
        CHECK(gone->void_reason == "重复录入");
        CHECK(w.names(w.county, {}) == list{"程远"});
        CHECK(w.names(w.county, {.state = {"archived", "merged"}}).empty());
        auto const voided = w.bank->list(w.county, {.state = {"void"}});
        REQUIRE(voided);
        REQUIRE(voided->total == 1);
        CHECK(voided->items[0].void_reason == "重复录入");
        CHECK(w.names(w.elsewhere, {.state = {"void"}}).empty());
        // Made anew from the records, the index says the same.
        w.bank->load_index();
        CHECK(w.names(w.county, {}) == list{"程远"});
        CHECK(w.names(w.county, {.state = {"void"}}) == list{"殷素"});

        CHECK(refusal(w.bank->void_person(w.county, p.id, gone->row_version, "再来")) ==
              "people.void.already");
        CHECK(refusal(w.bank->confirm(w.county, p.id, gone->row_version)) == "people.not_active");
        CHECK(refusal(w.bank->void_person(w.elsewhere, p.id, gone->row_version, "x")) == "error.not_found");
        CHECK(refusal(w.bank->unvoid_person(w.county, p.id, 1, "旧的")) == "error.stale");

        // Its number is free; then the record cannot come back until the other has gone.
        auto twin = w.draft("殷苏");
        twin.id_number = number;
        auto const other = w.have(twin);
        CHECK(refusal(w.bank->unvoid_person(w.county, p.id, gone->row_version, "误作废")) ==
              "people.id_number_taken");
        auto const out = w.bank->void_person(w.county, other.id, other.row_version, "录错");
        REQUIRE(out);
        auto const back = w.bank->unvoid_person(w.county, p.id, gone->row_version, "误作废");
        REQUIRE(back);
        CHECK(back->state == "active");
        CHECK_FALSE(back->void_reason);
        CHECK(w.names(w.county, {}) == list{"殷素", "程远"});
        CHECK(refusal(w.bank->unvoid_person(w.county, p.id, back->row_version, "x")) == "people.void.is_not");

        std::vector<std::string> acts;
        for (auto const& e : w.trail("person"))
            if (e.entity_id == p.id.value) acts.push_back(e.what + "/" + e.reason);
        CHECK(acts == std::vector<std::string>{"created/", "voided/重复录入", "unvoided/误作废"});
    }
}

TEST_CASE("void: an archived record comes back archived, a merged one is not voided") {
    bank_world w;
    auto const p = w.have(w.draft("傅晴"));
    auto const put_away = w.bank->archive(w.county, p.id, 1, "迁出");
    REQUIRE(put_away);
    auto const gone = w.bank->void_person(w.county, p.id, 2, "录错");
    REQUIRE(gone);
    auto const back = w.bank->unvoid_person(w.county, p.id, 3, "没错");
    REQUIRE(back);
    CHECK(back->state == "archived");

    auto const kept = w.have(w.draft("傅青")), other = w.have(w.draft("傅青"));
    REQUIRE(w.bank->merge(w.county, kept.id, other.id, 1, {}));
    CHECK(refusal(w.bank->void_person(w.county, other.id, 2, "x")) == "people.void.is_merged");
    REQUIRE(w.bank->undo_merger(w.county, kept.id));
}

TEST_CASE("list: who was not confirmed for 366 days is stale, in the mark and in the filter") {
    bank_world w;         // the clock says 2026-11-21
    w.write("从未", {});  // entered by hand counts as confirmed
    auto confirmed = [&](std::string name, instant when) {
        auto const p = w.have(w.draft(std::move(name)));
        w.time.set(when);
        REQUIRE(w.bank->confirm(w.county, p.id, p.row_version));
        w.time.set(*parse_instant("2026-11-21T06:00:00.000Z"));
    };
    confirmed("一年零一天", *parse_instant("2025-11-20T06:00:00.000Z"));
    confirmed("整一年", *parse_instant("2025-11-21T06:00:00.000Z"));
    confirmed("今天", *parse_instant("2026-11-21T06:00:00.000Z"));
    CHECK(w.names(w.county, {.stale = true}) == list{"从未", "一年零一天"});
    CHECK(w.names(w.county, {.stale = false}) == list{"整一年", "今天"});
    auto const all = w.bank->list(w.county, {});
    REQUIRE(all);
    for (auto const& row : all->items) CHECK(row.stale == (row.name == "从未" || row.name == "一年零一天"));
    // A day before 29 February of a leap year is a day like others.
    w.time.set(*parse_instant("2029-03-01T06:00:00.000Z"));
    confirmed("闰日", *parse_instant("2028-02-29T06:00:00.000Z"));
    w.time.set(*parse_instant("2029-03-01T06:00:00.000Z"));
    CHECK(w.names(w.county, {.stale = true}).count("闰日") == 1);
}

TEST_CASE("list: classes of teams and lines are one question, and any of them will do") {
    bank_world w;
    auto with = [&](std::string name, std::vector<std::string> const& held) {
        auto p = w.draft(std::move(name));
        for (auto const& c : held) p.categories.push_back({.category = c});
        w.have(p);
    };
    with("种地", {"planting"});
    with("村医", {"village_doctor"});
    with("又种又医", {"planting", "village_doctor"});
    with("养殖", {"breeding"});
    with("没有", {});
    CHECK(w.names(w.county, {.category = {"planting", "village_doctor"}}) ==
          list{"种地", "村医", "又种又医"});
    CHECK(w.names(w.county, {.category = {"planting", "breeding"}}) == list{"种地", "又种又医", "养殖"});
    // Another facet narrows further, whatever list its codes are of.
    CHECK(w.names(w.county, {.category = {"village_doctor"}, .practical_line = {"planting"}}) ==
          list{"又种又医"});
    CHECK(w.names(w.county, {.category = {"breeding"}, .practical_line = {"planting"}}).empty());
    auto const facets = w.bank->count_facets(w.county, {.category = {"planting", "village_doctor"}});
    REQUIRE(facets);
    for (auto const& f : facets->items)
        for (auto const& v : f.values) {
            if (f.field == "category" && v.code == "village_doctor") CHECK(v.count == 2);
            if (f.field == "practical_line" && v.code == "planting") CHECK(v.count == 2);
            if (f.field == "practical_line" && v.code == "breeding") CHECK(v.count == 0);
        }
}

TEST_CASE("list: inside every facet any of its values will do") {
    bank_world w;
    auto a = w.draft("甲"), b = w.draft("乙"), c = w.draft("丙");
    a.sex = "1", a.education = "21", a.nation = "01", a.skills = {"010203"}, a.availability = "weekend";
    b.sex = "2", b.education = "31", b.nation = "03", b.skills = {"020101"};
    c.sex = "2";
    for (auto* p : {&a, &b, &c}) {
        if (p->availability && !w.codes.has("availability", *p->availability)) p->availability.reset();
        w.have(*p);
    }
    CHECK(w.names(w.county, {.sex = {"1", "2"}}) == list{"甲", "乙", "丙"});
    CHECK(w.names(w.county, {.education = {"21", "31"}}) == list{"甲", "乙"});
    CHECK(w.names(w.county, {.nation = {"01", "03"}}) == list{"甲", "乙"});
    CHECK(w.names(w.county, {.skill = {"01", "02"}}) == list{"甲", "乙"});
    CHECK(w.names(w.county, {.region = {"411122102000", "411122108000"}}) == list{"甲", "乙", "丙"});
    CHECK(w.names(w.county, {.sex = {"2"}, .education = {"21", "31"}}) == list{"乙"});
}

TEST_CASE("ages: the birthday beside a masked number cannot be asked for day by day") {
    bank_world w;
    auto hidden = w.draft("藏日");
    std::string const start = "41112219800617001";
    hidden.id_number = start + record::id_number_check_digit(start);
    auto const p = w.have(hidden);
    CHECK(w.bank->find(w.leader, p.id)->birth_date->iso() == "1980");

    // Whatever day of a year he asks for, the answer is that of the year.
    for (auto const& [age, there] : {std::pair{43, false}, {44, true}, {45, false}}) {
        for (auto const* day : {"2024-01-01", "2024-06-16", "2024-06-17", "2024-12-31"}) {
            people_list_query const asked{.age_from = age, .age_to = age, .as_of = date::parse(day)};
            CHECK(w.bank->count(w.leader, asked) == there);
            std::vector<people_list_query> const one(1);
            std::vector<people_list_query> const ages{{.age_from = age, .age_to = age}};
            CHECK(w.bank->tabulate(w.leader, {.as_of = date::parse(day)}, one, ages).at(0, 0) == there);
        }
    }
    auto bands = [&](char const* day) {
        auto const facets = w.bank->count_facets(w.leader, {.as_of = date::parse(day)});
        REQUIRE(facets);
        std::string out;
        for (auto const& f : facets->items)
            if (f.field == "age")
                for (auto const& v : f.values) out += v.code + "=" + std::to_string(v.count) + " ";
        return out;
    };
    CHECK(bands("2026-01-01") == bands("2026-12-31"));  // turns 46 on 17 June
    // Who may see the whole date gets whole years lived.
    people_list_query const asked{.age_from = 44, .age_to = 44, .as_of = date(2024, 6, 16)};
    CHECK(w.bank->count(w.county, asked) == 0);

    auto const sorted = w.bank->list(w.leader, {.sort = "-birth_date"});
    REQUIRE_FALSE(sorted);
    CHECK(testing::paths_of(sorted.error()) == "/sort");
    CHECK_FALSE(w.bank->ids(w.leader, {.sort = "birth_date"}));
    CHECK(w.bank->list(w.county, {.sort = "birth_date"}));

    // Nor by entering a namesake with a guessed birthday.
    actor const clerk = w.of_area("411122108200", {"people.read", "people.write"}, 5);
    auto why = [&](partial_date guess) {
        auto namesake = w.draft("藏日");
        namesake.birth_date = guess;
        auto const made = w.bank->register_person(clerk, namesake);
        REQUIRE(made);
        auto const found = w.bank->duplicates(clerk, made->id);
        REQUIRE(found);
        std::string out;
        for (auto const& d : *found)
            if (d.person.id == p.id) out += d.why;
        return out;
    };
    CHECK(why(partial_date(1980, 6, 17)) == why(partial_date(1980, 6, 18)));
}

TEST_CASE("list: the people that one import wrote") {
    bank_world w;
    w.have(w.draft("手录"));
    w.write("批录", batch_id{77});
    CHECK(w.names(w.county, {.import_batch = batch_id{77}}) == list{"批录"});
    CHECK(w.names(w.county, {.import_batch = batch_id{78}}).empty());
    CHECK(w.names(w.elsewhere, {.import_batch = batch_id{77}}).empty());
    CHECK(w.names(w.county, {.q = "手录", .import_batch = batch_id{77}}).empty());
    auto const found = w.bank->list(w.county, {.q = "批录", .import_batch = batch_id{77}});
    REQUIRE(found);
    CHECK(found->items.at(0).match == "name");
    CHECK_FALSE(w.bank->list(w.county, {.import_batch = batch_id{77}})->items.at(0).match);
    auto const there_and_back =
        from_query_string(to_query_string({.stale = true, .import_batch = batch_id{77}}), w.codes.checker());
    REQUIRE(there_and_back);
    CHECK(there_and_back->import_batch == batch_id{77});
    CHECK(there_and_back->stale == true);
}
