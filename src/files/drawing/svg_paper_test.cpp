#include "files/drawing/svg_paper.hpp"

#include "files/drawing/pdf_pages.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <future>
#include <iterator>

#include "files/drawing/qr.hpp"
#include "support/outside_tool.hpp"

using namespace guiyan;
using namespace guiyan::drawing;

namespace {

pdf_about const about{"证书", "南城县", *parse_instant("2022-07-31T06:02:00.000Z")};

std::string file(std::string const& name) {
    std::ifstream in("schemes/honorary-village-head/2022.1/papers/" + name + ".svg", std::ios::binary);
    REQUIRE(in);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// A drawing of 100 by 50 mm with something in it.
std::string svg(std::string const& inside, std::string const& attributes = "") {
    return R"(<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100mm" height="50mm" viewBox="0 0 100 50" )" +
           attributes + ">" + inside + "</svg>";
}

std::string refused(std::string const& bytes) {
    auto const paper = svg_paper::read(bytes);
    if (paper) return "read";
    return paper.error().fields.at(0).key.substr(10);
}

svg_values values(std::string const& name, std::string const& region = "南城县株良镇城上村") {
    svg_values v;
    v.holes = {{"person.name", name},
               {"engagement.region", region},
               {"engagement.role", "名誉村长"},
               {"valid_from", "2021年6月18日"},
               {"valid_to", "2024年6月17日"},
               {"number", "南城名村聘字〔2021〕0018号"},
               {"code", "3f8k-92mm-8x2v-tz7q-w0cd-h41r-9e"},
               {"check_address", "rc.nancheng.example"},
               {"issuer", "南城县人民政府"},
               {"issued_on", "2021年6月18日"},
               {"year", "2022"},
               {"award", "优秀名誉村长"},
               {"vetted_by", "县“名誉村长”选聘工作组"},
               {"answer_by", "2021年6月1日"},
               {"contact", "株良镇人民政府"}};
    return v;
}

std::size_t count(std::string_view in, std::string_view what) {
    std::size_t n = 0;
    for (std::size_t at = 0; (at = in.find(what, at)) != in.npos; at += what.size()) ++n;
    return n;
}

}  // namespace

TEST_CASE("the papers of the first pack are drawn, short names and long ones, with every character") {
    for (std::string const name : {"certificate", "commendation", "invitation"}) {
        auto const paper = svg_paper::read(file(name));
        REQUIRE(paper);
        std::vector<svg_values> all{
            values("张三"), values("龚䶮"), values("欧阳𠮷㛃·买买提·艾力"),
            values("李某", "南城县里塔镇石门背自然村新时代文明实践站所在的移民新村村民委员会")};
        all[2].holes["issuer"] = "中共南城县委组织部\n南城县乡村振兴局\n南城县人才工作领导小组办公室";
        for (auto& v : all)
            if (paper->has_qr()) v.qr = "https://rc.nancheng.example/v/3f8k92mm8x2vtz7qw0cdh41r9e";
        auto const made = to_pdf(*paper, all, about);
        REQUIRE(made);
        CHECK(made->pages == 4);
        CHECK(made->missing_characters.empty());
        auto const text = test::ask_outside("pdftotext FILE -", made->bytes);
        for (std::string const who : {"张三", "龚䶮", "欧阳𠮷㛃·买买提·艾力"}) CHECK(count(text, who) == 1);
        CHECK(count(text, "{{") == 0);
        auto const fonts = test::ask_outside("pdffonts FILE", made->bytes);
        CHECK(count(fonts, "yes yes yes") >= 2);
        CHECK(count(fonts, "Type 3") == 0);
        test::ask_outside("qpdf --check FILE >/dev/null", made->bytes);
        CHECK(to_pdf(*paper, all, about)->bytes == made->bytes);
        auto const page = test::ask_outside("pdfinfo FILE", made->bytes);
        CHECK(count(page, paper->width() > paper->height() ? "841.89 x 595.276" : "595.276 x 841.89") == 1);
    }
}

TEST_CASE("a camera reads the code from the picture") {
    auto const paper = svg_paper::read(file("certificate"));
    auto v = values("张三");
    v.qr = "https://rc.nancheng.example/v/3f8k92mm8x2vtz7qw0cdh41r9e";
    auto const picture = to_png(*paper, v, 1200);
    REQUIRE(picture);
    CHECK(test::ask_outside("zbarimg -q --raw FILE 2>/dev/null", *picture) == v.qr + "\n");
    CHECK_THROWS_AS(to_qr(std::string(501, 'a')), std::invalid_argument);
}

TEST_CASE("holes are filled as text, also where an editor has cut them") {
    auto const paper = svg_paper::read(svg(
        R"(<text x="1" y="9"><tspan x="1">甲{{ na</tspan><tspan>me</tspan><tspan> }}乙{{name}}</tspan></text>)"));
    REQUIRE(paper);
    CHECK(paper->holes() == std::vector<std::string>{"name"});
    auto const filled = paper->filled({{{"name", "<b>&{{ x }}"}}, ""});
    REQUIRE(filled);
    CHECK(count(*filled, "甲&lt;b&gt;&amp;{{ x }}</tspan>") == 1);
    CHECK(count(*filled, "乙&lt;b&gt;&amp;{{ x }}") == 1);
    auto const missing = paper->filled({});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().fields[0].path == "/holes/name");
    CHECK(missing.error().fields[0].args[0].second == "name");
}

TEST_CASE("a long text breaks, then shrinks, then is refused") {
    auto const paper = *svg_paper::read(svg(
        R"(<text x="5" y="20" font-size="5" data-width="50" data-lines="2" data-indent="1">{{ t }}</text>)"));
    auto const lines = [&](int characters) {
        std::string text;
        for (int i = 0; i < characters; ++i) text += "字";
        auto const filled = paper.filled({{{"t", text}}, ""});
        return filled ? static_cast<int>(count(*filled, "<tspan")) : -1;
    };
    CHECK(lines(8) == 1);
    CHECK(lines(18) == 2);
    CHECK(lines(28) == 2);  // smaller
    CHECK(lines(60) == -1);
    CHECK(count(*paper.filled({{{"t", "一\n二"}}, ""}), "<tspan") == 2);
    auto const one =
        *svg_paper::read(svg(R"(<text x="5" y="20" style="font-size:5px" data-width="20">{{ t }}</text>)"));
    CHECK(count(*one.filled({{{"t", "一二三四五"}}, ""}), "font-size:4.") == 1);
    CHECK_FALSE(one.filled({{{"t", "一二三四五六七八九十"}}, ""}));
}

TEST_CASE("what could reach out of the file or hide in it is refused") {
    CHECK(refused(svg("<script>1</script>")) == "refused");
    CHECK(refused(svg("<rect onload='x()'/>")) == "refused");
    CHECK(refused(svg("<image href='file:///etc/passwd'/>")) == "refused");
    CHECK(refused(svg("<image xlink:href='http://example.org/a.png'/>")) == "refused");
    CHECK(refused(svg("<image href='data:image/svg+xml;base64,PHN2Zz4='/>")) == "refused");
    CHECK(refused(svg("<image href='data:image/png;base64,AAAA'/>")) == "refused");
    CHECK(refused(svg("<use href='other.svg#a'/>")) == "refused");
    CHECK(refused(svg("<a href='#x'/>")) == "refused");
    CHECK(refused(svg("<foreignObject/>")) == "refused");
    CHECK(refused(svg("<filter id='f'/>")) == "refused");
    CHECK(refused(svg("<animate/>")) == "refused");
    CHECK(refused(svg("<rect fill='url(http://example.org/#a)'/>")) == "refused");
    CHECK(refused(svg("<rect style='fill:u\\72l(http://example.org)'/>")) == "refused");
    CHECK(refused(svg("<style>@import 'a.css';</style>")) == "refused");
    CHECK(refused(svg("<style>rect{fill:url(file:///a)}</style>")) == "refused");
    CHECK(refused("<!DOCTYPE svg [<!ENTITY a 'b'>]>" + svg("")) == "refused");
    CHECK(refused("<?xml-stylesheet href='a.css'?>" + svg("")) == "refused");
    CHECK(refused(svg("<rect id='{{ x }}'/>")) == "hole_outside");
    CHECK(refused(svg("<text>{{ x</text>")) == "hole_open");
    CHECK(refused(svg("<text>{{ 1x }}</text>")) == "hole_open");
    CHECK(refused(svg("<g>")) == "broken");
    CHECK(refused("") == "broken");
    CHECK(refused("<html/>") == "broken");
    CHECK(refused("<svg xmlns='http://www.w3.org/2000/svg' width='100%' height='50'/>") == "no_size");
    CHECK(refused(svg(std::string(3u << 20, ' '))) == "too_large");
    std::string deep;
    for (int i = 0; i < 100; ++i) deep += "<g>";
    for (int i = 0; i < 100; ++i) deep += "</g>";
    CHECK(refused(svg(deep)) == "too_large");
    CHECK(refused(svg("<rect fill='url(#a)'/><use xlink:href='#b'/>")) == "read");
    CHECK(refused(svg("<metadata/><sodipodi:namedview xmlns:sodipodi='x'/>",
                      "xmlns:inkscape='y' inkscape:version='1'")) == "read");
}

TEST_CASE("what grows without end is refused or comes to an end") {
    CHECK(refused(svg("<defs><g id='a'><use href='#b'/></g></defs><use href='#a'/>")) == "refused");
    CHECK(refused(svg("<g id='a'><use href='#a'/></g>")) == "refused");
    CHECK(refused(svg("<clipPath id='a'><rect clip-path='url(#b)'/></clipPath>")) == "refused");
    CHECK(refused(svg("<clipPath id='a' style='clip-path:url(#b)'/>")) == "refused");
    CHECK(refused(svg("<style>path{clip-path:url(#b)}</style>")) == "refused");
    CHECK(refused(svg("<clipPath id='a'><rect/></clipPath><rect clip-path='url(#a)'/>")) == "read");
    CHECK(refused(svg("<pattern id='a'/>")) == "refused");
    CHECK(refused(svg("<mask id='a'/>")) == "refused");
    std::string many;
    for (int i = 0; i < 6000; ++i) many += "<g/>";
    CHECK(refused(svg(many)) == "too_large");
    std::string words;
    for (int i = 0; i < 4000; ++i) words += "字";
    auto const paper =
        *svg_paper::read(svg("<text font-size='5' data-width='50' data-lines='1e9'>{{ t }}</text>"));
    CHECK_FALSE(paper.filled({{{"t", words}}, ""}));
    for (std::string const size : {"1e30", "nan", "-5", "0", "x"}) {
        auto const odd =
            *svg_paper::read(svg("<text y='9' font-size='" + size +
                                 "' data-width='50' data-leading='1e300' data-lines='2'>字字字</text>"));
        CHECK_NOTHROW((void)to_pdf(odd, {{}}, about));
    }
}

TEST_CASE("a drawing that FreeType cannot bear spoils no other") {
    auto const good = *svg_paper::read(svg("<text x='5' y='20' font-size='5'>归雁</text>"));
    auto const before = to_pdf(good, {{}}, about);
    REQUIRE(before);
    for (std::string const bad :
         {"<text y='9' font-size='100000'>归雁</text>", "<text y='9' font-size='1e30'>归雁</text>",
          "<text y='9' font-size='-1e30'>归雁</text>", "<text y='9' transform='scale(1e9)'>归雁</text>"}) {
        CHECK_NOTHROW((void)to_pdf(*svg_paper::read(svg(bad)), {{}}, about));
        CHECK(to_pdf(good, {{}}, about)->bytes == before->bytes);
    }
}

TEST_CASE("a place for the QR code and its content belong together") {
    auto const with = *svg_paper::read(svg("<rect id='qr' width='20' height='20'/>"));
    auto const without = *svg_paper::read(svg(""));
    CHECK(with.has_qr());
    CHECK_FALSE(with.filled({}));
    CHECK_FALSE(without.filled({{}, "x"}));
    CHECK(with.filled({{}, "x"}));
}

TEST_CASE("many workers draw at once") {
    std::vector<std::future<std::string>> all;
    for (int i = 0; i < 8; ++i)
        all.push_back(std::async(std::launch::async, [] {
            auto const paper = *svg_paper::read(svg("<text x='5' y='20' font-size='5'>归雁</text>"));
            return to_png(paper, {}, 200).value();
        }));
    auto const first = all[0].get();
    for (std::size_t i = 1; i < all.size(); ++i) CHECK(all[i].get() == first);
}

TEST_CASE("a page of Chinese text carries the signs it needs, not half a megabyte of type") {
    auto const paper = *svg_paper::read(
        svg("<text x='5' y='20' font-size='5' font-family='Noto Serif CJK SC'>{{ t }}</text>"));
    std::vector<std::string> files;
    for (std::string const text :
         {"兹聘请您担任天井源乡蔡王殿村委会名誉村长望您情系桑梓建言献策为乡村振兴贡献力量",
          "聘期自2021年8月23日至2024年8月22日"}) {
        auto const made = to_pdf(paper, {{{{"t", text}}, ""}}, about);
        REQUIRE(made);
        CHECK(made->bytes.size() < 60'000);
        CHECK(made->bytes == to_pdf(paper, {{{{"t", text}}, ""}}, about)->bytes);
        CHECK(test::ask_outside("pdftotext FILE -", made->bytes).find(text.substr(0, 12)) !=
              std::string::npos);
        files.push_back(made->bytes);
    }
    auto const all = bound({files[1], files[0], files[1]});
    CHECK(all.pages == 3);
    auto const text = test::ask_outside("pdftotext FILE -", all.bytes);
    auto const first = text.find("聘期自"), second = text.find("兹聘请"), third = text.rfind("聘期自");
    CHECK(first < second);
    CHECK(second < third);
    CHECK(third != std::string::npos);
    CHECK(bound({files[1], files[0], files[1]}).bytes == all.bytes);
    CHECK_THROWS((void)bound({"no paper"}));
}
