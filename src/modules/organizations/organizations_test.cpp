#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "modules/organizations/organizations.hpp"
#include "modules/organizations/organizations_api.hpp"
#include "record/forms.hpp"
#include "support/module_world.hpp"

using namespace guiyan;
using namespace guiyan::organizations;
using testing::module_world;
using testing::paths_of;

namespace {

struct fixture : module_world {
    explicit fixture(db::engine kind = db::engine::sqlite)
        : module_world(kind), units(*database, vault, *places, codes) {}

    organization draft(std::string name, std::string kind, std::string region) const {
        organization o;
        o.name = std::move(name);
        o.kind = std::move(kind);
        o.region_code = std::move(region);
        return o;
    }
    organization have(actor const& who, organization o) {
        auto const made = units.register_organization(who, std::move(o));
        REQUIRE(made);
        return *made;
    }
    /// The handler of an operation, as the router calls it.
    result<api::reply> call(std::string const& operation, actor const& who, std::string body,
                            std::vector<std::pair<std::string, std::string>> path = {}, std::string tag = {},
                            std::vector<std::pair<std::string, std::string>> query = {}) {
        api::request raw{api::method::post, "/",  {{"if-match", tag}}, std::move(body), {},
                         "127.0.0.1",       false};
        auto const check = codes.checker();
        api::call c(raw, who, check);
        c.path = std::move(path);
        c.query = std::move(query);
        for (auto const& e : endpoints(units))
            if (e.operation == operation) return e.handle(c);
        FAIL("no operation " << operation);
        return fail(fault::not_found, "error.not_found");
    }

    actor const county = of_area("411122", {"organizations.read", "organizations.write"}, 1);
    actor const wangmeng = of_area("411122108", {"organizations.read", "organizations.write"}, 2);
    actor const fancheng = of_area("411122102", {"organizations.read", "organizations.write"}, 3);
    organizations::organizations units;
};

/// A room of people with one clerk in it, who is kept in 王孟镇.
struct one_person {
    std::int64_t working_here = 0;
    asked_of_people answers() {
        return {.names =
                    [](db::connection&, actor const& who, std::span<std::int64_t const> ids) {
                        std::map<std::int64_t, std::string> out;
                        for (auto const id : ids)
                            if (id == 7001 && who.reaches("411122108200")) out.emplace(id, "裴远");
                        return out;
                    },
                .working_here = [this](db::connection&, organization_id) { return working_here; }};
    }
};

constexpr char const* wrong_check = "91411122MA40000001";

/// `seventeen` with its check character (GB 32100).
std::string credit_code(std::string seventeen) {
    for (char c : std::string_view("0123456789ABCDEFGHJKLMNPQRTUWXY"))
        if (record::obeys_form("uscc", seventeen + c)) return seventeen + c;
    return {};
}

}  // namespace

TEST_CASE("a unit is registered, found, listed and amended on both databases") {
    for (auto const kind : {db::engine::sqlite, db::engine::postgres}) {
        fixture f(kind);
        auto o = f.draft("王孟镇辣椒专业合作社", "cooperative", "411122108200");
        o.uscc = credit_code("93411122MA4000000");
        auto const made = f.have(f.wangmeng, o);
        CHECK(made.state == "active");
        CHECK(made.region_name == "王孟镇·高宗寨村");
        CHECK(made.row_version == 1);
        f.have(f.county, f.draft("县农业农村局", "gov_dept", "411122000000"));

        organization_list_query all;
        auto const page = f.units.list(f.county, all);
        REQUIRE(page);
        CHECK(page->total == 2);
        CHECK(page->items.front().name == "王孟镇辣椒专业合作社");  // wang before xian
        all.sort = "-region";
        CHECK(f.units.list(f.county, all)->items.front().region_code == "411122108200");
        all.sort = "founded_on";
        all.q = "专业";
        CHECK(f.units.list(f.county, all)->total == 1);
        all.q = "93411122ma4";
        CHECK(f.units.list(f.county, all)->total == 1);
        all.q = "100%";
        CHECK(f.units.list(f.county, all)->total == 0);
        all.q.reset();
        all.kind = {"gov_dept", "bank"};
        all.region = {"411122000000"};
        CHECK(f.units.list(f.county, all)->total == 1);
        all.region = {"411122108000"};
        CHECK(f.units.list(f.county, all)->total == 0);

        auto const changed = f.units.amend(f.wangmeng, made.id, 1, [](organization& next) -> result<done> {
            next.name = "王孟镇辣椒种植专业合作社";
            return done{};
        });
        REQUIRE(changed);
        CHECK(changed->row_version == 2);
        auto const stale =
            f.units.amend(f.wangmeng, made.id, 1, [](organization&) -> result<done> { return done{}; });
        REQUIRE_FALSE(stale);
        CHECK(stale.error().code == fault::stale);
        CHECK(stale.error().current.find("王孟镇辣椒种植专业合作社") != std::string::npos);
        auto const trail = f.trail("organization");
        REQUIRE(trail.size() == 3);
        CHECK(trail.back().what == "changed");
        CHECK(trail.back().changes.find("辣椒种植") != std::string::npos);
    }
}

TEST_CASE("another town's unit is not there") {
    fixture f;
    auto const made = f.have(f.wangmeng, f.draft("王孟镇农业银行营业所", "bank", "411122108000"));
    auto not_found = [](auto const& r) {
        REQUIRE_FALSE(r);
        return r.error().code == fault::not_found && r.error().key == "error.not_found";
    };
    CHECK(not_found(f.units.find(f.fancheng, made.id)));
    CHECK(not_found(
        f.units.amend(f.fancheng, made.id, 1, [](organization&) -> result<done> { return done{}; })));
    CHECK(not_found(f.units.decide(f.fancheng, made.id, 1, act::dissolve, "重复")));
    CHECK(not_found(f.units.find(f.county, organization_id{7})));
    CHECK(f.units.list(f.fancheng, {})->total == 0);
    auto abroad = f.draft("别镇的单位", "bank", "411122108000");
    auto const refused = f.units.register_organization(f.fancheng, abroad);
    REQUIRE_FALSE(refused);
    CHECK(paths_of(refused.error()) == "/region_code");
    // Neither a link to it nor its name leaks.
    auto child = f.draft("繁城分理处", "bank", "411122102000");
    child.parent_id = made.id;
    auto const linked = f.units.register_organization(f.fancheng, child);
    REQUIRE_FALSE(linked);
    CHECK(linked.error().fields.front().key == "organizations.unknown_unit");
    CHECK(f.trail("organization").size() == 1);
    // Nobody without an area sees anything.
    actor officer;
    officer.permissions = {"organizations.read"};
    CHECK(f.units.list(officer, {})->total == 0);
    CHECK(not_found(f.units.find(officer, made.id)));
}

TEST_CASE("a unit that serves a place is seen there and changed at its seat") {
    fixture f;
    auto station = f.draft("县派驻王孟服务站", "service_station", "411122000000");
    station.serves_region_code = "411122108000";
    auto const made = f.have(f.county, station);
    CHECK(made.state == "proposed");
    CHECK(f.units.find(f.wangmeng, made.id));
    CHECK_FALSE(f.units.find(f.fancheng, made.id));
    auto const refused =
        f.units.amend(f.wangmeng, made.id, 1, [](organization&) -> result<done> { return done{}; });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == fault::forbidden);
    // A university outside the county that serves it is the county's to keep.
    auto university = f.draft("省农业大学专家团", "service_corps", "410105000000");
    university.serves_region_code = "411122108000";
    CHECK_FALSE(f.units.register_organization(f.wangmeng, university));
    auto const corps = f.have(f.county, university);
    CHECK(f.units.decide(f.county, corps.id, 1, act::approve, ""));
}

TEST_CASE("the steps of a unit's life") {
    fixture f;
    auto council = f.draft("高宗寨村乡贤理事会", "gentry_council", "411122108200");
    council.serves_region_code = "411122108200";
    auto const made = f.have(f.wangmeng, council);
    auto const active = f.units.decide(f.wangmeng, made.id, 1, act::approve, "");
    REQUIRE(active);
    CHECK(active->state == "active");
    auto const again = f.units.decide(f.wangmeng, made.id, 2, act::approve, "");
    REQUIRE_FALSE(again);
    CHECK(again.error().key == "organizations.no_such_step.active");
    auto const by_town = f.units.decide(f.wangmeng, made.id, 2, act::dissolve, "届满");
    REQUIRE_FALSE(by_town);
    CHECK(by_town.error().code == fault::forbidden);
    auto const mute = f.units.decide(f.county, made.id, 2, act::suspend, " ");
    REQUIRE_FALSE(mute);
    CHECK(paths_of(mute.error()) == "/reason");
    CHECK(f.units.decide(f.county, made.id, 2, act::suspend, "换届")->state == "suspended");
    CHECK(f.units.decide(f.county, made.id, 3, act::resume, "换届完成")->state == "active");
    auto const ended = f.units.decide(f.county, made.id, 4, act::dissolve, "合并");
    REQUIRE(ended);
    CHECK(ended->state == "dissolved");
    CHECK(ended->ended_on->iso() == "2026-11-21");
    CHECK_FALSE(f.units.amend(f.county, made.id, 5, [](organization&) -> result<done> { return done{}; }));
    CHECK(f.units.list(f.county, {})->total == 0);
    organization_list_query closed;
    closed.state = {"dissolved"};
    CHECK(f.units.list(f.county, closed)->total == 1);
    auto const trail = f.trail("organization");
    REQUIRE(trail.size() == 5);
    CHECK(trail[3].what == "resumed");
    CHECK(trail[4].reason == "合并");

    // A county-level group waits for the county even where its seat is a town.
    auto alliance = f.draft("青年人才联盟", "youth_alliance", "411122108000");
    alliance.serves_region_code = "411122108000";
    alliance.level = "county";
    auto const proposed = f.have(f.wangmeng, alliance);
    CHECK_FALSE(f.units.decide(f.wangmeng, proposed.id, 1, act::approve, ""));
    CHECK(f.units.decide(f.county, proposed.id, 1, act::reject, "材料不全")->state == "dissolved");
}

TEST_CASE("a credit code is checked, needed where the law gives one, and unique without telling whose") {
    fixture f;
    auto firm = f.draft("示范农业有限公司", "enterprise", "411122108000");
    auto const without = f.units.register_organization(f.wangmeng, firm);
    REQUIRE_FALSE(without);
    CHECK(without.error().fields.front().key == "organizations.uscc_required");
    firm.uscc = credit_code("91411122MA4000001");
    f.have(f.wangmeng, firm);

    auto rival = f.draft("另一家有限公司", "enterprise", "411122102000");
    rival.uscc = firm.uscc;
    auto const elsewhere = f.units.register_organization(f.fancheng, rival);
    REQUIRE_FALSE(elsewhere);
    CHECK(elsewhere.error().code == fault::conflict);
    CHECK(elsewhere.error().key == "organizations.uscc_unavailable");
    CHECK(elsewhere.error().args.empty());
    auto const known = f.units.register_organization(f.county, rival);
    REQUIRE_FALSE(known);
    CHECK(known.error().key == "organizations.uscc_taken");
    CHECK(known.error().args.front().second == "示范农业有限公司");
    // A second unit of the same name, kind and place.
    firm.uscc = credit_code("91411122MA4000002");
    auto const twin = f.units.register_organization(f.wangmeng, firm);
    REQUIRE_FALSE(twin);
    CHECK(twin.error().key == "organizations.name_taken");
}

TEST_CASE("upper units and hosts make no circle") {
    fixture f;
    auto const a = f.have(f.county, f.draft("甲单位", "gov_dept", "411122000000"));
    auto next = f.draft("乙单位", "gov_dept", "411122000000");
    next.parent_id = a.id;
    auto const b = f.have(f.county, next);
    CHECK(b.parent_name == "甲单位");
    next = f.draft("丙单位", "gov_dept", "411122000000");
    next.parent_id = b.id;
    auto const c = f.have(f.county, next);
    auto const circle = f.units.amend(f.county, a.id, 1, [&](organization& o) -> result<done> {
        o.parent_id = c.id;
        o.host_org_id = o.id;
        return done{};
    });
    REQUIRE_FALSE(circle);
    CHECK(paths_of(circle.error()) == "/parent_id /host_org_id");
    CHECK(circle.error().fields.front().key == "organizations.circle");
}

TEST_CASE("bad input over the interface names every field") {
    fixture f;
    auto const bad =
        f.call("register_organization", f.wangmeng,
               R"({"kind":"spaceship","uscc":")" + std::string(wrong_check) +
                   R"(","region_code":"12","state":"active","ended_on":"2026-02-30","colour":"red"})");
    REQUIRE_FALSE(bad);
    CHECK(paths_of(bad.error()) == "/state /colour /name /kind /uscc /region_code /ended_on");
    auto const rules =
        f.call("register_organization", f.wangmeng,
               R"({"name":"站","kind":"enterprise","region_code":"411122102000","hospital_level":"3A",)"
               R"("founded_on":"2026-02-02","ended_on":"2026-01-01"})");
    REQUIRE_FALSE(rules);
    CHECK(paths_of(rules.error()) == "/uscc /hospital_level /ended_on /region_code");

    auto const made = f.call("register_organization", f.wangmeng,
                             R"({"name":"营业所","kind":"bank","region_code":"411122108000"})");
    REQUIRE(made);
    CHECK(made->status == 201);
    auto const id = std::string(boost::json::parse(made->body).at("id").as_string());
    CHECK(f.call("dissolve_organization", f.county, R"({"reason":"撤点"})", {{"id", id}}, "").error().code ==
          fault::precondition_required);
    CHECK(f.call("dissolve_organization", f.county, R"({})", {{"id", id}}, "\"1\"").error().fields.size() ==
          1);
    CHECK(f.call("amend_organization", f.wangmeng, R"({"name":"新营业所"})", {{"id", id}}, "\"1\""));
    auto const gone =
        f.call("dissolve_organization", f.county, R"({"reason":"撤点"})", {{"id", id}}, "\"2\"");
    REQUIRE(gone);
    CHECK(boost::json::parse(gone->body).at("state").as_string() == "dissolved");
    auto const list =
        f.call("list_organizations", f.county, "", {}, "", {{"state", "dissolved"}, {"size", "5"}});
    REQUIRE(list);
    CHECK(boost::json::parse(list->body).at("total").as_int64() == 1);
    CHECK_FALSE(f.call("list_organizations", f.county, "", {}, "", {{"page", "0"}, {"kind", "x"}}));
}

TEST_CASE("organizations: a sort that is none is refused") {
    fixture f;
    f.have(f.county, f.draft("王孟镇农机合作社", "family_farm", "411122108000"));
    auto const wrong = f.units.list(f.county, {.sort = "colour"});
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().code == fault::invalid);
    CHECK(paths_of(wrong.error()) == "/sort");
    CHECK_FALSE(f.units.list(f.county, {.sort = "-colour"}));
    CHECK_FALSE(f.units.list(f.county, {.sort = "-"}));
    for (auto const* order : {"name", "-name", "kind", "region", "-founded_on", "updated_at"})
        CHECK(f.units.list(f.county, {.sort = order}));
}

TEST_CASE("organizations: contact, leader and founder are people whom the reader reaches") {
    for (auto const kind : {db::engine::sqlite, db::engine::postgres}) {
        CAPTURE(static_cast<int>(kind));
        fixture f(kind);
        one_person room;
        f.units.ask_people(room.answers());
        // The bank itself has to know him: the column points there.
        auto const kept = f.database->write<done>(f.county, [&](db::transaction& tx) -> result<done> {
            tx.sql.execute(
                "INSERT INTO person (id, name, region_id, is_outside, poverty_alleviated, skills, "
                "consent_scope, state, "
                "created_at, created_by, updated_at, row_version) SELECT 7001, '裴远', id, 0, 0, '[]', '[]', "
                "'active', "
                "'', 1, '', 1 FROM region WHERE code = '411122108200'");
            tx.housekeeping();
            return done{};
        });
        REQUIRE(kept);
        auto draft = f.draft("高宗寨辣椒合作社", "family_farm", "411122108200");
        draft.leader_person_id = person_id{7001};
        auto const made = f.have(f.wangmeng, draft);
        CHECK(made.leader_person_name == "裴远");
        CHECK(f.units.list(f.county, {})->items.at(0).leader_person_name == "裴远");
        CHECK_FALSE(made.contact_person_name);

        draft.name = "别的合作社";
        draft.leader_person_id = person_id{7002};
        draft.founder_person_id = person_id{7003};
        auto const unknown = f.units.register_organization(f.wangmeng, draft);
        REQUIRE_FALSE(unknown);
        CHECK(paths_of(unknown.error()) == "/leader_person_id /founder_person_id");
        // Out of reach is like not there; who stands there already may stay, without his name.
        draft.region_code = "411122102200";
        draft.leader_person_id = person_id{7001};
        draft.founder_person_id = {};
        CHECK(paths_of(f.units.register_organization(f.fancheng, draft).error()) == "/leader_person_id");
        auto const by_county = f.have(f.county, draft);
        auto const renamed = f.units.amend(f.fancheng, by_county.id, 1, [](organization& o) -> result<done> {
            o.name = "城上合作社";
            return done{};
        });
        REQUIRE(renamed);
        CHECK(renamed->leader_person_id == person_id{7001});
        CHECK_FALSE(renamed->leader_person_name);
    }
}

TEST_CASE("organizations: a unit with people or units of its own is not dissolved") {
    fixture f;
    one_person room;
    f.units.ask_people(room.answers());
    auto const top = f.have(f.county, f.draft("王孟镇联合社", "family_farm", "411122108000"));
    auto below = f.draft("王孟镇分社", "family_farm", "411122108200");
    below.parent_id = top.id;
    auto const part = f.have(f.county, below);
    auto refused = [&] {
        auto const no = f.units.decide(f.county, top.id, 1, act::dissolve, "合并");
        REQUIRE_FALSE(no);
        CHECK(no.error().code == fault::refused);
        return no.error().key;
    };
    CHECK(refused() == "organizations.has_units");
    room.working_here = 3;
    CHECK(refused() == "organizations.has_people_and_units");
    room.working_here = 0;
    REQUIRE(f.units.decide(f.county, part.id, 1, act::dissolve, "合并"));
    room.working_here = 3;
    CHECK(refused() == "organizations.has_people");
    CHECK(f.units.find(f.county, top.id)->state == "active");
    room.working_here = 0;
    REQUIRE(f.units.decide(f.county, top.id, 1, act::dissolve, "合并"));
}
