#include "modules/exports/exports.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <map>
#include <set>

#include "api/endpoint.hpp"
#include "files/table_writer.hpp"
#include "modules/exports/exports_api.hpp"
#include "record/json.hpp"
#include "record/mask.hpp"
#include "support/people_world.hpp"

using namespace guiyan;
using namespace guiyan::exports;

namespace {

struct office : testing::people_world {
    explicit office(db::engine kind = db::engine::sqlite) : people_world(kind) {
        clerk = person(1, "clerk", "411122108", {"people.read", "people.export"});
        officer = person(2, "officer", "411122",
                         {"people.read", "people.export", "people.export_unmasked", "exports.approve"});
        second = person(3, "second", "411122",
                        {"people.read", "people.export", "people.export_unmasked", "exports.approve"});
        elsewhere = person(4, "elsewhere", "410105",
                           {"people.read", "people.export", "people.export_unmasked", "exports.approve"});
        desk = open();
    }
    void add_account(std::int64_t id, std::string const& login) const {
        auto const added = database->write<done>(of_area("", {}), [&](db::transaction& tx) -> result<done> {
            tx.sql.execute(
                "INSERT INTO account (id, login, display_name, unit_name, person_key, account_class, "
                "password_hash, "
                "password_changed_at, must_change_password, state, failed, totp_last_step, language, "
                "type_size, "
                "shortcuts, created_at, created_by, updated_at, row_version) VALUES ($1, $2, $2, '', $2, "
                "'business', "
                "'', '', 0, 'active', 0, 0, 'zh-CN', 'standard', 1, '', 0, '', 1)",
                {id, std::string_view(login)});
            tx.housekeeping();
            return done{};
        });
        REQUIRE(added);
    }
    actor person(std::int64_t account, std::string const& login, std::string prefix,
                 std::vector<std::string> permissions) const {
        add_account(account, login);
        auto who = of_area(std::move(prefix), std::move(permissions), account);
        who.login = who.person_key = login;
        who.display_name = login;
        who.grant_id = 100 + account;
        return who;
    }
    std::unique_ptr<exports::exports> open(export_rules rules = {}) {
        return std::make_unique<exports::exports>(*database, vault, *bank, *places, codes, words, time,
                                                  folder.path() + "/made", rules);
    }
    std::size_t files_left() const {
        return static_cast<std::size_t>(
            std::distance(std::filesystem::directory_iterator(folder.path() + "/made"),
                          std::filesystem::directory_iterator()));
    }
    made_file file(actor const& who, export_wish const& wish) {
        auto got = desk->ask(who, wish);
        REQUIRE(got);
        REQUIRE(std::holds_alternative<made_file>(*got));
        return std::get<made_file>(*got);
    }
    export_request request(actor const& who, export_wish const& wish) {
        auto got = desk->ask(who, wish);
        REQUIRE(got);
        REQUIRE(std::holds_alternative<export_request>(*got));
        return std::get<export_request>(*got);
    }

    actor clerk, officer, second, elsewhere;
    std::unique_ptr<exports::exports> desk;
};

std::vector<std::vector<std::string>> cells_of(std::filesystem::path const& path, std::size_t columns) {
    auto book = files::open_workbook(path);
    REQUIRE(book);
    std::vector<std::vector<std::string>> out;
    REQUIRE((*book)->read(0, [&](files::row const& r) {
        auto& cells = out.emplace_back();
        for (std::uint32_t c = 0; c < columns; ++c) cells.emplace_back(r.text(c));
        return true;
    }));
    return out;
}

export_wish usual(std::string format = "xlsx") {
    export_wish w;
    w.format = std::move(format);
    w.columns = {"name",           "sex",        "birth_date", "id_number", "phone",
                 "region_code",    "town_name",  "education",  "skills",    "categories",
                 "practical_line", "is_outside", "state"};
    w.reason = "年度走访";
    return w;
}

template <class T>
fault why(result<T> const& r) {
    REQUIRE_FALSE(r);
    return r.error().code;
}

}  // namespace

TEST_CASE("exports: a masked list leaves at once, row for row as the screen shows it") {
    office o;
    auto const all = o.fill(300);
    auto const page = o.bank->list(o.officer, {.size = 200});
    REQUIRE(page);
    std::map<std::string, people::person> by_name_and_phone;
    for (std::string format : {"xlsx", "csv"}) {
        auto const wish = usual(format);
        auto const made = o.file(o.officer, wish);
        CHECK(made.rows == page->total);
        CHECK(made.name == "人才库_临颍县_2026-11-21." + format);
        auto const rows = cells_of(made.path, 14);
        std::size_t const head = format == "csv" ? 0 : 1;
        REQUIRE(rows.size() == head + 1 + static_cast<std::size_t>(page->total) + 1);
        CHECK(rows[head][1] == o.words.say("zh-CN", "people.field.name"));
        CHECK(rows[head][4] == o.words.say("zh-CN", "people.field.id_number"));
        CHECK(rows.back()[0] == "王孟镇 · officer · 2026-11-21 14:00 · 导出原因：年度走访");
        auto const ids = o.bank->ids(o.officer, {});
        REQUIRE(ids);
        std::map<std::int64_t, people::person const*> known;
        for (auto const& p : all) known[p.id.value] = &p;
        std::size_t numbers = 0;
        for (std::size_t i = 0; i < ids->size(); ++i) {
            auto const& cells = rows[head + 1 + i];
            auto const& p = *known.at((*ids)[i]);
            CHECK(cells[0] == std::to_string(i + 1));
            CHECK(cells[1] == p.name);
            CHECK(cells[2] == (p.sex ? o.codes.name("sex", *p.sex) : ""));
            if (p.id_number) {
                ++numbers;
                CHECK(cells[4] == record::mask_id_number(*p.id_number));
                CHECK(cells[3] == std::to_string(p.birth_date->year()));
            }
            CHECK(cells[5] == (p.phone ? record::mask_phone(*p.phone) : ""));
            CHECK(cells[6] == o.places->tree()->display(o.region(p.region_code)));
            if (p.skills.size() == 2 && p.skills[0] != p.skills[1])
                CHECK(cells[9] ==
                      o.codes.name("skill", p.skills[0]) + "、" + o.codes.name("skill", p.skills[1]));
            CHECK(cells[12] == "否");
            CHECK(cells[13] == "在库");
        }
        CHECK(numbers > 20);
    }
    auto const trail = o.trail("person");
    CHECK(trail.back().what == "exported");
    CHECK(trail.back().reason == "年度走访");
}

TEST_CASE("exports: conditions and areas hold") {
    office o;
    o.fill(300);
    auto wish = usual();
    wish.filters.sex = {"2"};
    wish.filters.age_to = 60;
    wish.filters.size = 20;
    wish.filters.page = 3;
    CHECK(o.file(o.officer, wish).rows == o.bank->count(o.officer, wish.filters));

    auto own = usual();
    auto const made = o.file(o.clerk, own);
    CHECK(made.rows == o.bank->count(o.clerk, {}));
    CHECK(made.rows < o.bank->count(o.officer, {}));
    auto const town = o.region("411122108000").short_name;
    for (auto const& cells : cells_of(made.path, 14))
        if (cells[0].find_first_not_of("0123456789") == std::string::npos) CHECK(cells[7] == town);

    own.filters.region = {"411122102000"};
    CHECK(why(o.desk->ask(o.clerk, own)) == fault::refused);
    CHECK(why(o.desk->ask(o.elsewhere, usual())) == fault::refused);

    auto wrong = usual("pdf");
    wrong.columns = {"name", "region_id", "row_version", "created_at", "no_such"};
    auto const refused = o.desk->ask(o.officer, wrong);
    REQUIRE_FALSE(refused);
    CHECK(testing::paths_of(refused.error()) == "/format /columns/1 /columns/2 /columns/3 /columns/4");
    wrong = usual();
    wrong.columns.clear();
    CHECK(why(o.desk->ask(o.officer, wrong)) == fault::invalid);
}

TEST_CASE("exports: nothing that a spreadsheet would run") {
    office o;
    for (auto const* name : {"=cmd|' /C calc'!A0", "＋1", "@SUM(A1)", "-2+3", "＝1+1"}) {
        people::person p;
        p.name = name;
        p.region_code = "411122108200";
        p.biography = std::string(name) + "\n第二行";
        REQUIRE(o.bank->register_person(o.clerk, p));
    }
    auto wish = usual("csv");
    wish.columns = {"name", "biography"};
    wish.reason = "=HYPERLINK(\"x\")";
    auto const csv = cells_of(o.file(o.clerk, wish).path, 3);
    REQUIRE(csv.size() == 7);
    for (auto const& row : csv)
        for (auto const& cell : row) CHECK_FALSE(files::looks_executable(cell));
    wish.format = "xlsx";
    auto const xlsx = cells_of(o.file(o.clerk, wish).path, 3);
    std::set<std::string> names;
    for (auto const& row : xlsx) names.insert(row[1]);
    CHECK(names.contains("=cmd|' /C calc'!A0"));  // as text: the writer's tests look at the formula element
    CHECK(names.contains("＋1"));
}

TEST_CASE("exports: an unmasked list waits for a second person") {
    office o;
    auto const all = o.fill(200);
    auto wish = usual();
    wish.unmasked = true;
    CHECK(why(o.desk->ask(o.clerk, wish)) == fault::forbidden);
    auto const asked = o.request(o.officer, wish);
    CHECK(asked.state == "proposed");
    CHECK(asked.rows_counted == o.bank->count(o.officer, {}));
    CHECK(asked.region_code == "411122000000");
    CHECK(o.files_left() == 0);
    CHECK(why(o.desk->content(o.officer, asked.id)) == fault::refused);

    // Not by oneself, not by another account of the same person, not from elsewhere, not without the right.
    auto const own = o.desk->approve(o.officer, asked.id, 1);
    REQUIRE_FALSE(own);
    CHECK(own.error().key == "exports.own_request");
    auto twin = o.person(5, "twin", "411122", {"exports.approve", "people.export"});
    twin.person_key = o.officer.person_key;
    CHECK(o.desk->approve(twin, asked.id, 1).error().key == "exports.own_request");
    CHECK(why(o.desk->approve(o.elsewhere, asked.id, 1)) == fault::not_found);
    CHECK(why(o.desk->approve(o.clerk, asked.id, 1)) == fault::not_found);
    auto town_approver = o.person(6, "town", "411122108", {"exports.approve", "people.export"});
    CHECK(why(o.desk->approve(town_approver, asked.id, 1)) == fault::not_found);
    CHECK(why(o.desk->approve(o.second, asked.id, 2)) == fault::stale);

    auto const approved = o.desk->approve(o.second, asked.id, 1);
    REQUIRE(approved);
    CHECK(approved->state == "approved");
    CHECK(approved->decided_by_name == "second");
    CHECK(approved->row_version == 2);
    CHECK(o.desk->approve(o.second, asked.id, 2).error().key == "exports.not_waiting");

    CHECK(why(o.desk->content(o.second, asked.id)) == fault::not_found);
    CHECK(why(o.desk->content(o.elsewhere, asked.id)) == fault::not_found);
    auto other_identity = o.officer;
    other_identity.grant_id = 999;
    CHECK(o.desk->content(other_identity, asked.id).error().key == "exports.other_identity");
    auto without = o.officer;
    std::erase(without.permissions, "people.export_unmasked");
    CHECK(why(o.desk->content(without, asked.id)) == fault::forbidden);

    auto const made = o.desk->content(o.officer, asked.id);
    REQUIRE(made);
    std::size_t numbers = 0;
    std::set<std::string> known;
    for (auto const& p : all)
        if (p.id_number) known.insert(*p.id_number);
    for (auto const& cells : cells_of(made->path, 14)) numbers += known.contains(cells[4]);
    CHECK(numbers > 20);
    // The requester's reach at that moment, not at the moment of asking.
    auto moved = o.officer;
    moved.areas = {{"411122108"}};
    auto const narrower = o.desk->content(moved, asked.id);
    REQUIRE(narrower);
    CHECK(narrower->rows == o.bank->count(moved, {}));

    std::vector<std::string> told;
    for (auto const& e : o.trail("export_request")) told.push_back(e.what + " " + e.outcome);
    CHECK(told == std::vector<std::string>{"proposed done", "approved refused", "approved refused",
                                           "approved done", "exported done", "exported done"});
    o.time.advance(std::chrono::hours(7 * 24 + 1));
    CHECK(o.desk->content(o.officer, asked.id).error().key == "exports.expired");
}

TEST_CASE("exports: a long list waits, and may be turned down") {
    office o;
    o.fill(60);
    o.desk = o.open({.rows_at_once = 3});
    auto wish = usual();
    wish.filters.region = {"411122108000"};
    auto const few = o.bank->count(o.clerk, {});
    REQUIRE(few > 3);
    auto const asked = o.request(o.clerk, wish);
    CHECK(asked.query == "region=411122108000");
    CHECK(asked.region_code == "411122108000");
    auto const other = o.request(o.officer, usual());
    CHECK_FALSE(other.query);

    auto count = [&](actor const& who, std::optional<std::string> state = {}) {
        auto const page = o.desk->list(who, {.state = std::move(state)});
        REQUIRE(page);
        CHECK(page->items.size() == static_cast<std::size_t>(page->total));
        return page->total;
    };
    CHECK(count(o.clerk) == 1);
    CHECK(count(o.officer) == 2);
    CHECK(count(o.second, "proposed") == 2);
    CHECK(count(o.second, "approved") == 0);
    CHECK(count(o.elsewhere) == 0);

    auto const no = o.desk->reject(o.second, asked.id, 1, "范围过大");
    REQUIRE(no);
    CHECK(no->state == "rejected");
    CHECK(no->decision_reason == "范围过大");
    CHECK(o.desk->content(o.clerk, asked.id).error().key == "exports.rejected");
    CHECK(o.desk->approve(o.officer, asked.id, 2).error().key == "exports.not_waiting");

    // Words that were searched for are sealed, and not in the trail.
    wish.filters.q = "曾广平 种植";
    wish.unmasked = true;
    people::person p;
    p.name = "曾广平";
    p.region_code = "411122108200";
    p.skills = {"010101"};
    p.strengths = "种植";
    REQUIRE(o.bank->register_person(o.clerk, p));
    auto const searched = o.request(o.officer, wish);
    CHECK(searched.rows_counted >= 1);
    o.database->read([&](db::connection& c) {
        auto const clear = c.text("SELECT cast(query_sealed AS TEXT) FROM export_request WHERE id = $1",
                                  {searched.id.value});
        CHECK(clear.find("%E6%9B%BE") == std::string::npos);
    });
    for (auto const& e : o.trail("export_request")) {
        CHECK(e.changes.find("曾广平") == std::string::npos);
        CHECK(e.changes.find("%E6%9B%BE") == std::string::npos);
    }
}

TEST_CASE("exports: who can approve is told, who asked is told of the decision, and may withdraw before it") {
    for (auto const kind : {db::engine::sqlite, db::engine::postgres}) {
        CAPTURE(static_cast<int>(kind));
        office o(kind);
        o.fill(5);
        notices::notices inbox(*o.database, o.words);
        o.desk->tell_by(inbox);
        auto grant = [&](actor const& who, std::string const& role, std::string const& place) {
            auto const made = o.database->write<done>(o.officer, [&](db::transaction& tx) -> result<done> {
                tx.sql.execute(
                    "INSERT INTO account_grant (id, account_id, account_class, role, region_code, state, "
                    "proposed_by, "
                    "proposed_at, reason, row_version) VALUES ($1, $2, 'business', $3, $4, 'active', $2, '', "
                    "'', 1)",
                    {who.grant_id, who.account_id, std::string_view(role), std::string_view(place)});
                tx.housekeeping();
                return done{};
            });
            REQUIRE(made);
        };
        grant(o.clerk, "township_officer", "411122108000");
        grant(o.officer, "county_officer", "411122000000");
        grant(o.second, "county_officer", "411122000000");
        grant(o.elsewhere, "county_officer", "410105000000");
        auto texts = [&](actor const& who) {
            std::string out;
            for (auto const& n : inbox.list(who, {}).items) out += n.text + "|";
            return out;
        };
        auto wish = usual();
        wish.unmasked = true;
        auto const asked = o.request(o.officer, wish);
        CHECK(texts(o.second).find("officer 申请导出") != std::string::npos);
        for (auto const* who : {&o.officer, &o.clerk, &o.elsewhere}) CHECK(texts(*who).empty());
        REQUIRE(o.desk->reject(o.second, asked.id, 1, "范围过大"));
        CHECK(texts(o.officer).find("未获批准：范围过大") != std::string::npos);

        auto const other = o.request(o.officer, wish);
        CHECK(o.desk->withdraw(o.second, other.id, 1).error().code == fault::not_found);
        CHECK(o.desk->withdraw(o.officer, other.id, 7).error().code == fault::stale);
        auto const gone = o.desk->withdraw(o.officer, other.id, 1);
        REQUIRE(gone);
        CHECK(gone->state == "withdrawn");
        CHECK(o.desk->approve(o.second, other.id, 2).error().key == "exports.not_waiting");
        CHECK(o.desk->withdraw(o.officer, other.id, 2).error().key == "exports.not_waiting");
        CHECK(o.desk->content(o.officer, other.id).error().key == "exports.withdrawn");
        CHECK(o.desk->list(o.second, {.state = "withdrawn"})->total == 1);
        CHECK(o.trail("export_request").back().what == "withdrawn");
    }
    office o;
    CHECK(o.desk->limits().rows_at_once == 1000);
    CHECK(o.desk->limits().approval_days == 7);
}

TEST_CASE("exports: files of an earlier run are gone") {
    office o;
    o.fill(10);
    o.file(o.officer, usual());
    CHECK(o.files_left() == 1);
    o.desk = o.open();
    CHECK(o.files_left() == 0);
}

TEST_CASE("exports: requests on PostgreSQL") {
    office o(db::engine::postgres);
    o.fill(30);
    auto wish = usual();
    wish.unmasked = true;
    auto const asked = o.request(o.officer, wish);
    CHECK(o.desk->list(o.second, {})->total == 1);
    CHECK(o.desk->list(o.clerk, {})->total == 0);
    REQUIRE(o.desk->approve(o.second, asked.id, 1));
    auto const made = o.desk->content(o.officer, asked.id);
    REQUIRE(made);
    CHECK(made->rows == asked.rows_counted);
}

TEST_CASE("exports: endpoints") {
    office o;
    o.fill(30);
    auto table = endpoints(*o.desk);
    auto const codes = o.codes.checker();
    auto call = [&](std::string_view operation, actor const& who, std::string body, std::string id = {}) {
        for (auto const& e : table)
            if (e.operation == operation) {
                api::request raw;
                raw.body = std::move(body);
                raw.headers = {{"if-match", "\"1\""}};
                api::call c(raw, who, codes);
                c.path = {{"id", std::move(id)}};
                return e.handle(c);
            }
        FAIL("no such operation");
        return result<api::reply>();
    };
    auto const file =
        call("export_people", o.officer,
             R"({"format":"csv","columns":["name","education"],"reason":"走访","filters":{"sex":["1"]}})");
    REQUIRE(file);
    CHECK(file->remove_body_file);
    auto const waiting =
        call("export_people", o.officer,
             R"({"columns":["name","id_number"],"reason":"核对","unmasked":true,"filters":{}})");
    REQUIRE(waiting);
    CHECK(waiting->status == 202);
    auto const id = std::string(boost::json::parse(waiting->body).at("id").as_string());
    auto const wrong =
        call("export_people", o.officer, R"({"columns":["name"],"filters":{"sex":["x"],"colour":"red"}})");
    REQUIRE_FALSE(wrong);
    CHECK(testing::paths_of(wrong.error()) == "/reason /filters/colour /filters/sex");
    REQUIRE(call("approve_export", o.second, "", id));
    REQUIRE(call("fetch_export", o.officer, "", id));
    CHECK(why(call("fetch_export", o.officer, "", "0")) == fault::not_found);
    auto const listed = call("list_exports", o.officer, "");
    REQUIRE(listed);
    CHECK(boost::json::parse(listed->body).at("items").at(0).at("state") == "fetched");
    CHECK(listed->body.find("requested_person") == std::string::npos);
    for (auto const& e : table)
        for (auto const* language : {"zh-CN", "en"}) CHECK(o.words.knows(language, "api." + e.operation));
}
