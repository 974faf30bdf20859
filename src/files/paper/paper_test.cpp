#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "files/paper/docx.hpp"
#include "files/paper/docx_check.hpp"
#include "files/paper/json.hpp"
#include "files/paper/layout.hpp"
#include "files/paper/markdown.hpp"
#include "files/paper/signature.hpp"
#include "files/paper/title.hpp"
#include "files/paper/zip_writer.hpp"

using namespace guiyan;
using namespace guiyan::paper;

namespace {

std::string file(std::string const& name) {
    std::ifstream in("tests/papers/" + name, std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

document read(std::string_view text) {
    auto paper = from_markdown(text);
    REQUIRE(paper);
    return *std::move(paper);
}

std::string refused(std::string_view text) {
    auto const paper = from_markdown(text);
    REQUIRE_FALSE(paper);
    auto const& field = paper.error().fields.at(0);
    return field.key + " " + (field.args.empty() ? "" : field.args[0].second);
}

figure_entry entry(std::string id, std::int64_t count) {
    figure_entry e{
        std::move(id), "聘请名誉村长", "144人", "144人", "截止日前已颁发聘书的人数", "2022年7月31日", "",
        count,         {"姓名", "村"}};
    for (std::int64_t i = 0; i < std::min<std::int64_t>(count, 100); ++i) e.rows.push_back({"甲", "城上村"});
    return e;
}

written_by const by{*parse_instant("2022-07-31T06:02:00.000Z"), "南城县委组织部"};

std::vector<std::string> keys(docx_measures const& found) {
    std::vector<std::string> out;
    for (auto const& f : found.findings) out.push_back(f.key);
    return out;
}

/// The file with one text of one part replaced.
std::string changed(std::string const& docx, std::string const& part, std::string const& from,
                    std::string const& to) {
    auto parts = *read_zip(docx);
    auto& content = parts.at(part);
    auto const at = content.find(from);
    REQUIRE(at != content.npos);
    content.replace(at, from.size(), to);
    return written_zip(parts, by.at);
}

}  // namespace

TEST_CASE("every mark of the text becomes its part of the paper") {
    auto const paper = read(file("every_mark.md"));
    CHECK(paper.title == "关于干部人才工作情况的报告");
    std::vector<std::pair<block_kind, int>> kinds;
    for (auto const& b : paper.body) kinds.emplace_back(b.kind, b.level);
    using enum block_kind;
    CHECK(kinds == std::vector<std::pair<block_kind, int>>{{text, 0},
                                                           {heading, 1},
                                                           {heading, 2},
                                                           {heading, 3},
                                                           {heading, 4},
                                                           {text, 0},
                                                           {item, 1},
                                                           {item, 1},
                                                           {item, 2},
                                                           {table, 0},
                                                           {page_break, 0},
                                                           {signature, 0},
                                                           {note, 0}});
    auto const& first = paper.body[0];
    CHECK(text_of(first.runs) ==
          "开头一段，软换行接在后面。The quick brown fox. "
          "共聘请144人挂村任职①，又说380余名乡贤返乡，再说144人。");
    std::vector<std::string> figures;
    for (auto const& r : first.runs)
        if (!r.figure.empty()) figures.push_back(r.figure + "=" + r.text + (r.bold ? "*" : ""));
    CHECK(figures == std::vector<std::string>{"S0-F02=144人", "S0-F03=380余名*", "S0-F02=144人"});
    auto const& own = paper.body[5].runs;
    CHECK(own[0] == run{"（二）统筹推进。", false, true, ""});
    CHECK(own[2] == run{"“六项职责”", true, false, ""});
    CHECK(own[4] == run{"楷体。", false, true, ""});
    CHECK(paper.body[6].label == "1.");
    CHECK(paper.body[8].label == "——");
    auto const& t = paper.body[9];
    CHECK(t.columns == std::vector<align>{align::left, align::right, align::center});
    CHECK(t.rows[0].head);
    CHECK(t.rows[1].cells[1][0].figure == "S0-F02");
    CHECK(t.rows[2].total);
    CHECK(text_of(paper.body[11].runs) == "南城县委组织部\n2022年7月31日");
    CHECK(paper.body[12].label == "①");
}

TEST_CASE("what a paper has no place for is refused with its line") {
    CHECK(refused("好\n\n<b>坏</b>") == "paper.refused_html 3");
    CHECK(refused("好<script>alert(1)</script>") == "paper.refused_html 1");
    CHECK(refused("![图](a.png)") == "paper.refused_picture 1");
    CHECK(refused("见[网站](https://example.org)") == "paper.refused_link 1");
    CHECK(refused("[12](figure:)") == "paper.refused_link 1");
    CHECK(refused("a\n\n```\ncode\n```") == "paper.refused_code 3");
    CHECK(refused("# 一\n\n# 二") == "paper.refused_second_title 3");
    CHECK(refused("- a\n  - b\n    - c\n      - d") == "paper.refused_deep_list 4");
    CHECK(refused("> # 一") == "paper.refused_signature_part 1");
    CHECK(refused("\xff") == "paper.not_utf8 ");
}

TEST_CASE("a value in a hole stays what it is") {
    for (std::string const value :
         {"*重点*", "[x](figure:y)", "# 一", "<b>", "a|b", "1. 一", "**县", "\\", "&amp;", "> 引"}) {
        auto const paper = read("名称：" + escaped(value) + "。");
        CHECK(text_of(paper.body.at(0).runs) == "名称：" + value + "。");
        CHECK(text_of(read(escaped(value)).body.at(0).runs) == value);
    }
    CHECK(read("共" + figure_mark("380余[名]", "S0-F03") + "。").body[0].runs[1] ==
          run{"380余[名]", false, false, "S0-F03"});
}

TEST_CASE("a deep or long text is read without harm") {
    CHECK(from_markdown(std::string(100'000, '*')));
    CHECK(from_markdown(std::string(50'000, '[')));
    CHECK_FALSE(from_markdown(std::string(3u << 20, 'a')));
    CHECK_FALSE(from_markdown(std::string(20'000, '>')));
}

TEST_CASE("the Word file has the layout of the standard, measured again") {
    for (std::string const name : {"situation.md", "every_mark.md"}) {
        auto paper = read(file(name));
        paper.organ = "南城县人才工作领导小组办公室文件";
        paper.number = "南人才办〔2022〕12号";
        for (int i = 1; i <= 11; ++i)
            paper.annex.push_back(entry((i < 10 ? "S0-F0" : "S0-F") + std::to_string(i), i * 40));
        auto const found = measure_docx(to_docx(paper, by));
        CHECK(keys(found) == std::vector<std::string>{});
        CHECK(found.lines == 22);
        CHECK(found.characters == 28);
        CHECK(found.top == doctest::Approx(37).epsilon(0.001));
        CHECK(found.left == doctest::Approx(28).epsilon(0.001));
        CHECK(found.width == doctest::Approx(156).epsilon(0.001));
        CHECK(found.height == doctest::Approx(225).epsilon(0.001));
    }
}

TEST_CASE("every figure is a bookmark and leads to its entry") {
    auto paper = read(file("every_mark.md"));
    paper.annex = {entry("S0-F02", 144), entry("S0-F03", 3)};
    auto const found = measure_docx(to_docx(paper, by));
    REQUIRE(found.figures.size() == 2);
    CHECK(found.figures[0].mark == "mark_S0_F02");
    CHECK(found.figures[0].text == "144人");
    CHECK(found.figures[0].target == "fig_S0_F02");
    CHECK(found.figures[1].target == "fig_S0_F03");
    paper.annex.pop_back();
    CHECK(keys(measure_docx(to_docx(paper, by))) == std::vector<std::string>{"paper.check_figure"});
}

TEST_CASE("the same paper and time give the same bytes, in the order of names") {
    auto const paper = read(file("situation.md"));
    auto const once = to_docx(paper, by);
    CHECK(once == to_docx(paper, by));
    CHECK(once != to_docx(paper, {by.at + std::chrono::hours(1), by.author}));
    auto const parts = *read_zip(once);
    CHECK(parts.begin()->first == "[Content_Types].xml");
    CHECK(parts.at("docProps/core.xml").find("2022-07-31T06:02:00Z") != std::string::npos);
    CHECK(std::none_of(parts.begin(), parts.end(),
                       [](auto const& p) { return p.first.find("theme") != std::string::npos; }));
}

TEST_CASE("the measuring finds what somebody changed") {
    auto paper = read(file("every_mark.md"));
    paper.annex = {entry("S0-F02", 2), entry("S0-F03", 3)};
    auto const good = to_docx(paper, by);
    auto const finds = [&](std::string const& part, std::string const& from, std::string const& to) {
        auto const all = keys(measure_docx(changed(good, part, from, to)));
        return all.empty() ? "" : all.front();
    };
    std::string const text = "word/document.xml";
    CHECK(finds(text, "w:top=\"2098\"", "w:top=\"1440\"") == "paper.check_top");
    CHECK(finds(text, "w:linePitch=\"579\"", "w:linePitch=\"312\"") == "paper.check_lines");
    CHECK(finds(text, "w:eastAsia=\"黑体\"", "w:eastAsia=\"宋体\"") == "paper.check_type");
    CHECK(finds(text, "w:hint=\"eastAsia\"", "") == "paper.check_type_left_open");
    CHECK(finds("word/styles.xml", "w:ascii=", "w:asciiTheme=\"minorHAnsi\" w:ascii=") ==
          "paper.check_theme");
    CHECK(finds(text, "w:anchor=\"fig_S0_F02\"", "w:anchor=\"nowhere\"") == "paper.check_link");
    CHECK(finds(text, "w:firstLineChars=\"200\"", "w:firstLineChars=\"0\"") == "paper.check_indent");
    CHECK(finds("word/footer_even.xml", "PAGE", "TIME") == "paper.check_numbers");
    CHECK(keys(measure_docx("no zip")) == std::vector<std::string>{"paper.check_not_word"});
    CHECK(keys(measure_docx(good.substr(0, good.size() / 2))) ==
          std::vector<std::string>{"paper.check_not_word"});
}

TEST_CASE("control characters and rare ones reach the file as XML allows") {
    auto const paper = read("龚䶮\x01 𠮷㛃 &lt;尖括号&gt;");
    auto const parts = *read_zip(to_docx(paper, by));
    CHECK(parts.at("word/document.xml").find("龚䶮 𠮷㛃 &lt;尖括号&gt;") != std::string::npos);
}

TEST_CASE("the date stands by the office's name as the standard says") {
    auto const usual = signature_lines("中共南城县委组织部\n2022年7月31日");
    CHECK(usual[0].right == 2);
    CHECK(usual[1].right == doctest::Approx(9 - 6.5));
    auto const brief = signature_lines("组织部\n2022年12月31日");
    CHECK(brief[1].right == 2);
    CHECK(brief[0].right == doctest::Approx(2 + 7 + 2 - 3));
}

TEST_CASE("a long title is broken between words into lines of like length") {
    CHECK(title_lines("情况汇报") == "情况汇报");
    CHECK(title_lines("南城县“一县一点”人才振兴市级示范点建设有关情况汇报") ==
          "南城县“一县一点”人才振兴\n市级示范点建设有关情况汇报");
    CHECK(title_lines(std::string(60, 'x')) == std::string(60, 'x'));
    auto const three = title_lines(
        "中共南城县委组织部关于开展“名誉村长”选聘工作助力乡村人才振兴市级示范点建设有关情况的汇报");
    CHECK(std::count(three.begin(), three.end(), '\n') == 2);
}

TEST_CASE("the reader page gets blocks with their figures") {
    auto const text = to_json(read("# 题\n\n共[144人](figure:S0-F02)。\n\n| 甲 |\n|---|\n| 乙 |"));
    CHECK(
        text ==
        R"({"title":"题","blocks":[{"kind":"text","runs":[{"text":"共"},{"text":"144人","figure":"S0-F02"},)"
        R"({"text":"。"}]},{"kind":"table","columns":["left"],"rows":[{"cells":[[{"text":"甲"}]],"head":true},)"
        R"({"cells":[[{"text":"乙"}]]}]}]})");
}

TEST_CASE("a table that asks for more than the page stands on its side, its heads on each page") {
    std::string text = "# 名册\n\n|";
    for (int c = 0; c < 12; ++c) text += " 栏目" + std::to_string(c) + " |";
    text += "\n|" + std::string();
    for (int c = 0; c < 12; ++c) text += ":--|";
    for (int r = 0; r < 60; ++r) {
        text += "\n|";
        for (int c = 0; c < 12; ++c) text += " 2021年10月11日 |";
    }
    auto paper = read(text);
    auto const& table = paper.body.at(0);
    CHECK(type_size(table, layout::area_width * layout::points_per_mm) == layout::tight_table_size);
    CHECK(type_size(read("|a|\n|-|\n|b|").body.at(0), layout::area_width * layout::points_per_mm) ==
          layout::table_size);
    for (bool const side : {false, true}) {
        paper.on_its_side = side;
        auto const docx = to_docx(paper, by);
        auto const found = measure_docx(docx);
        CHECK(keys(found) == std::vector<std::string>{});
        CHECK(found.on_its_side == side);
        CHECK(found.width == doctest::Approx(side ? layout::area_height : layout::area_width).epsilon(0.01));
        REQUIRE(found.tables.size() == 1);
        CHECK(found.tables[0].columns == 12);
        CHECK(found.tables[0].rows == 61);
        CHECK(found.tables[0].head_rows == 1);
        // A paper turned without its table is found out, and so is a head that is said too late.
        CHECK(keys(measure_docx(changed(docx, "word/document.xml", "<w:tblHeader/>", ""))).empty());
        CHECK(keys(measure_docx(changed(docx, "word/document.xml", "<w:cantSplit/>", ""))) ==
              std::vector<std::string>{"paper.check_table_split"});
    }
}
