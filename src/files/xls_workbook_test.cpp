#include <bit>

#include "files/test_support.hpp"

using namespace guiyan::files;
using namespace guiyan::files::test;

namespace {

std::string record(int type, std::string const& data) {
    return le(static_cast<std::uint64_t>(type), 2) + le(data.size(), 2) + data;
}

std::string real(double value) {
    return le(std::bit_cast<std::uint64_t>(value), 8);
}

std::string utf16(std::u16string const& text) {
    std::string out;
    for (char16_t c : text) out += le(c, 2);
    return out;
}

/// A stream of one sheet. `globals` and `cells` are records; BIFF8 unless `version` says otherwise.
std::string biff(std::string const& globals, std::string const& cells, int version = 0x0600,
                 std::string const& name = std::string("\x01\x00S", 3)) {
    std::string const bof = record(0x0809, le(static_cast<std::uint64_t>(version), 2) + le(5, 2) + le(0, 12));
    std::string const end = record(0x000a, "");
    auto const sheet_entry = [&](std::size_t at) { return record(0x0085, le(at, 4) + le(0, 2) + name); };
    std::size_t const at = bof.size() + globals.size() + sheet_entry(0).size() + end.size();
    return bof + globals + sheet_entry(at) + end +
           record(0x0809, le(static_cast<std::uint64_t>(version), 2) + le(16, 2) + le(0, 12)) + cells + end;
}

std::string place(int row, int column, int style = 0) {
    return le(static_cast<std::uint64_t>(row), 2) + le(static_cast<std::uint64_t>(column), 2) +
           le(static_cast<std::uint64_t>(style), 2);
}

}  // namespace

TEST_CASE("xls: a file of LibreOffice tells what its xlsx tells") {
    auto xls = must_open("tests/files/roster.xls");
    auto xlsx = must_open("tests/files/roster.xlsx");
    CHECK(xls->format() == "xls");
    REQUIRE(xls->sheets().size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(xls->sheets()[i].name == xlsx->sheets()[i].name);
        CHECK(xls->sheets()[i].hidden == xlsx->sheets()[i].hidden);
        CHECK(merges_of(*xls, i) == merges_of(*xlsx, i));
    }
    auto a = told(*xls);
    auto const b = told(*xlsx);
    REQUIRE(a.size() == 7);
    CHECK(a[4] == "5: A=1# B=张 三·龚䶮𠮷 C=1976-03-27# D=411122197603279900# E=1985.3# F=0.3#");
    CHECK(a[5] == "6h: A=2# C=1976-03# D=41112219760327991X E=2023-03-15 08:31:00# F=TRUE");
    for (std::size_t i : {0u, 1u, 2u, 3u, 5u}) CHECK(a[i] == b[i]);
    CHECK(told(*xls, 1) == lines{"1: A=秘密"});
    CHECK(told(*xls, 2).empty());
}

TEST_CASE("xls: GBK of Excel 5/95, also where the code page is a wrong one") {
    temporary_folder folder;
    std::string const gbk = "\xd5\xc5\xc8\xfd";                                                // 张三
    std::string const format = record(0x041e, le(164, 2) + le(10, 1) + "yyyy\"\xc4\xea\"mm");  // yyyy"年"mm
    std::string const styles =
        record(0x00e0, le(0, 2) + le(0, 2) + le(0, 12)) + record(0x00e0, le(0, 2) + le(164, 2) + le(0, 12));
    for (int page : {936, 1252}) {
        CAPTURE(page);
        std::string const bytes =
            biff(record(0x0042, le(static_cast<std::uint64_t>(page), 2)) + format + styles,
                 record(0x0204, place(0, 0) + le(4, 2) + gbk) + record(0x0203, place(0, 1, 1) + real(27846)),
                 0x0500, std::string("\x04") + gbk);
        for (auto const& path :
             {folder.put("a.xls", bytes), folder.put("b.xls", compound({{"Book", bytes}}))}) {
            auto book = must_open(path);
            CHECK(book->sheets()[0].name == "张三");
            CHECK(told(*book) == lines{"1: A=张三 B=1976-03#"});
        }
    }
}

TEST_CASE("xls: strings over record borders, formulas, packed numbers, rows out of order") {
    temporary_folder folder;
    // 张三李四: two characters in the table, two of one byte each in its continuation, and one with runs.
    std::string const table =
        record(0x00fc, le(2, 4) + le(2, 4) + le(4, 2) + le(1, 1) + utf16(u"张三")) +
        record(0x003c, le(0, 1) + "ab" + le(2, 2) + le(9, 1) + le(1, 2) + utf16(u"李四") + le(0, 4));
    std::string const text_result = place(4, 0) + le(0, 6) + le(0xffff, 2) + le(0, 2) + le(0, 4) + le(0, 2);
    std::string const bool_result = place(4, 1) + le(1, 2) + le(1, 4) + le(0xffff, 2) + le(0, 8);
    std::string const cells =
        record(0x0208, le(4, 2) + le(0, 2) + le(3, 2) + le(0, 6) + le(0x20, 4)) +
        record(0x0006, text_result) + record(0x04bc, "shared") +
        record(0x0207, le(2, 2) + le(1, 1) + utf16(u"合计")) + record(0x0006, bool_result) +
        record(0x0205, place(4, 2) + le(0x2a, 1) + le(1, 1)) +
        record(0x0809, le(0x0600, 2) + le(0x20, 2) + le(0, 12)) + record(0x0203, place(9, 9) + real(1)) +
        record(0x000a, "") + record(0x00fd, place(1, 0) + le(0, 4)) + record(0x00fd, place(1, 1) + le(1, 4)) +
        record(0x00bd, le(1, 2) + le(2, 2) + le(0, 2) + le((12345 << 2) | 3, 4) + le(0, 2) +
                           le((7 << 2) | 2, 4) + le(3, 2)) +
        record(0x027e, place(1, 4) + le(std::bit_cast<std::uint64_t>(1985.5) >> 32, 4)) +
        record(0x00e5, le(1, 2) + le(0, 2) + le(1, 2) + le(0, 2) + le(3, 2));
    auto book = must_open(folder.put("a.xls", compound({{"Workbook", biff(table, cells)}})));
    CHECK(told(*book) == lines{"2: A=张三ab B=李四 C=123.45# D=7# E=1985.5#", "5h: A=合计 B=TRUE C=#N/A"});
    std::vector<merge> const expected{{1, 2, 0, 3}};
    CHECK(merges_of(*book, 0) == expected);
}

TEST_CASE("xls: what is refused") {
    temporary_folder folder;
    CHECK(refusal_of(folder.put("a.xls", biff(record(0x002f, le(0, 6)), ""))) == "password files.password");
    CHECK(refusal_of(folder.put("b.xls", biff("", record(0x00fd, place(0, 0) + le(5, 4))))) ==
          "truncated files.truncated");
    CHECK(refusal_of(folder.put("c.xls", biff("", record(0x0203, place(0, 5000) + real(1))))) ==
          "too_large files.too_many_columns");
    CHECK(refusal_of(folder.put("d.xls", biff("", record(0x0203, "abc")))) == "truncated files.truncated");
    std::string many;
    for (int i = 0; i < 60; ++i) many += record(0x0085, le(0, 4) + le(0, 2) + std::string("\x01\x00S", 3));
    CHECK(refusal_of(folder.put("e.xls", biff(many, ""))) == "too_many_sheets files.too_many_sheets");
    // A directory or a chain of sectors that bites its tail has to end.
    std::string ole = compound({{"Workbook", biff("", "")}});
    std::string loop = ole;
    loop.replace(512 + 2 * 4, 4, le(2, 4));
    CHECK(refusal_of(folder.put("f.xls", loop)) == "truncated files.truncated");
    std::string circle = ole;
    circle.replace(1024 + 128 + 68, 8, le(1, 4) + le(1, 4));
    CHECK(refusal_of(folder.put("g.xls", circle)).empty());
}
