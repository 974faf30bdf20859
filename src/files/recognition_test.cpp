#include "files/test_support.hpp"

using namespace guiyan::files;
using namespace guiyan::files::test;

TEST_CASE("recognition: what is no table is refused by name, whatever its extension") {
    temporary_folder folder;
    auto const refused_as = [&](std::string const& bytes) {
        return refusal_of(folder.put("名册.xlsx", bytes));
    };
    CHECK(refused_as("") == "empty files.empty");
    CHECK(refused_as("%PDF-1.7\n...") == "not_a_table files.not_a_table_pdf");
    CHECK(refused_as("\x89PNG\r\n\x1a\n....") == "not_a_table files.not_a_table_picture");
    CHECK(refused_as("\xff\xd8\xff\xe0....") == "not_a_table files.not_a_table_picture");
    CHECK(refused_as("Rar!\x1a\x07....") == "not_a_table files.not_a_table_archive");
    CHECK(refused_as(zip({{"名册.txt", "x"}})) == "not_a_table files.not_a_table_archive");
    CHECK(refused_as(zip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", 0, false}})) ==
          "unsupported files.unsupported_ods");
    CHECK(refused_as("{\\rtf1 x}") == "not_a_table files.not_a_table_word");
    CHECK(refused_as(
              "<html "
              "xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>姓名</td></tr></table>") ==
          "html files.html");
    CHECK(refused_as("\xef\xbb\xbf\r\n<!DOCTYPE HTML PUBLIC><table>") == "html files.html");
    CHECK(refused_as("<table border=1><tr><td>x</td></tr></table>") == "html files.html");
    CHECK(refused_as("MIME-Version: 1.0\r\nContent-Type: multipart/related") == "html files.html");
    CHECK(refused_as("<?xml version=\"1.0\"?><a/>") == "not_a_table files.not_a_table");
    CHECK(refused_as(compound({{"EncryptionInfo", "x"}, {"EncryptedPackage", "x"}})) ==
          "password files.password");
    CHECK(refused_as(compound({{"WordDocument", "x"}})) == "not_a_table files.not_a_table_word");
    CHECK(refused_as(compound({{"Contents", "x"}})) == "not_a_table files.not_a_table");
    CHECK(refused_as(std::string("\x09\x00\x04\x00\x07\x00\x10\x00", 8)) ==
          "unsupported files.unsupported_old_xls");
    CHECK(reject_kind(open_workbook(folder / "nothing").error()) == "not_found");
    CHECK(open_workbook(folder / "nothing").error().code == guiyan::fault::not_found);
    CHECK(open_workbook("/").error().code == guiyan::fault::not_found);
}

TEST_CASE("recognition: workbooks of other programs") {
    temporary_folder folder;
    xlsx_parts x;
    x.sheets = {"<sheetData/>"};
    auto parts = x.parts();
    for (auto& p : parts) {
        if (p.name != "_rels/.rels") continue;
        std::string const plain = p.content;
        p.content.replace(p.content.find("xl/workbook.xml"), 15, "xl/workbook.bin");
        CHECK(refusal_of(folder.put("b.xlsx", zip(parts))) == "unsupported files.unsupported_xlsb");
        p.content = plain;
        p.content.replace(p.content.find("xl/workbook.xml"), 15, "word/document.xml");
        CHECK(refusal_of(folder.put("b.xlsx", zip(parts))) == "not_a_table files.not_a_table_word");
    }
}

TEST_CASE("recognition: a file that was not copied to its end") {
    temporary_folder folder;
    xlsx_parts x;
    x.sheets = {"<sheetData><row><c><v>1</v></c></row></sheetData>"};
    std::string const whole = x.bytes();
    CHECK(refusal_of(folder.put("w.xlsx", whole)).empty());
    CHECK(refusal_of(folder.put("w.xlsx", whole + std::string(100, '\0'))).empty());
    for (std::size_t n = 5; n < whole.size(); n += 37) {
        CAPTURE(n);
        CHECK(refusal_of(folder.put("c.xlsx", whole.substr(0, n))) == "truncated files.truncated");
    }
    std::string const xls = slurp("tests/files/roster.xls");
    for (std::size_t n = 8; n < xls.size() - 1024; n += 509) {
        CAPTURE(n);
        CHECK(refusal_of(folder.put("c.xls", xls.substr(0, n))) == "truncated files.truncated");
    }
}

TEST_CASE("recognition: XML Spreadsheet 2003") {
    temporary_folder folder;
    std::string const xml =
        "<?xml version=\"1.0\" encoding=\"GB2312\"?><?mso-application progid=\"Excel.Sheet\"?>"
        "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "
        "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"
        "<Worksheet ss:Name=\"A\"><Table ss:ExpandedColumnCount=\"4\"><Column ss:Width=\"9\"/>"
        "<Row><Cell ss:MergeAcross=\"2\"><Data "
        "ss:Type=\"String\">\xb5\xc7\xbc\xc7\xb1\xed</Data></Cell><Cell><Data "
        "ss:Type=\"String\">x</Data></Cell></Row>"
        "<Row ss:Index=\"4\" ss:Hidden=\"1\"><Cell ss:Index=\"2\" ss:MergeDown=\"1\"><Data "
        "ss:Type=\"Number\">1985.3</Data></Cell>"
        "<Cell><Data "
        "ss:Type=\"DateTime\">1976-03-27T00:00:00.000</Data><Comment><ss:Data>n</ss:Data></Comment></Cell>"
        "<Cell><Data ss:Type=\"Boolean\">1</Data></Cell></Row></Table></Worksheet>"
        "<Worksheet "
        "ss:Name=\"B\"><Table/><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></"
        "Worksheet></Workbook>";
    auto book = must_open(folder.put("a.xls", xml));
    CHECK(book->format() == "xml2003");
    REQUIRE(book->sheets().size() == 2);
    CHECK(book->sheets()[1].hidden);
    CHECK(told(*book) == lines{"1: A=登记表 D=x", "4h: B=1985.3# C=1976-03-27# D=TRUE"});
    CHECK(told(*book, 1).empty());
    std::vector<merge> const expected{{1, 1, 0, 2}, {4, 5, 1, 1}};
    CHECK(merges_of(*book, 0) == expected);
}
