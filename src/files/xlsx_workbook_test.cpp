#include "files/test_support.hpp"

using namespace guiyan::files;
using namespace guiyan::files::test;

TEST_CASE("xlsx: every kind of cell") {
    temporary_folder folder;
    xlsx_parts x;
    x.strings =
        "<si><t>姓名</t></si><si><r><rPr><b/></rPr><t>张</t></r><r><t xml:space=\"preserve\"> 三</t></r>"
        "<rPh sb=\"0\" eb=\"1\"><t>zhang</t></rPh><phoneticPr/></si><si><t>上_x000D_&#10;下 &amp; "
        "_x005F_x000D_</t></si><si/>";
    x.styles =
        "<numFmts count=\"2\"><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
        "<numFmt numFmtId=\"165\" formatCode=\"0_ \"/></numFmts><cellStyleXfs><xf "
        "numFmtId=\"14\"/></cellStyleXfs>"
        "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf "
        "numFmtId=\"165\"/></cellXfs>";
    x.sheets = {
        "<dimension ref=\"A1:H9\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" "
        "t=\"s\"><v>1</v></c>"
        "<c r=\"D1\" t=\"s\"><v>2</v></c><c r=\"E1\" t=\"s\"><v>3</v></c><c r=\"F1\"/></row>"
        "<row><c><v>12</v></c><c s=\"1\"><v>27846</v></c><c s=\"2\"><v>27846</v></c><c "
        "s=\"3\"><v>4.11122197603279E+17</v></c></row>"
        "<row r=\"5\" hidden=\"1\"><c r=\"B5\" t=\"b\"><v>1</v></c><c r=\"C5\" t=\"e\"><v>#N/A</v></c>"
        "<c r=\"D5\" t=\"str\"><f>A1&amp;B1</f><v>合计</v></c><c r=\"E5\"><f>SUM(A2)</f><v>12</v></c>"
        "<c r=\"F5\" t=\"inlineStr\"><is><t>内联</t></is></c><c r=\"G5\" "
        "t=\"d\"><v>1976-03-27T00:00:00</v></c></row>"
        "<row r=\"6\"/></sheetData><mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell "
        "ref=\"$D$2:$D$3\"/></mergeCells>"};
    auto book = must_open(folder.put("a", x.bytes()));
    CHECK(book->format() == "xlsx");
    REQUIRE(book->sheets().size() == 1);
    CHECK(book->sheets()[0].name == "表1");
    CHECK(book->sheets()[0].rows_hint == 9);
    CHECK(book->sheets()[0].columns_hint == 8);
    std::vector<merge> const expected{{1, 1, 0, 2}, {2, 3, 3, 3}};
    CHECK(merges_of(*book, 0) == expected);
    CHECK(told(*book) == lines{"1: A=姓名 C=张 三 D=上\r\n下 & _x000D_",
                               "2: A=12# B=1976-03-27# C=1976-03# D=411122197603279000#",
                               "5h: B=TRUE C=#N/A D=合计 E=12# F=内联 G=1976-03-27#"});
    CHECK(merges_of(*book, 0) == expected);
}

TEST_CASE("xlsx: prefixes, strict names, base 1904, hidden sheets, cells out of order") {
    temporary_folder folder;
    xlsx_parts x;
    x.workbook_extra = "<workbookPr date1904=\"true\"/>";
    x.styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"31\"/></cellXfs>";
    x.sheets = {
        "<sheetData><row r=\"3\"><c r=\"C3\"><v>3</v></c><c r=\"A3\" "
        "s=\"1\"><v>26384</v></c></row></sheetData>",
        "<sheetData/>", "<sheetData/>"};
    x.sheet_states = "vhx";
    auto parts = x.parts();
    for (auto& p : parts) {
        auto const replace = [&](std::string const& from, std::string const& to) {
            for (std::size_t at = p.content.find(from); at != std::string::npos;
                 at = p.content.find(from, at + to.size())) {
                p.content.replace(at, from.size(), to);
            }
        };
        if (p.name == "xl/worksheets/sheet1.xml") {
            for (auto const* name : {"worksheet", "sheetData", "row", "c", "v"}) {
                std::string const n = name;
                replace("<" + n + " ", "<x:" + n + " ");
                replace("<" + n + ">", "<x:" + n + ">");
                replace("</" + n + ">", "</x:" + n + ">");
            }
            replace("xmlns=", "xmlns:x=");
        }
        replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
                "http://purl.oclc.org/ooxml/officeDocument/relationships/");
    }
    auto book = must_open(folder.put("a.xlsx", zip(parts)));
    CHECK(told(*book) == lines{"3: A=1976-03-27# C=3#"});
    REQUIRE(book->sheets().size() == 3);
    CHECK(!book->sheets()[0].hidden);
    CHECK(book->sheets()[1].hidden);
    CHECK(!book->sheets()[1].very_hidden);
    CHECK(book->sheets()[2].very_hidden);
}

TEST_CASE("xlsx: a reader that stops and reads again") {
    temporary_folder folder;
    xlsx_parts x;
    std::string rows;
    for (int i = 1; i <= 5000; ++i) rows += "<row><c><v>" + std::to_string(i) + "</v></c></row>";
    x.sheets = {"<sheetData>" + rows + "</sheetData>"};
    auto book = must_open(folder.put("a.xlsx", x.bytes()));
    int seen = 0;
    CHECK(book->read(0, [&](row const&) { return ++seen < 10; }));
    CHECK(seen == 10);
    CHECK(told(*book).size() == 5000);
}

TEST_CASE("xlsx: progress is told and can cancel") {
    temporary_folder folder;
    xlsx_parts x;
    std::string rows;
    unsigned noise = 7;
    for (int i = 0; i < 60000; ++i) {
        noise = noise * 1103515245 + 12345;
        rows += "<row><c><v>" + std::to_string(noise) + "</v></c></row>";
    }
    x.sheets = {"<sheetData>" + rows + "</sheetData>"};
    auto const path = folder.put("a.xlsx", x.bytes());
    std::uint64_t told_done = 0;
    std::uint64_t told_total = 0;
    bool go_on = true;
    auto book = open_workbook(path, {}, [&](std::uint64_t done_bytes, std::uint64_t total) {
        told_done = done_bytes;
        told_total = total;
        return go_on;
    });
    REQUIRE(book);
    std::uint32_t rows_seen = 0;
    auto const count = [&](row const&) { return ++rows_seen > 0; };
    REQUIRE((*book)->read(0, count));
    CHECK(rows_seen == 60000);
    go_on = false;
    auto read = (*book)->read(0, count);
    REQUIRE(!read);
    CHECK(rows_seen < 120000);
    CHECK(reject_kind(read.error()) == "cancelled");
    CHECK(told_done > 0);
    CHECK(told_total == std::filesystem::file_size(path));
}

TEST_CASE("xlsx: markup longer than the buffer and over its edges") {
    temporary_folder folder;
    xlsx_parts x;
    std::string const longest(32767, 'x');
    std::string rows = "<row r=\"1\"><c t=\"inlineStr\"><is><t>" + longest + "</t></is></c></row>";
    for (int i = 2; i < 3000; ++i) {
        rows += "<row r='" + std::to_string(i) + "' spans='1:2' ><!-- > --><c t='str'><v>甲&lt;乙&#x4E59;" +
                std::string(static_cast<std::size_t>(i % 97), '-') + "</v></c></row>";
    }
    x.sheets = {"<sheetData>" + rows + "</sheetData>"};
    auto book = must_open(folder.put("a.xlsx", x.bytes()));
    auto const all = told(*book);
    REQUIRE(all.size() == 2999);
    CHECK(all[0] == "1: A=" + longest);
    for (int i = 2; i < 3000; ++i) {
        CHECK(all[static_cast<std::size_t>(i - 1)] ==
              std::to_string(i) + ": A=甲<乙乙" + std::string(static_cast<std::size_t>(i % 97), '-'));
    }
}
