#include "terms/terms.hpp"

#include <doctest/doctest.h>

#include <set>
#include <stdexcept>

using namespace guiyan;

TEST_CASE("every shipped list can be read, with codes that occur once and parents that exist") {
    auto const lists = terms::library::of_folder("terms");
    CHECK(lists.names().size() >= 15);
    for (auto const& name : lists.names()) {
        CAPTURE(name);
        if (!lists.has(name)) continue;
        std::set<std::string> codes;
        for (auto const& i : lists.at(name).items()) {
            CAPTURE(i.code);
            CHECK(codes.insert(i.code).second);
            CHECK_FALSE(i.name.empty());
            CHECK((i.parent_code.empty() || lists.at(name).find(i.parent_code)));
        }
    }
}

TEST_CASE("a list knows levels, groups and the columns of its own") {
    auto const lists = terms::library::of_folder("terms");
    auto const& skills = lists.at("skills");
    CHECK(skills.find("010101")->level == 3);
    CHECK(skills.is_under("010101", "01"));
    CHECK_FALSE(skills.is_under("010101", "02"));
    CHECK(lists.at("nation").find("08")->other.at("alpha") == "ZH");
    CHECK(lists.at("political_status").find("02")->synonyms.back() == "预备党员");
    CHECK(lists.at("nation").find("77") == nullptr);
    CHECK_THROWS_AS(lists.at("weather"), std::out_of_range);
}

TEST_CASE("cells may be quoted; a line of another length is refused with its place") {
    terms::sheet const rows("x.csv",
                            "\xef\xbb\xbf"
                            "code,name\r\n1,\"a,\"\"b\"\"\"\r\n");
    CHECK(rows.at(0, "name") == "a,\"b\"");
    CHECK(rows.at(0, "nothing").empty());
    CHECK_THROWS_WITH_AS(terms::sheet("x.csv", "a,b\n1\n"), "x.csv: line 2 has 1 cells", std::runtime_error);
}
