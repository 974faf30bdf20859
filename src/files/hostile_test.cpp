#include <sys/resource.h>

#include "files/test_support.hpp"

using namespace guiyan::files;
using namespace guiyan::files::test;

namespace {

/// Peak memory in KiB so far.
long peak() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss;
}

xlsx_parts plain() {
    xlsx_parts x;
    x.sheets = {"<sheetData><row><c><v>1</v></c></row></sheetData>"};
    return x;
}

std::string with(std::string const& part, std::string const& content) {
    auto parts = plain().parts();
    for (auto& p : parts) {
        if (p.name == part) p.content = content;
    }
    return zip(parts);
}

}  // namespace

TEST_CASE("hostile: XML with a DTD, entities or depth") {
    temporary_folder folder;
    std::string const laughs =
        "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY l2 "
        "\"&lol;&lol;\">]><worksheet><sheetData/></worksheet>";
    for (auto const* part : {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml",
                             "_rels/.rels", "xl/styles.xml"}) {
        CAPTURE(part);
        CHECK(refusal_of(folder.put("a.xlsx", with(part, laughs))) == "hostile files.hostile_xml");
    }
    auto const sheet = [&](std::string const& inside) {
        return refusal_of(folder.put("a.xlsx", with("xl/worksheets/sheet1.xml", inside)));
    };
    CHECK(sheet("<worksheet><sheetData><row><c t=\"str\"><v>&xxe;</v></c></row></sheetData></worksheet>") ==
          "hostile files.hostile_xml");
    std::string deep = "<worksheet><sheetData>";
    for (int i = 0; i < 100000; ++i) deep += "<a>";
    CHECK(sheet(deep) == "hostile files.hostile_xml");
    CHECK(sheet("<worksheet a=\"" + std::string(1 << 20, 'x') + "\"/>") == "hostile files.hostile_xml");
    std::string attributes = "<worksheet";
    for (int i = 0; i < 2000; ++i) attributes += " a" + std::to_string(i) + "=\"\"";
    CHECK(sheet(attributes + "/>") == "hostile files.hostile_xml");
    CHECK(sheet("<worksheet><sheetData><row></sheetData></worksheet>") == "truncated files.truncated");
    CHECK(sheet("<worksheet><sheetData/></worksheet><worksheet/>") == "truncated files.truncated");
    CHECK(
        sheet("<worksheet><sheetData><row><c t=\"str\"><v>\xff\xfe</v></c></row></sheetData></worksheet>") ==
        "truncated files.truncated");
    CHECK(sheet("<worksheet><sheetData><row><c t=\"str\"><v>&#0;</v></c></row></sheetData></worksheet>") ==
          "truncated files.truncated");
    CHECK(sheet("<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet/>") ==
          "unsupported files.unsupported_encoding");
    CHECK(refusal_of(folder.put("x.xls", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]><x/>")) ==
          "hostile files.hostile_xml");
}

TEST_CASE("hostile: bombs are refused early, with memory flat") {
    temporary_folder folder;
    long const before = peak();
    // Declares its 64 MB of zeros: refused by the ratio before anything unpacks.
    auto parts = plain().parts();
    parts.push_back({"xl/media/bomb", std::string(64u << 20, '\0')});
    std::string const bomb = zip(parts);
    parts = {};
    CHECK(bomb.size() < 200000);
    long const made = peak();
    CHECK(refusal_of(folder.put("a.xlsx", bomb)) == "hostile files.hostile_size");

    // Lies about its size: refused at the byte that passes it.
    auto lying = plain().parts();
    for (auto& p : lying) {
        if (p.name != "xl/worksheets/sheet1.xml") continue;
        p.content = "<worksheet><sheetData>" + std::string(8u << 20, ' ') + "</sheetData></worksheet>";
        p.lie_unpacked = 1000;
    }
    CHECK(refusal_of(folder.put("b.xlsx", zip(lying))) == "hostile files.hostile_size");

    // Many parts, by the count alone, even where the directory is not there.
    std::string many = plain().bytes();
    many.replace(many.size() - 22 + 8, 4, le(60000, 2) + le(60000, 2));
    CHECK(refusal_of(folder.put("c.xlsx", many)) == "hostile files.hostile_entries");
    CHECK(peak() - std::max(made, before) < 48 * 1024);
}

TEST_CASE("hostile: names, doubles, parts that overlap") {
    temporary_folder folder;
    for (auto const* name : {"../../etc/x", "xl\\..\\x", "C:/x", "xl/../../x"}) {
        CAPTURE(name);
        auto parts = plain().parts();
        parts.push_back({name, "x"});
        CHECK(refusal_of(folder.put("a.xlsx", zip(parts))) == "hostile files.hostile_names");
    }
    auto twice = plain().parts();
    twice.push_back({"XL/Workbook.xml", "<workbook/>"});
    CHECK(refusal_of(folder.put("b.xlsx", zip(twice))) == "hostile files.hostile_names");

    // The second part points at the first one's bytes.
    std::string overlapping =
        zip({{"a", "xxxxxxxxxxxxxxxxxxxxxxxx", 0, false}, {"b", "yyyyyyyyyyyyyyyyyyyyyyyy", 0, false}});
    std::size_t const second = overlapping.rfind("PK\x01\x02");
    overlapping.replace(second + 42, 4, le(0, 4));
    CHECK(refusal_of(folder.put("c.xlsx", overlapping)) == "hostile files.hostile_size");

    auto locked = plain().parts();
    for (auto& p : locked) p.flags = 1;
    CHECK(refusal_of(folder.put("d.xlsx", zip(locked))) == "password files.password");
}

TEST_CASE("hostile: more than a sheet can hold") {
    temporary_folder folder;
    auto const sheet = [&](std::string const& rows, read_limits const& limits = {}) {
        auto x = plain();
        x.sheets[0] = "<sheetData>" + rows + "</sheetData>";
        return refusal_of(folder.put("a.xlsx", x.bytes()), limits);
    };
    CHECK(sheet("<row r=\"1048576\"><c><v>1</v></c></row>").empty());
    CHECK(sheet("<row r=\"1048577\"><c><v>1</v></c></row>") == "too_large files.too_many_rows");
    CHECK(sheet("<row><c r=\"XFD1\"><v>1</v></c></row>") == "too_large files.too_many_columns");
    CHECK(sheet("<row r=\"2\"/><row r=\"1\"/>") == "truncated files.truncated");
    CHECK(sheet("<row><c t=\"s\"><v>0</v></c></row>") == "truncated files.truncated");
    CHECK(sheet("<row><c t=\"inlineStr\"><is><t>" + std::string(32768, 'x') + "</t></is></c></row>") ==
          "too_large files.too_long_text");
    CHECK(sheet("<row><c t=\"inlineStr\"><is><t>" + std::string(1u << 20, 'x') + "</t></is></c></row>") ==
          "too_large files.too_long_text");

    auto x = plain();
    x.sheets.assign(51, "<sheetData/>");
    CHECK(refusal_of(folder.put("a.xlsx", x.bytes())) == "too_many_sheets files.too_many_sheets");

    x = plain();
    for (int i = 0; i < 2000; ++i)
        x.strings += "<si><t>" + std::to_string(i) + std::string(900, 'x') + "</t></si>";
    read_limits limits;
    limits.shared_string_bytes = 1u << 20;
    CHECK(refusal_of(folder.put("a.xlsx", x.bytes()), limits) == "too_large files.too_many_strings");
    limits = {};
    limits.file_bytes = 1000;
    CHECK(refusal_of(folder.put("a.xlsx", x.bytes()), limits) == "too_large files.too_many_bytes");
}

TEST_CASE("hostile: damaged bytes never do more than be refused") {
    temporary_folder folder;
    auto const csv = [] {
        std::string text = "姓名,特长,备注\n";
        for (int i = 0; i < 40; ++i) text += "张三,\"种植,\n养殖\",x\n";
        return text;
    }();
    std::string const xml =
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet "
        "Name=\"A\"><Table>"
        "<Row Index=\"2\"><Cell MergeAcross=\"1\"><Data Type=\"String\">甲&amp;</Data></Cell><Cell><Data "
        "Type=\"Number\">1.5</Data>"
        "</Cell></Row></Table></Worksheet></Workbook>";
    // Stored, not deflated, so that damage reaches the XML; the sums of the parts then refuse most, not all,
    // of it.
    auto parts = plain().parts();
    for (auto& p : parts) p.deflated = false;
    std::vector<std::string> const originals{slurp("tests/files/roster.xlsx"),
                                             slurp("tests/files/roster.xls"), zip(parts), csv, xml};
    std::uint32_t noise = 20261121;
    auto const random = [&] {
        noise ^= noise << 13;
        noise ^= noise >> 17;
        noise ^= noise << 5;
        return noise;
    };
    std::size_t refused_count = 0;
    for (auto const& original : originals) {
        for (int i = 0; i < 2000; ++i) {
            std::string bytes = original;
            for (std::uint32_t k = 0, n = 1 + random() % 6; k < n; ++k) {
                bytes[random() % bytes.size()] =
                    static_cast<char>(i % 3 == 0 ? 0xff * (random() & 1) : random());
            }
            if (i % 7 == 0) bytes.resize(random() % bytes.size());
            auto const path = folder.put("d", bytes);
            auto book = open_workbook(path);
            if (!book) {
                ++refused_count;
                continue;
            }
            for (std::size_t s = 0; s < (*book)->sheets().size(); ++s) {
                (void)(*book)->merges(s);
                if (!(*book)->read(s, [](row const& r) { return !r.cells.empty(); })) ++refused_count;
            }
        }
    }
    CHECK(refused_count > 3000);

    // Damage inside the parts of a zip that is whole, so that every reader of XML meets it.
    auto rich = plain();
    rich.strings = "<si><t>甲</t></si><si><r><t>乙&amp;</t></r><rPh sb=\"0\" eb=\"1\"><t>y</t></rPh></si>";
    rich.styles =
        "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m\"/></numFmts><cellXfs><xf "
        "numFmtId=\"164\"/></cellXfs>";
    rich.sheets[0] =
        "<dimension ref=\"A1:D4\"/><sheetData><row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c "
        "r=\"B1\" s=\"0\"><v>27846</v></c>"
        "<c r=\"C1\" t=\"str\"><f>A1</f><v>_x000D_&#20108;</v></c><c "
        "t=\"inlineStr\"><is><t>x</t></is></c></row><!-- c --><row><c><v>1e5</v></c>"
        "</row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>";
    for (int i = 0; i < 4000; ++i) {
        auto damaged = rich.parts();
        auto& content = damaged[random() % damaged.size()].content;
        for (std::uint32_t k = 0, n = 1 + random() % 3; k < n; ++k) {
            std::string_view const likely = "<>/\"'&;=:!?-[]0919 \n\xff";
            content[random() % content.size()] = likely[random() % likely.size()];
        }
        auto book = open_workbook(folder.put("d", zip(damaged)));
        if (!book) continue;
        (void)(*book)->merges(0);
        (void)(*book)->read(0, [](row const& r) { return !r.cells.empty(); });
    }
}
