#include "base/number_phrase.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <stdexcept>
#include <vector>

#include "base/text.hpp"

using namespace guiyan;

namespace {

std::string print(rational value, std::string_view unit, number_print how) {
    return print_number(value, unit, how).text();
}

constexpr auto over = number_style::over;
constexpr auto near = number_style::near;
constexpr auto above = number_style::above;

struct accepted_figure {
    std::string id, phrase, unit, rule;
    std::optional<rational> value, least, most;
};

/// tests/data/figures/accepted.csv; no cell of it is quoted.
std::vector<accepted_figure> accepted_figures() {
    std::ifstream in("tests/data/figures/accepted.csv");
    REQUIRE(in);
    std::vector<accepted_figure> out;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        auto const cells = split(line, ',');
        REQUIRE(cells.size() == 8);
        out.push_back({std::string(cells[0]), std::string(cells[1]), std::string(cells[3]),
                       std::string(cells[4]), rational::parse(cells[2]), rational::parse(cells[5]),
                       rational::parse(cells[6])});
    }
    return out;
}

/// How the source prints what is not simply the value with its unit; the step is the place of its last
/// figure.
std::map<std::string, number_print> const prints{
    {"S0-F03", {over, "名", {}, rational(10)}},
    {"S0-F05", {over, "", {}, rational(10)}},
    {"S0-F11", {number_style::hanzi}},
    {"S0-F12", {number_style::hanzi}},
    {"S1-F02", {number_style::exact, "亿元"}},
    {"S1-F03", {number_style::exact, "亿元"}},
    {"S1-F04", {number_style::hanzi}},
    {"S1-F05", {number_style::rounded, "万亩", 1}},
    {"S1-F10", {over, "万元", {}, rational(100)}},
    {"S1-F14", {number_style::rounded, "万元"}},
    {"S1-F15", {number_style::rounded, "万人", 2}},
    {"S1-F18", {number_style::hanzi}},
    {"S1-F25", {over, "万元", {}, rational(100)}},
    {"S2-F12", {over, "", {}, rational(100)}},
    {"S2-F14", {number_style::exact, "万元"}},
    {"S2-F15", {number_style::exact, "亿元"}},
    {"S2-F21", {over, "", {}, rational(100)}},
    {"S2-F23", {over, "万元", {}, rational(100)}},
    {"S2-F24", {over, "", {}, rational(100)}},
    {"S2-F25", {near, "", {}, rational(100)}},
    {"S2-F29", {over, "", {}, rational(10)}},
    {"S2-F36", {over, "", {}, rational(1000)}},
    {"S2-F37", {over, "万元", {}, rational(1000)}},
    {"S2-F38", {above, "万元", {}, rational(10)}},
    {"S2-F43", {number_style::exact, "万元"}},
    {"S3-F07", {over, "", {}, rational(10)}},
    {"S3-F09", {over, "", {}, rational(100)}},
    {"S3-F11", {number_style::rounded, "", 2}},
};

}  // namespace

TEST_CASE("the sources' figures come out in the sources' words, from both ends of what is accepted") {
    std::size_t seen = 0;
    for (auto const& figure : accepted_figures()) {
        if (!figure.value || !figure.least || figure.rule == "min" || figure.rule == "about") continue;
        auto const how = prints.find(figure.id);
        bool const said = how != prints.end();
        // Modules counted together, and four kinds of meeting once each, stand in no number of their phrase.
        if (!said && figure.phrase.find(decimal_text(*figure.value, 2)) == std::string::npos) continue;
        ++seen;
        for (auto const& value : {figure.least, figure.most}) {
            auto const printed = print_number(value, figure.unit, said ? how->second : number_print{});
            INFO(figure.id << " " << printed.text());
            CHECK(figure.phrase.find(said ? printed.text() : printed.number) != std::string::npos);
        }
    }
    CHECK(seen > 85);
}

TEST_CASE("over keeps leading figures and stands behind round numbers") {
    CHECK(print(384, "人", {over}) == "380余人");
    CHECK(print(384, "人", {over, "名"}) == "380余名");
    CHECK(print(1675, "个", {over}) == "1670余个");
    CHECK(print(16423, "人", {over}) == "1.64万余人");
    CHECK(print(164'230, "人", {over}) == "16.4万余人");
    CHECK(print(3'612'345, "人", {over}) == "360余万人");
    CHECK(print(30'001, "元", {over}) == "3万余元");
    CHECK(print(6'031'234, "元", {over, "万元"}) == "600余万元");
    CHECK(print(123'456'789, "元", {over}) == "1.23亿余元");
    CHECK(print(17, "人", {over}) == "10余人");
    CHECK(print(86, "家", {over}) == "80余家");
    CHECK(print(8'765'000, "元", {over, "万元", {}, rational(1)}) == "876万余元");
}

TEST_CASE("a value that is the printed number stands without a word") {
    CHECK(print(380, "人", {over}) == "380人");
    CHECK(print(16'400, "人", {over}) == "1.64万人");
    CHECK(print(8, "人", {over}) == "8人");
    CHECK(print(0, "人", {over}) == "0人");
    CHECK(print(1000, "人/日", {near}) == "1000人");
    CHECK(print(100'000, "元/年", {above, "万元"}) == "10万元");
    CHECK(print(7, "人", {over, "", {}, rational(5)}) == "7人");
}

TEST_CASE("near is never more than a tenth too high") {
    CHECK(print(967, "人/日", {near, "", {}, rational(100)}) == "近1000人");
    CHECK(print(967, "人/日", {near}) == "近1000人");
    CHECK(print(312, "人", {near}) == "近320人");
    CHECK(print(460, "人", {near, "", {}, rational(1000)}) == "近500人");
    CHECK(print(450, "人", {near, "", {}, rational(1000)}) == "450人");
    CHECK(print(98'765, "人", {near}) == "近10万人");
    for (std::int64_t x = 1; x < 30'000; ++x) {
        auto const printed = print_number(rational(x), "", {near, "", {}, {}, false});
        if (printed.lead.empty()) continue;
        auto shown = *rational::parse(printed.number);
        if (printed.unit == "万") shown = shown * 10'000;
        REQUIRE(shown > rational(x));
        REQUIRE(rational(x) * 10 > shown * 9);
    }
}

TEST_CASE("above names the mark that was passed, and a phrase says it once") {
    CHECK(print(123'456, "元/年", {above, "万元"}) == "突破10万元");
    CHECK(print(1024, "人", {above}) == "突破1000人");
    auto const printed = print_number(rational(123'456), "元/年", {above, "万元"});
    CHECK(fill_phrase("苹果园年均收入突破{}", printed) == "苹果园年均收入突破10万元");
    CHECK(fill_phrase("苹果园年均收入{}", printed) == "苹果园年均收入突破10万元");
    auto const parted = split_phrase("共聘请{}挂村任职", print_number(rational(144), "人"));
    CHECK(parted.before == "共聘请");
    CHECK(parted.printed == "144人");
    CHECK(parted.after == "挂村任职");
    CHECK(fill_phrase("“两站、三聘、四抓”", print_number(rational(9), "个")) == "“两站、三聘、四抓”");
}

TEST_CASE("rounding is half up, once, and cuts trailing zeros in sentences") {
    CHECK(print(16'400, "人", {number_style::rounded, "万人", 2}) == "1.64万人");
    CHECK(print(16'350, "人", {number_style::rounded, "万人", 2}) == "1.64万人");
    CHECK(print(16'349, "人", {number_style::rounded, "万人", 2}) == "1.63万人");
    CHECK(print(20'000, "人", {number_style::rounded, "万人", 2}) == "2万人");
    CHECK(print(20'000, "元", {number_style::rounded, "万元", 2, {}, true}) == "2.00万元");
    CHECK(print(rational(8000, 86), "%", {number_style::rounded, "", 2}) == "93.02%");
    CHECK(print(rational(money{125'050}), "元", {}) == "1250.5元");
    CHECK(print(rational(money{1'048'650}), "元", {number_style::exact, "万元"}) == "1.04865万元");
    CHECK(print(rational(10, 3), "天", {}) == "3.33天");
    CHECK(print(rational(-5, 2), "万", {number_style::rounded}) == "-3万");
    CHECK(print(1000, "人", {number_style::about}) == "1000人左右");
    CHECK(print(1, "则/期", {}) == "1则");
    CHECK(print_number(std::nullopt, "人").text() == "未报");
}

TEST_CASE("Chinese numerals") {
    for (auto const& [value, text] : std::map<std::int64_t, std::string>{{0, "零"},
                                                                         {2, "两"},
                                                                         {6, "六"},
                                                                         {10, "十"},
                                                                         {12, "十二"},
                                                                         {20, "二十"},
                                                                         {101, "一百零一"},
                                                                         {110, "一百一十"},
                                                                         {1002, "一千零二"},
                                                                         {2010, "二千零一十"},
                                                                         {10'000, "一万"},
                                                                         {20'000, "两万"},
                                                                         {100'000, "十万"},
                                                                         {120'003, "十二万零三"},
                                                                         {100'000'000, "一亿"},
                                                                         {100'010'000, "一亿零一万"},
                                                                         {-6, "负六"},
                                                                         {1'000'000'000'000, "一万亿"},
                                                                         {1'000'200'000'000, "一万零二亿"}})
        CHECK(hanzi_numeral(value) == text);
    CHECK(print(100'000, "只/年", {number_style::hanzi}) == "十万只");
    CHECK(print(rational(1, 2), "天", {number_style::hanzi}) == "0.5天");
}

TEST_CASE("a print unit has to measure the same") {
    CHECK(can_print_as("元/年", "万元"));
    CHECK(can_print_as("人", "名"));
    CHECK(can_print_as("人", "万人"));
    CHECK(can_print_as("亩", "万"));
    CHECK_FALSE(can_print_as("人", "人次"));
    CHECK_FALSE(can_print_as("人", "万元"));
}

TEST_CASE("exact numbers stay exact or say that they cannot") {
    CHECK(rational(6, -4) == rational(-3, 2));
    CHECK(rational(1, 3) + rational(1, 6) == rational(1, 2));
    CHECK(rational(-7, 2).floor() == -4);
    CHECK(rational(1, 3) < rational(34, 100));
    CHECK(*rational::parse("12.50") == rational(25, 2));
    CHECK_FALSE(rational::parse("12."));
    CHECK_FALSE(rational::parse("1e5"));
    CHECK_FALSE(rational::parse(""));
    CHECK_THROWS_AS(rational(1, 0), std::invalid_argument);
    CHECK_THROWS_AS(rational(INT64_MAX) + rational(1), std::overflow_error);
    CHECK(decimal_text(rational(999, 1000), 2) == "1");
    CHECK(decimal_text(rational(-1, 1000), 2) == "0");
}
