#include "modules/people/index/understand.hpp"

#include <doctest/doctest.h>

#include "modules/people/index/code_book.hpp"

using namespace guiyan::people;
using kind = understood_word::kind;

namespace {

search_dictionaries const known = {
    .regions = [](std::string_view w) -> std::vector<known_word> {
        if (w == "王孟" || w == "王孟镇") return {{"411122107000", "王孟镇", {{30, 50}}, {}}};
        return {};
    },
    .categories = [](std::string_view w) -> std::vector<known_word> {
        if (w == "土专家") return {{"extension_worker", "农业农村科技推广人才", {}, category_set(4)}};
        return {};
    },
    .skills = [](std::string_view w) -> std::vector<known_word> {
        if (w == "浇园") return {{"010801", "灌溉技术", {{7, 8}}, {}}};
        return {};
    },
    .id_number = [](std::string_view n) -> std::vector<std::int64_t> {
        if (n == "41112219760327991X" || n == "411122197603279913") return {5};
        return {};
    },
    .phone = [](std::string_view n) -> std::vector<std::int64_t> {
        if (n == "14000000037") return {5, 6};
        return {};
    },
};

std::vector<kind> kinds_of(std::string_view typed) {
    std::vector<kind> kinds;
    for (auto const& w : understand(typed, known)) kinds.push_back(w.what);
    return kinds;
}

bool looks_for(understood_word const& w, word_meaning::kind k) {
    for (auto const& m : w.term.any_of)
        if (m.what == k) return true;
    return false;
}

}  // namespace

TEST_CASE("personal numbers are looked up whole and nothing else") {
    for (char const* typed :
         {"41112219760327991x", " 411122 19760327 991X ", "４１１１２２１９７６０３２７９９１Ｘ"}) {
        auto const words = understand(typed, known);
        REQUIRE(words.size() == 1);
        CHECK(words[0].what == kind::id_number);
        REQUIRE(words[0].term.any_of.size() == 1);
        CHECK(words[0].term.any_of[0].ids == std::vector<std::int64_t>{5});
    }
    for (char const* typed : {"14000000037", "140 0000 0037", "140-0000-0037", "+86 14000000037"}) {
        auto const words = understand(typed, known);
        REQUIRE(words.size() == 1);
        CHECK(words[0].what == kind::phone);
        CHECK(words[0].term.any_of[0].ids == std::vector<std::int64_t>{5, 6});
    }
    CHECK(understand("411122760327991", known)[0].term.any_of[0].ids ==
          std::vector<std::int64_t>{5});  // 15 digits
    CHECK(kinds_of("曾广平 14000000037") == std::vector{kind::name, kind::phone});
    CHECK(kinds_of("2022") == std::vector{kind::text});
    CHECK(understand("14000000099", known)[0].term.any_of[0].ids.empty());
}

TEST_CASE("characters are names first, and what the dictionaries know") {
    CHECK(kinds_of("曾") == std::vector{kind::name});
    CHECK(kinds_of("单立群、王孟") == std::vector{kind::name, kind::region});
    CHECK(kinds_of("　浇园，土专家 ") == std::vector{kind::skill, kind::category});
    CHECK(kinds_of("带动村民增收") == std::vector{kind::text});
    auto const water = understand("浇园", known)[0];
    CHECK(water.label == "灌溉技术");
    CHECK(water.code == "010801");
    CHECK(looks_for(water, word_meaning::kind::name));
    CHECK(looks_for(water, word_meaning::kind::skills));
    CHECK(looks_for(water, word_meaning::kind::text));
    CHECK_FALSE(looks_for(water, word_meaning::kind::regions));
    CHECK(understand("𠮷", known)[0].term.any_of[0].word == "𠮷");
}

TEST_CASE("letters are pinyin and initials") {
    CHECK(kinds_of("zengguangping") == std::vector{kind::pinyin});
    CHECK(kinds_of("zgp") == std::vector{kind::initials});
    CHECK(kinds_of("ZGP") == std::vector{kind::initials});
    CHECK(understand("lü", known)[0].term.any_of[0].word == "lv");
    CHECK(understand("Xi'an", known)[0].term.any_of[0].word == "xian");
    auto const mixed = understand("王jg", known);
    REQUIRE(mixed.size() == 2);
    CHECK(mixed[0].text == "王");
    CHECK(mixed[1].what == kind::initials);
}

TEST_CASE("odd input") {
    CHECK(understand("", known).empty());
    CHECK(understand(" 、, \n", known).empty());
    CHECK(understand("\xc3\x28", known).empty());
    CHECK(understand("王 王 王", known).size() == 1);
    std::string many;
    for (int i = 0; i < 50; ++i) many += "王" + std::to_string(i) + " ";
    CHECK(understand(many, known).size() == 8);
    CHECK(understand(std::string(5000, 'a'), known)[0].text.size() == 64);
    CHECK(understand("王建国 浇园 zgp 14000000037", search_dictionaries{}).size() == 4);
}

TEST_CASE("codes become bytes and back") {
    code_book const book({"01", "02", "13"});
    CHECK(book.dense("02") == 2);
    CHECK(book.dense("99") == 0);
    CHECK(book.dense("") == 0);
    CHECK(book.code(3) == "13");
    CHECK(book.code(0).empty());
    CHECK(book.code(200).empty());
    CHECK_THROWS_AS(code_book({"1", "1"}), std::invalid_argument);
    CHECK_THROWS_AS(code_book(std::vector<std::string>(256, "x")), std::invalid_argument);
}
