#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <fstream>
#include <iterator>
#include <sstream>

#include "base/text.hpp"
#include "roster/roster.hpp"
#include "roster/roster_json.hpp"
#include "support/divisions.hpp"
#include "support/memory_workbook.hpp"

using namespace guiyan;
using namespace guiyan::roster;

namespace {

terms::library const& lists() {
    static auto const all = terms::library::of_folder("terms");
    return all;
}

std::vector<region> const& regions() {
    static auto const all = test::divisions("linying");
    return all;
}

options linying() {
    options o;
    o.region_code = "411122000000";
    o.today = date(2023, 6, 1);
    return o;
}

analysis run(test::memory_workbook& book, options const& o, std::vector<row_result>* rows = nullptr) {
    auto a = analyse(book, {&regions(), &lists(), nullptr}, o, [&](row_result const& r) {
        if (rows) rows->push_back(r);
        return true;
    });
    REQUIRE(a.has_value());
    return *a;
}

test::memory_workbook odd_form() {
    test::memory_workbook book;
    auto const s = book.add_sheet("表一");
    book.add_row(s, 1, {"姓名", "甲栏", "乙栏", "村"});
    book.add_row(s, 2, {"张志远", "养蜂", "某某合作社", "轩庄村"});
    book.add_row(s, 3, {"李国庆", "木雕", "", "石拐村"});
    return book;
}

boost::json::object sentences(std::string const& language) {
    std::ifstream in("locales/" + language + "/roster.json");
    std::string const text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    return boost::json::parse(text).as_object();
}

}  // namespace

TEST_CASE("what people say of a column is remembered for the form") {
    auto book = odd_form();
    std::vector<row_result> rows;
    auto const first = run(book, linying(), &rows);
    CHECK_FALSE(rows[1].values.has(field::skills));
    CHECK(first.sheets[0].columns[1].use == column_use::none);

    auto o = linying();
    o.chosen = {{0, 1, column_use::strengths}, {0, 2, column_use::employer}};
    rows.clear();
    auto const second = run(book, o, &rows);
    CHECK(rows[1].values.get(field::skills) == "020501");
    CHECK(rows[1].values.get(field::employer_name) == "某某合作社");
    REQUIRE(second.mappings.size() == 1);

    auto again = linying();
    again.remembered = second.mappings;
    rows.clear();
    auto const third = run(book, again, &rows);
    CHECK(rows[2].values.get(field::skills) == "090201");
    CHECK(third.sheets[0].columns[1].remembered);
    CHECK(third.sheets[0].fingerprint == first.sheets[0].fingerprint);
}

TEST_CASE("a hidden sheet is imported when somebody chooses it, a shown one left out likewise") {
    test::memory_workbook book;
    for (bool hidden : {false, true}) {
        auto const s = book.add_sheet(hidden ? "旧表" : "新表", hidden);
        book.add_row(s, 1, {"姓名", "性别", "村"});
        book.add_row(s, 2, {hidden ? "张志远" : "李国庆", "男", "轩庄村"});
    }
    auto o = linying();
    CHECK(run(book, o).reported == 1);
    o.hidden_sheets = {1};
    CHECK(run(book, o).ok == 2);
    o.left_out = {0};
    auto const a = run(book, o);
    CHECK(a.ok == 1);
    CHECK_FALSE(a.sheets[0].used);
}

TEST_CASE("reading stops when the sink says so") {
    auto book = odd_form();
    int seen = 0;
    auto a = analyse(book, {&regions(), &lists(), nullptr}, linying(),
                     [&](row_result const&) { return ++seen < 2; });
    REQUIRE(a.has_value());
    CHECK(seen == 2);
    CHECK(a->reject_kind == "cancelled");
    CHECK((a->verdict == file_verdict::reject));
}

TEST_CASE("the JSON object has the rows, the verdict and sentences in words") {
    test::memory_workbook book;
    auto const s = book.add_sheet("王孟镇");
    book.add_row(s, 1, {"姓名", "身份证号", "村", "特长"});
    book.add_row(s, 2, {"张 三", "4.11122E+17", "轩庄村", "养蜂、木雕"});
    book.add_row(s, 3, {"合计", "1人"});
    auto const zh = sentences("zh-CN");
    std::ostringstream out;
    json_writer writer(out, [&](std::string_view key) {
        auto const* v = zh.if_contains(boost::json::string_view(key.data(), key.size()));
        return v ? std::string(v->as_string()) : std::string();
    });
    auto a = analyse(book, {&regions(), &lists(), nullptr}, linying(), [&](row_result const& r) {
        writer.row(r);
        return true;
    });
    REQUIRE(a.has_value());
    writer.end(*a);
    auto const object = boost::json::parse(out.str()).as_object();
    CHECK(object.at("verdict") == "partial");
    CHECK(object.at("reject_kind").is_null());
    auto const& rows = object.at("rows").as_array();
    REQUIRE(rows.size() == 3);
    auto const& person = rows[1].as_object();
    CHECK(person.at("sheet") == "王孟镇");
    CHECK(person.at("row") == 2);
    CHECK(person.at("verdict") == "reported");
    auto const& values = person.at("values").as_object();
    CHECK(values.at("name") == "张三");
    CHECK(values.at("id_number").is_null());
    CHECK(values.at("village_code") == "411122109213");
    CHECK(values.at("skills").as_array().size() == 2);
    bool told = false;
    for (auto const& r : person.at("reports").as_array())
        if (r.at("kind") == "id_damaged") {
            told = true;
            CHECK(r.at("column") == "身份证号");
            CHECK(r.at("suggestion").is_null());
            CHECK(r.at("message") ==
                  "第 2 行“身份证号”被表格软件改成 "
                  "4.11122E+17，后几位已丢失，无法还原。请在原表把该列设为文本后补填。");
        }
    CHECK(told);
    CHECK(rows[2].at("verdict") == "ignored");

    std::ostringstream refused;
    json_writer(refused, [](std::string_view) { return std::string(); }).reject("password", "文件有密码");
    CHECK(boost::json::parse(refused.str()).at("reject_kind") == "password");
}

TEST_CASE("every kind has a title and a sentence in both languages") {
    for (auto const* language : {"zh-CN", "en"}) {
        auto const all = sentences(language);
        for (std::size_t i = 0; i < kind_count(); ++i) {
            std::string const word(word_of(kind_at(i)));
            CAPTURE(word);
            CHECK(all.contains("roster.kind." + word));
            CHECK(all.contains("roster.report." + word));
        }
        for (std::size_t i = 0; i < column_use_count; ++i)
            CHECK(all.contains("roster.column." + std::string(word_of(static_cast<column_use>(i)))));
    }
}

TEST_CASE("a long roster keeps its lines, wherever its headings come again") {
    test::memory_workbook book;
    auto const s = book.add_sheet("Sheet1");
    std::uint32_t row = 0;
    int people = 0;
    for (int page = 0; page < 40; ++page) {
        book.add_row(s, ++row, {"姓名", "性别", "联系电话", "村"});
        for (int i = 0; i < 30; ++i, ++people) {
            std::string const name = "张" + to_utf8(char32_t(0x5e00 + people)) + "明";
            book.add_row(s, ++row, {name, "男", "14000" + std::to_string(100000 + people), "轩庄村"});
        }
    }
    auto const a = run(book, linying());
    CHECK(a.ok == static_cast<std::size_t>(people));
    CHECK(a.ignored == 40);
}
