#include "modules/reports/reports.hpp"

#include <doctest/doctest.h>

#include <map>

#include "api/endpoint.hpp"
#include "modules/reports/reports_api.hpp"
#include "support/people_world.hpp"

using namespace guiyan;
using namespace guiyan::reports;
using people::person;

namespace {

struct office : testing::people_world {
    office() : desk(*database, *bank, *places, codes, words, time, folder.path() + "/made") {}
    actor county = of_area("411122", {"reports.read", "people.read", "people.reveal"});
    actor town = of_area("411122108", {"reports.read", "people.read", "people.reveal"}, 2);
    actor leader = of_area("411122", {"reports.read", "people.read"}, 3);  // sees years of birth only
    reports::reports desk;

    talent_statistics table(actor const& who, statistics_query const& asked) {
        auto t = desk.count(who, asked);
        REQUIRE(t);
        return std::move(*t);
    }
    /// How many people the list behind a figure shows.
    std::int64_t listed(actor const& who, statistics_cell const& cell) {
        REQUIRE(cell.query);
        REQUIRE(cell.query->starts_with("/people?"));
        auto asked = people::from_query_string(cell.query->substr(8), codes.checker());
        REQUIRE(asked);
        asked->size = 1;
        auto page = bank->list(who, *asked);
        REQUIRE(page);
        return page->total;
    }
};

std::size_t column_of(talent_statistics const& t, std::string_view key) {
    for (std::size_t c = 0; c < t.columns.size(); ++c)
        if (t.columns[c].key == key) return c;
    FAIL("no column ", key);
    return 0;
}
statistics_row const& row_of(talent_statistics const& t, std::string_view key) {
    for (auto const& r : t.rows)
        if (r.key == key) return r;
    FAIL("no row ", key);
    return t.rows.front();
}
std::int64_t at(talent_statistics const& t, std::string_view row, std::string_view column) {
    return row_of(t, row).cells[column_of(t, column)].value;
}

bool holds(person const& p, std::string_view category) {
    return std::any_of(p.categories.begin(), p.categories.end(),
                       [&](auto const& c) { return c.category == category; });
}

}  // namespace

TEST_CASE("statistics: every figure is the length of its list") {
    office o;
    o.fill(400);
    for (auto const rows : {rows_by_class, rows_by_region, rows_by_both})
        for (auto const* day : {"2026-11-21", "2021-03-15", "1960-01-01"}) {
            auto const t = o.table(o.county, {.as_of = date::parse(day), .rows = std::string(rows)});
            std::size_t differ = 0, filled = 0;
            for (auto const& row : t.rows) {
                REQUIRE(row.cells.size() == t.columns.size());
                for (auto const& cell : row.cells) {
                    if (cell.value != o.listed(o.county, cell)) {
                        MESSAGE(row.key, " ", *cell.query);
                        ++differ;
                    }
                    filled += cell.value > 0;
                }
            }
            CHECK(differ == 0);
            CHECK(filled > t.rows.size());
        }
}

TEST_CASE("statistics: without whole birth dates ages go by the year, the table says so, and lists agree") {
    office o;
    auto all = o.fill(300);
    auto const t = o.table(o.leader, {.as_of = date(2024, 3, 5)});
    CHECK(t.notes.size() == o.table(o.county, {.as_of = date(2024, 3, 5)}).notes.size() + 1);
    auto const& whole = row_of(t, "total").cells;
    for (auto const& cell : whole) CHECK(cell.value == o.listed(o.leader, cell));
    CHECK(at(t, "total", "age_to_35") == std::count_if(all.begin(), all.end(), [](auto const& p) {
              return p.state == "active" && p.birth_date && 2024 - p.birth_date->year() <= 35;
          }));
    // On the last day of a year both agree.
    auto const year_end = statistics_query{.as_of = date(2024, 12, 31)};
    CHECK(at(o.table(o.leader, year_end), "total", "age_46_55") ==
          at(o.table(o.county, year_end), "total", "age_46_55"));
}

TEST_CASE("statistics: voiding somebody takes exactly him out of the figures") {
    office o;
    o.fill(60);
    auto const before = o.table(o.county, {});
    auto const page = o.bank->list(o.county, {.sex = {"2"}});
    REQUIRE(page);
    auto const gone = page->items.at(0);
    REQUIRE(o.bank->void_person(o.county, gone.id, gone.row_version, "录错"));
    auto const after = o.table(o.county, {});
    CHECK(at(after, "total", "total") == at(before, "total", "total") - 1);
    CHECK(at(after, "total", "female") == at(before, "total", "female") - 1);
    auto const kept = o.bank->find(o.county, gone.id);
    REQUIRE(kept);
    REQUIRE(o.bank->unvoid_person(o.county, gone.id, kept->row_version, "没错"));
    CHECK(at(o.table(o.county, {}), "total", "total") == at(before, "total", "total"));
}

TEST_CASE("statistics: figures agree with going through everybody") {
    office o;
    auto all = o.fill(400);
    std::erase_if(all, [](auto const& p) { return p.state != "active"; });
    date const day(2024, 6, 30);
    auto const by_class = o.table(o.county, {.as_of = day});
    auto const by_region = o.table(o.county, {.as_of = day, .rows = "region"});
    auto const by_both = o.table(o.county, {.as_of = day, .rows = "class_region"});

    auto in_team = [&](person const& p, std::string_view team) {
        for (auto const* row : o.codes.rows("talent_category"))
            if ((row->code == team || row->parent_code == team) && holds(p, row->code)) return true;
        return false;
    };
    auto in_line = [&](person const& p) {
        for (auto const& line : o.codes.codes("practical_line"))
            if (holds(p, line)) return true;
        return false;
    };
    auto in_any_team = [&](person const& p) {
        for (auto const& team : o.codes.codes("talent_category"))
            if (holds(p, team)) return true;
        return false;
    };
    std::map<std::string, std::function<bool(person const&)>> const columns{
        {"total", [](person const&) { return true; }},
        {"female", [](person const& p) { return p.sex == "2"; }},
        {"sex_missing", [](person const& p) { return !p.sex || *p.sex == "0" || *p.sex == "9"; }},
        {"minority", [](person const& p) { return p.nation && *p.nation != "01"; }},
        {"nation_missing", [](person const& p) { return !p.nation; }},
        {"party_member",
         [](person const& p) { return p.political_status == "01" || p.political_status == "02"; }},
        {"age_to_35", [&](person const& p) { return p.birth_date && age_on(*p.birth_date, day) <= 35; }},
        {"age_46_55",
         [&](person const& p) {
             return p.birth_date && age_on(*p.birth_date, day) >= 46 && age_on(*p.birth_date, day) <= 55;
         }},
        {"age_from_61", [&](person const& p) { return p.birth_date && age_on(*p.birth_date, day) >= 61; }},
        {"age_missing", [](person const& p) { return !p.birth_date; }},
        {"undergraduate", [](person const& p) { return p.education && p.education->front() == '2'; }},
        {"secondary",
         [](person const& p) {
             return p.education && (p.education->front() == '4' || p.education->front() == '6');
         }},
        {"education_missing", [](person const& p) { return !p.education; }},
        {"title_senior",
         [](person const& p) { return p.professional_title && p.professional_title->back() == '1'; }},
        {"title_junior",
         [](person const& p) {
             return p.professional_title &&
                    (p.professional_title->back() == '4' || p.professional_title->back() == '5');
         }},
        {"title_none", [](person const& p) { return p.professional_title == "990"; }},
        {"title_missing", [](person const& p) { return !p.professional_title; }},
    };
    auto count = [&](auto const& of_row, auto const& of_column) {
        return std::count_if(all.begin(), all.end(),
                             [&](person const& p) { return of_row(p) && of_column(p); });
    };
    for (auto const& [column, test] : columns) {
        CAPTURE(column);
        CHECK(at(by_class, "total", column) == count([](person const&) { return true; }, test));
        CHECK(at(by_class, "agri_production", column) ==
              count([&](person const& p) { return in_team(p, "agri_production"); }, test));
        CHECK(at(by_class, "village_doctor", column) ==
              count([&](person const& p) { return holds(p, "village_doctor"); }, test));
        CHECK(at(by_class, "practical", column) == count(in_line, test));
        CHECK(at(by_class, "planting", column) ==
              count([](person const& p) { return holds(p, "planting"); }, test));
        CHECK(at(by_class, "unclassified", column) ==
              count([&](person const& p) { return !in_any_team(p) && !in_line(p); }, test));
        CHECK(at(by_region, "411122108000", column) ==
              count([](person const& p) { return p.region_code.starts_with("411122108"); }, test));
        CHECK(at(by_region, "411122000000", column) ==
              count([](person const& p) { return p.region_code == "411122000000"; }, test));
        CHECK(at(by_both, "governance/411122108000", column) ==
              count(
                  [&](person const& p) {
                      return p.region_code.starts_with("411122108") && in_team(p, "governance");
                  },
                  test));
    }
}

TEST_CASE("statistics: parts add up, and the total counts a person once") {
    office o;
    o.fill(300);
    auto const by_class = o.table(o.county, {.as_of = date(2005, 1, 1)});
    for (auto const* group : {"age", "education", "professional_title"}) {
        auto const label = o.words.say("zh-CN", "reports.group." + std::string(group));
        for (auto const& row : by_class.rows) {
            std::int64_t sum = 0;
            for (std::size_t c = 0; c < by_class.columns.size(); ++c)
                if (by_class.columns[c].group == label) sum += row.cells[c].value;
            CHECK_MESSAGE(sum == row.cells[0].value, row.key, " ", group);
        }
    }
    auto const by_region = o.table(o.county, {.rows = "region"});
    std::int64_t sum = 0;
    for (auto const& row : by_region.rows)
        if (row.kind == "region") sum += row.cells[0].value;
    CHECK(sum == at(by_region, "total", "total"));
    // Several classes: the classes together count more than there are people.
    std::int64_t classes = 0;
    for (auto const& row : by_class.rows)
        if (row.level == 0 && row.kind != "total") classes += row.cells[0].value;
    CHECK(classes > at(by_class, "total", "total"));
    CHECK(at(by_class, "total", "total") == o.bank->count(o.county, {}));

    // One more person of three classes, two of them of one team.
    auto const before = by_class;
    person p;
    p.name = "曾广平";
    p.region_code = o.region("411122108200").code;
    p.categories = {
        {.category = "village_doctor"}, {.category = "village_teacher"}, {.category = "breeding"}};
    auto const registered = o.bank->register_person(o.county, p);
    REQUIRE(registered);
    auto const after = o.table(o.county, {.as_of = date(2005, 1, 1)});
    for (auto const* row :
         {"village_doctor", "village_teacher", "public_service", "breeding", "practical", "total"})
        CHECK_MESSAGE(at(after, row, "total") == at(before, row, "total") + 1, row);
    CHECK(at(after, "governance", "total") == at(before, "governance", "total"));
    // The day moves ages and nothing else: an unborn person is the youngest, not unknown.
    CHECK(at(after, "total", "age_missing") == at(before, "total", "age_missing") + 1);
}

TEST_CASE("statistics: nobody counts beyond his area") {
    office o;
    auto all = o.fill(300);
    auto const mine = std::count_if(all.begin(), all.end(), [](auto const& p) {
        return p.state == "active" && p.region_code.starts_with("411122108");
    });
    REQUIRE(mine > 0);
    auto const own = o.table(o.town, {.rows = "region"});
    CHECK(own.region_name == o.region("411122108000").name);
    CHECK(at(own, "total", "total") == mine);
    for (auto const& row : own.rows)
        if (row.kind == "region") CHECK(row.key.starts_with("411122108"));
    for (auto const* elsewhere :
         {"411122000000", "411122102000", "411122102200", "410105000000", "999999999999"}) {
        auto const refused = o.desk.count(o.town, {.region = elsewhere});
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == fault::not_found);
    }
    auto const village = o.table(o.town, {.region = "411122108200", .rows = "region"});
    CHECK(village.rows.size() == 2);
    // A county's figure opened by a township shows the township's people only.
    auto const county = o.table(o.county, {});
    auto const& total = row_of(county, "total").cells[0];
    CHECK(o.listed(o.county, total) == total.value);
    CHECK(o.listed(o.town, total) == mine);

    auto nobody = o.of_area("411122", {"reports.read"});
    nobody.areas.clear();
    auto const nothing = o.table(nobody, {});
    CHECK(at(nothing, "total", "total") == 0);
    // Who may not read people gets figures without doors.
    auto const viewer = o.of_area("41", {"reports.read"});
    auto const seen = o.table(viewer, {});
    CHECK(at(seen, "total", "total") == total.value);
    CHECK_FALSE(row_of(seen, "total").cells[0].query);

    auto const wrong = o.desk.count(o.county, {.rows = "columns"});
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().code == fault::invalid);
}

TEST_CASE("statistics: the office's sheet, and its trace") {
    office o;
    o.fill(300);
    statistics_sheet_query asked;
    asked.as_of = date(2026, 9, 30);
    asked.reason = "季度报表";
    auto const file = o.desk.sheet(o.county, asked);
    REQUIRE(file);
    CHECK(file->name == "人才队伍情况统计表_临颍县_2026-09-30.xlsx");
    auto const t = o.table(o.county, asked);
    auto book = files::open_workbook(file->path);
    REQUIRE(book);
    std::map<std::uint32_t, files::row> rows;
    REQUIRE((*book)->read(0, [&](files::row const& r) {
        rows[r.number] = r;
        return true;
    }));
    CHECK(rows[1].text(0) == "临颍县人才队伍情况统计表");
    CHECK(rows[2].text(0) == "填报单位：王孟镇");
    CHECK(rows[2].text(8) == "截止日期：2026年9月30日");
    CHECK(rows[2].text(16) == "单位：人");
    CHECK(rows[3].text(0) == "队伍类别");
    CHECK(rows[3].text(8) == "年龄（岁）");
    CHECK(rows[4].text(8) == "35及以下");
    for (std::size_t r = 0; r < t.rows.size(); ++r)
        for (std::size_t c = 0; c < t.columns.size(); ++c) {
            auto const* cell = rows[static_cast<std::uint32_t>(5 + r)].at(static_cast<std::uint32_t>(c + 1));
            REQUIRE(cell);
            CHECK(cell->number == static_cast<double>(t.rows[r].cells[c].value));
        }
    auto const last = static_cast<std::uint32_t>(5 + t.rows.size());
    CHECK(rows[last - 1].text(0) == "合计");
    CHECK(rows[last].text(0) == "填表人：李敏");
    auto const events = o.trail("report");
    REQUIRE(events.size() == 1);
    CHECK(events[0].what == "exported");
    CHECK(events[0].reason == "季度报表");

    CHECK_FALSE(o.desk.sheet(o.town, [&] {
        auto elsewhere = asked;
        elsewhere.region = "411122102000";
        return elsewhere;
    }()));
    CHECK(o.trail("report").size() == 1);
}

TEST_CASE("statistics: endpoints") {
    office o;
    o.fill(20);
    auto table = endpoints(o.desk);
    REQUIRE(table.size() == 2);
    auto const codes = o.codes.checker();
    api::request raw;
    api::call c(raw, o.county, codes);
    c.query = {{"rows", "class_region"}, {"as_of", "2026-01-01"}};
    auto const counted = table[0].handle(c);
    REQUIRE(counted);
    CHECK(counted->body.find("\"as_of\":\"2026-01-01\"") != std::string::npos);
    auto const without_reason = table[1].handle(c);
    REQUIRE_FALSE(without_reason);
    CHECK(testing::paths_of(without_reason.error()) == "/reason");
    c.query.emplace_back("reason", "季度报表");
    auto const sheet = table[1].handle(c);
    REQUIRE(sheet);
    CHECK(sheet->remove_body_file);
    CHECK(std::filesystem::file_size(sheet->body_file) > 4000);
    for (auto const& e : table)
        for (auto const* language : {"zh-CN", "en"}) CHECK(o.words.knows(language, "api." + e.operation));
}
