#include "files/paper/pdf.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/text.hpp"
#include "files/paper/markdown.hpp"
#include "support/outside_tool.hpp"

using namespace guiyan;
using namespace guiyan::paper;

namespace {

written_by const by{*parse_instant("2022-07-31T06:02:00.000Z"), "南城县委组织部"};

document situation() {
    std::ifstream in("tests/papers/situation.md", std::ios::binary);
    auto paper = from_markdown(std::string(std::istreambuf_iterator<char>(in), {}));
    REQUIRE(paper);
    return *std::move(paper);
}

std::string text(pdf_paper const& made, std::string const& pages = "") {
    return test::ask_outside("pdftotext -layout " + pages + " FILE -", made.bytes);
}

std::size_t count(std::string_view in, std::string_view what) {
    std::size_t n = 0;
    for (std::size_t at = 0; (at = in.find(what, at)) != in.npos; at += what.size()) ++n;
    return n;
}

figure_entry long_entry(int rows) {
    figure_entry e{"S0-F02", "聘请名誉村长", "144人",          "144人", "口径", "2022年7月31日",
                   "",       rows,           {"姓名", "说明"}, {}};
    for (int i = 0; i < rows; ++i) e.rows.push_back({"行" + std::to_string(i), "城上村"});
    return e;
}

}  // namespace

TEST_CASE("a page has 22 lines of 28 characters, its number and embedded types") {
    auto const made = to_pdf(situation(), by);
    CHECK(made.pages == 5);
    CHECK(made.missing_characters.empty());
    auto const second = text(made, "-f 2 -l 2");
    std::vector<std::string> lines;
    for (auto line : split(second, '\n'))
        if (!trim(line).empty() && trim(line) != "\f") lines.emplace_back(trim(line));
    REQUIRE(lines.size() >= 22);
    CHECK(lines.back().find("2") != std::string::npos);
    CHECK(std::any_of(lines.begin(), lines.end(), [](auto const& l) { return length(l) == 28; }));
    CHECK(std::none_of(lines.begin(), lines.end(), [](auto const& l) { return length(l) > 30; }));
    for (auto const* phrase : {"157人", "144人挂村任职", "1670余个"}) CHECK(count(text(made), phrase) == 1);
    auto const fonts = test::ask_outside("pdffonts FILE", made.bytes);
    CHECK(count(fonts, "yes yes yes") >= 3);
    CHECK(count(fonts, " no ") == 0);
}

TEST_CASE("the same paper and time give the same bytes") {
    CHECK(to_pdf(situation(), by).bytes == to_pdf(situation(), by).bytes);
    CHECK(to_pdf(situation(), by).bytes.find("20220731") != std::string::npos);
}

TEST_CASE("a table goes on over pages with its head, and figures lead to their entry") {
    auto paper = situation();
    paper.annex = {long_entry(100)};
    auto const made = to_pdf(paper, by);
    auto const all = text(made, "-f 6");
    CHECK(made.pages > 8);
    CHECK(count(all, "序号") == static_cast<std::size_t>(made.pages - 5));
    for (int i = 0; i < 100; ++i) REQUIRE(count(all, "行" + std::to_string(i) + " ") == 1);
    CHECK(count(test::ask_outside("qpdf --qdf --object-streams=disable FILE -", made.bytes),
                "/Subtype /Link") >= 1);
}

TEST_CASE("a row higher than a page is carried over whole") {
    document paper;
    block table;
    table.kind = block_kind::table;
    table.columns = {align::left, align::left};
    table.rows.resize(2);
    table.rows[0].head = true;
    table.rows[0].cells = {{run{"项"}}, {run{"说明"}}};
    std::string words;
    for (int i = 0; i < 900; ++i) words += "第" + std::to_string(10'000 + i) + "句话。";
    table.rows[1].cells = {{run{"一"}}, {run{words}}};
    paper.body = {table};
    auto const made = to_pdf(paper, by);
    CHECK(made.pages >= 3);
    auto all = text(made);
    all.erase(
        std::remove_if(all.begin(), all.end(), [](char c) { return c == ' ' || c == '\n' || c == '\f'; }),
        all.end());
    CHECK(count(all, "说明") == static_cast<std::size_t>(made.pages));
    for (int i = 0; i < 900; ++i) REQUIRE(count(all, std::to_string(10'000 + i)) <= 1);
}

TEST_CASE("a signature never stands on a page without text") {
    for (int lines = 14; lines < 24; ++lines) {
        std::string words;
        for (int i = 0; i < lines; ++i) words += "第" + std::to_string(i) + "段。\n\n";
        auto paper = *from_markdown(words + "> 南城县委组织部\n> 2022年7月31日");
        for (bool const annex : {false, true}) {
            if (annex) paper.annex = {long_entry(1)};
            auto const all = text(to_pdf(paper, by));
            for (auto const page : split(all, '\f')) {
                if (page.find("组织部") == page.npos) continue;
                CHECK(page.find("段。") != page.npos);
                CHECK(page.find("7月31日") != page.npos);
                CHECK((page.find("附件：") != page.npos) == annex);
            }
        }
    }
}

TEST_CASE("characters that no type has are named") {
    document paper;
    paper.body.push_back({});
    paper.body.back().runs = {run{"龚䶮𠮷㛃\xF3\xB0\x80\x80"}};  // a private character at the end
    CHECK(to_pdf(paper, by).missing_characters == std::vector<std::string>{"\xF3\xB0\x80\x80"});
}
