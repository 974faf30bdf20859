#include "files/table_writer.hpp"

#include "files/mark_copy.hpp"
#include "files/test_support.hpp"

using namespace guiyan::files;
using namespace guiyan::files::test;
using guiyan::date;

namespace {

/// The XML of a part of a written workbook.
std::string part_of(std::filesystem::path const& path, std::string const& name) {
    std::string const bytes = slurp(path);
    std::size_t at = 0;
    while ((at = bytes.find("PK\x01\x02", at)) != std::string::npos) {
        auto const number = [&](std::size_t where, int n) {
            std::uint64_t value = 0;
            for (int i = n; i-- > 0;)
                value = value << 8 | static_cast<unsigned char>(bytes[where + static_cast<std::size_t>(i)]);
            return static_cast<std::size_t>(value);
        };
        if (bytes.substr(at + 46, number(at + 28, 2)) == name) {
            std::size_t const local = number(at + 42, 4);
            std::size_t const data = local + 30 + number(local + 26, 2) + number(local + 28, 2);
            std::string out(number(at + 24, 4), '\0');
            z_stream stream{};
            inflateInit2(&stream, -MAX_WBITS);
            stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data() + data));
            stream.avail_in = static_cast<uInt>(number(at + 20, 4));
            stream.next_out = reinterpret_cast<Bytef*>(out.data());
            stream.avail_out = static_cast<uInt>(out.size());
            inflate(&stream, Z_FINISH);
            inflateEnd(&stream);
            return out;
        }
        at += 46;
    }
    return "";
}

}  // namespace

TEST_CASE("writer: a table in the office's form comes back as it went") {
    temporary_folder folder;
    auto const path = folder / "t.xlsx";
    std::vector<heading> const headings{
        {"序号", {}},
        {"基本情况", {{"姓名", {}}, {"年龄", {{"35 岁以下", {}}, {"其他", {}}}}}},
        {"身份证号", {}}};
    CHECK(column_count(headings) == 5);
    auto out = write_xlsx(path);
    out->begin_sheet({.name = "人才/队伍",
                      .column_widths = {6, 10, 0, 0, 20},
                      .frozen_rows = 5,
                      .repeat_rows = 5,
                      .header = "王敏 & 导出"});
    std::uint32_t row = out->write_title(1, "人才队伍情况统计表", 5);
    row = out->write_subtitle(row, "单位：人", 5);
    row = out->write_headings(row, headings);
    CHECK(row == 6);
    out->write_row(row, {{0, 1.0, look::body, {}},
                         {1, std::string("张三"), look::body, {}},
                         {2, date(1976, 3, 27), look::body, {}},
                         {4, std::string("411122197603279913"), look::body, {}}});
    out->write_row(8, {{0, std::string("合计"), look::total, {}}, {1, 3.5, look::total, {}}}, true);
    out->merge_cells({8, 8, 1, 3});
    out->merge_cells({7, 8, 3, 4});  // overlaps the one before, so Excel would refuse the file
    out->merge_cells({1, 1048576, 2000, 2000});
    out->close();

    auto book = must_open(path);
    CHECK(book->sheets()[0].name == "人才 队伍");
    CHECK(told(*book) == lines{"1: A=人才队伍情况统计表", "2: A=单位：人", "3: A=序号 B=基本情况 E=身份证号",
                               "4: B=姓名 C=年龄", "5: C=35 岁以下 D=其他",
                               "6: A=1# B=张三 C=1976-03-27# E=411122197603279913", "8h: A=合计 B=3.5#"});
    auto merges = merges_of(*book, 0);
    std::vector<merge> const expected{{1, 1, 0, 4}, {1, 1048576, 2000, 2000},
                                      {2, 2, 0, 4}, {3, 5, 0, 0},
                                      {3, 3, 1, 3}, {3, 5, 4, 4},
                                      {4, 5, 1, 1}, {4, 4, 2, 3},
                                      {7, 8, 3, 4}};
    CHECK(merges == expected);
    std::string const xml = part_of(path, "xl/worksheets/sheet1.xml");
    CHECK(xml.find("orientation=\"landscape\"") != xml.npos);
    CHECK(xml.find("ySplit=\"5\"") != xml.npos);
    CHECK(xml.find("王敏 &amp;&amp; 导出") != xml.npos);
    CHECK(part_of(path, "xl/workbook.xml").find("_xlnm.Print_Titles") != std::string::npos);
}

TEST_CASE("writer: nothing that a spreadsheet would run") {
    temporary_folder folder;
    lines const nasty{"=1+1",
                      "+86138",
                      "-1",
                      "@SUM(A1)",
                      "\tx",
                      "\rx",
                      "＝1+1",
                      "＋1",
                      "－1",
                      "＠x",
                      "=cmd|' /C calc'!A0",
                      "http://127.0.0.1/",
                      "{=1}"};
    auto xlsx = write_xlsx(folder / "n.xlsx");
    auto csv = write_csv(folder / "n.csv");
    for (auto* out : {xlsx.get(), csv.get()}) {
        out->begin_sheet({});
        for (std::size_t i = 0; i < nasty.size(); ++i)
            out->write_row(static_cast<std::uint32_t>(i + 1), {{0, nasty[i], look::body, {}}});
        out->write_row(20, {{0, -5.25, look::body, {}}});
        out->close();
    }
    std::string const xml = part_of(folder / "n.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(xml.find("<f>") == xml.npos);
    CHECK(xml.find("hyperlink") == xml.npos);
    auto book = must_open(folder / "n.xlsx");
    auto const rows = told(*book);
    for (std::size_t i = 0; i < nasty.size(); ++i)
        CHECK(rows[i] == std::to_string(i + 1) + ": A=" + nasty[i]);

    auto text = must_open(folder / "n.csv");
    std::size_t seen = 0;
    REQUIRE(text->read(0, [&](row const& r) {
        if (r.number == 20)
            CHECK(r.text(0) == "-5.25");
        else
            CHECK(!looks_executable(r.text(0)));
        ++seen;
        return true;
    }));
    CHECK(seen == nasty.size() + 1);
    CHECK(slurp(folder / "n.csv").starts_with("\xef\xbb\xbf'=1+1\r\n'+86138\r\n"));
}

TEST_CASE("writer: text survives whatever is in it") {
    temporary_folder folder;
    std::string const odd = "a & <b> \"c\" _x000D_ _x005F_ 龚䶮𠮷\n下 ";
    auto xlsx = write_xlsx(folder / "n.xlsx");
    xlsx->write_row(1, {{0, odd, look::body, {}}, {3, std::string(40000, 'y'), look::body, {}}});
    xlsx->close();
    auto book = must_open(folder / "n.xlsx");
    CHECK(told(*book) == lines{"1: A=" + odd + " D=" + std::string(32767, 'y')});
    auto csv = write_csv(folder / "n.csv");
    csv->write_row(2, {{0, odd, look::body, {}}, {2, std::string("\"q\""), look::body, {}}});
    csv->close();
    auto text = must_open(folder / "n.csv");
    CHECK(told(*text) == lines{"2: A=" + odd + " C=\"q\""});
}

TEST_CASE("writer: lists to choose from, short and long") {
    temporary_folder folder;
    auto out = write_xlsx(folder / "n.xlsx");
    out->begin_sheet({.name = "登记表", .text_columns = {true, false}});
    out->write_headings(1, {{"性别", {}}, {"村", {}}});
    out->offer_choices(
        {.column = 0, .first_row = 2, .last_row = 500, .words = {"男", "女"}, .prompt = "男或女"});
    std::vector<std::string> villages;
    for (int i = 0; i < 200; ++i) villages.push_back("第" + std::to_string(i) + "村");
    out->offer_choices(
        {.column = 1, .first_row = 2, .last_row = 500, .words = villages, .only_these = false});
    out->close();
    auto book = must_open(folder / "n.xlsx");
    REQUIRE(book->sheets().size() == 2);
    CHECK(book->sheets()[1].name == "选项");
    CHECK(book->sheets()[1].hidden);
    CHECK(told(*book, 1).size() == 200);
    std::string const xml = part_of(folder / "n.xlsx", "xl/worksheets/sheet1.xml");
    CHECK(xml.find("<formula1>\"男,女\"</formula1>") != xml.npos);
    CHECK(xml.find("<formula1>'选项'!$A$1:$A$200</formula1>") != xml.npos);
    CHECK(xml.find("errorStyle=\"warning\"") != xml.npos);
}

TEST_CASE("writer: one that is not closed leaves nothing behind but a part") {
    temporary_folder folder;
    auto out = write_xlsx(folder / "n.xlsx");
    out->write_row(1, {{0, std::string("x"), look::body, {}}});
    CHECK_THROWS_AS(out->write_row(1, {}), std::logic_error);
    out.reset();
    CHECK(!open_workbook(folder / "n.xlsx"));
    CHECK_THROWS(write_csv(folder / "no/such/folder.csv"));
    auto nowhere = write_xlsx(folder / "no/such/folder.xlsx");
    CHECK_THROWS_AS(nowhere->close(), std::runtime_error);
}

TEST_CASE("mark copy: the clerk's own layout with marks and remarks") {
    temporary_folder folder;
    for (std::string const original : {"tests/files/roster.xls", "tests/files/roster.xlsx"}) {
        CAPTURE(original);
        auto source = must_open(original);
        auto const marks = [](std::size_t sheet, std::uint32_t row) {
            row_marks m;
            if (sheet == 0 && row == 5) {
                m.cells = {{3, "后几位已丢失"}, {4, "不是日期"}, {4, "又不是"}};
                m.whole_row = {"整行"};
            }
            if (sheet == 0 && row == 6) m.cells = {{1, "缺姓名"}};
            return m;
        };
        auto const path = folder / "out.xlsx";
        REQUIRE(mark_copy(*source, marks, path));
        auto book = must_open(path);
        REQUIRE(book->sheets().size() == 3);
        CHECK(book->sheets()[1].hidden);
        CHECK(merges_of(*book, 0) == merges_of(*source, 0));
        auto before = told(*source);
        auto const after = told(*book);
        REQUIRE(after.size() == before.size());
        CHECK(after[0] == before[0]);
        CHECK(after[3] == before[3] + " G=问题说明");
        CHECK(after[4] == before[4] + " G=后几位已丢失\n不是日期\n又不是\n整行");
        for (std::size_t at; (at = before[5].find("976-03#")) != std::string::npos;)
            before[5].erase(at + 6, 1);
        for (std::size_t at; (at = before[5].find(":00#")) != std::string::npos;) before[5].erase(at + 3, 1);
        CHECK(after[5] == before[5] + " G=缺姓名");
        CHECK(after[6] == before[6]);
        CHECK(told(*book, 1) == told(*source, 1));
        std::string const notes = part_of(path, "xl/comments1.xml");
        CHECK(notes.find("ref=\"D5\"") != notes.npos);
        CHECK(notes.find("不是日期\n又不是") != notes.npos);
        CHECK(notes.find("ref=\"B6\"") != notes.npos);

        mark_copy_options options;
        options.only_marked = true;
        options.heading_rows = {4};
        REQUIRE(mark_copy(
            *source, [&](std::size_t s, std::uint32_t r) { return r == 6 ? marks(s, r) : row_marks{}; }, path,
            options));
        auto shorter = must_open(path);
        CHECK(told(*shorter).size() == 5);
        CHECK(told(*shorter).back() == before[5] + " G=缺姓名");
    }
}
