// Files as spreadsheets write them, from bytes to people.
#include <doctest/doctest.h>

#include <filesystem>
#include <map>

#include "files/sheet.hpp"
#include "files/table_writer.hpp"
#include "roster/roster.hpp"
#include "support/divisions.hpp"

using namespace guiyan;
using namespace guiyan::roster;

namespace {

std::map<std::uint32_t, row_result> read(std::filesystem::path const& path, std::string const& region,
                                         analysis& out) {
    static auto const lists = terms::library::of_folder("terms");
    static auto const regions = test::divisions();
    auto book = files::open_workbook(path);
    REQUIRE(book.has_value());
    options o;
    o.region_code = region;
    o.today = date(2023, 6, 1);
    std::map<std::uint32_t, row_result> rows;
    auto a = analyse(**book, {&regions, &lists, nullptr}, o, [&](row_result const& r) {
        rows[r.row] = r;
        return true;
    });
    REQUIRE(a.has_value());
    out = *a;
    return rows;
}

}  // namespace

TEST_CASE("the same roster as xls, xlsx and csv of GB 18030") {
    for (auto const* file : {"text_cells.xls", "text_cells.xlsx", "gb18030.csv"}) {
        CAPTURE(file);
        analysis a;
        auto rows = read(std::filesystem::path("tests/rosters/files") / file, "610326000000", a);
        CHECK((a.verdict == file_verdict::partial));
        CHECK(a.ok == 3);
        CHECK(a.reported == 1);
        CHECK(rows[3].values.get(field::birth_date) == "1980-04-06");
        CHECK(rows[4].values.get(field::name) == "李亚妮");
        CHECK(rows[4].values.get(field::village_code) == "610326105206");
        CHECK((rows[5].verdict == verdict::reported));
        CHECK(rows[5].values.is_null(field::id_number));
        CHECK(rows[5].values.get(field::birth_date) == "1985-01-14");
        CHECK(rows[5].values.get(field::contact) == "0917-5588888");
        CHECK(rows[6].values.get(field::id_number) == "610326197411209999");
        CHECK(rows[6].values.get(field::village_code) == "610326105208");
        CHECK((rows[7].verdict == verdict::ignored));
    }
}

TEST_CASE("an xlsx with days, numbers and merged villages") {
    auto const path = std::filesystem::temp_directory_path() / "guiyan_roster_test.xlsx";
    {
        auto writer = files::write_xlsx(path);
        files::sheet_layout layout;
        layout.name = "王孟镇";
        writer->begin_sheet(layout);
        auto row = [&](std::uint32_t number, std::vector<files::cell_value> const& values) {
            std::vector<files::written_cell> cells;
            for (std::size_t i = 0; i < values.size(); ++i)
                if (values[i].index()) cells.push_back({static_cast<std::uint32_t>(i), values[i]});
            writer->write_row(number, cells);
        };
        using s = std::string;
        row(1, {s("村"), s("姓名"), s("出生日期"), s("身份证号"), s("电话")});
        row(2, {s("轩庄村"), s("张志远"), date(1989, 5, 24), s("411122198905249984"), 14000000037.0});
        row(3, {{}, s("李国庆"), 18865.0, s("411122195108259916"), 14000000074.0});
        row(4, {{}, s("王春花"), 1960.02, 411122196002129923.0, s("14000000111")});
        writer->merge_cells({2, 4, 0, 0});
        writer->close();
    }
    analysis a;
    auto rows = read(path, "411122000000", a);
    std::filesystem::remove(path);
    CHECK(rows[2].values.get(field::birth_date) == "1989-05-24");
    CHECK(rows[2].values.get(field::phone) == "14000000037");
    CHECK((rows[3].verdict == verdict::ok));
    CHECK(rows[3].values.get(field::birth_date) == "1951-08-25");
    CHECK(rows[4].values.get(field::birth_date) == "1960-02");
    CHECK(rows[4].values.is_null(field::id_number));
    CHECK((rows[4].verdict == verdict::reported));
    for (std::uint32_t r : {2u, 3u, 4u}) CHECK(rows[r].values.get(field::village_code) == "411122109213");
}
