// Every village of five counties by every name it has.
#include "roster/places.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "support/divisions.hpp"

using namespace guiyan;
using namespace guiyan::roster;

namespace {

struct county {
    char const* file;
    char const* code;
    char const* province;
    char const* city;
    char const* name;
};
constexpr county counties[] = {{"linying", "411122000000", "河南省", "漯河市", "临颍县"},
                               {"xishan", "530112000000", "云南省", "昆明市", "西山区"},
                               {"jinchuan", "620302000000", "甘肃省", "金昌市", "金川区"},
                               {"nancheng", "361021000000", "江西省", "抚州市", "南城县"},
                               {"meixian", "610326000000", "陕西省", "宝鸡市", "眉县"}};

terms::library const& lists() {
    static auto const all = terms::library::of_folder("terms");
    return all;
}

}  // namespace

TEST_CASE("a village with its town is found by every official and everyday form") {
    // All five counties are loaded, as in a bank that holds them.
    auto const all = test::divisions();
    for (auto const& c : counties) {
        place_index const places(all, c.code, lists());
        auto const regions = test::divisions(c.file);
        std::map<std::string, std::string> towns;
        for (auto const& r : regions)
            if (r.level == 4) towns[r.code] = r.name;
        for (auto const& r : regions) {
            if (r.level != 5) continue;
            std::string const& town = towns[r.parent_code];
            for (std::string const& text :
                 {town + r.short_name, town + r.name, std::string(c.name) + town + r.short_name,
                  std::string(c.province) + c.city + c.name + town + r.name, town + " " + r.short_name,
                  town + r.short_name + "3组", town + r.short_name + "第二村民小组"}) {
                CAPTURE(text);
                auto const found = places.village(text, {}, false);
                CHECK(found.village == r.code);
                CHECK((found.how == place_how::exact));
            }
            // The town in a column of its own.
            for (std::string const& text : {r.short_name, r.name}) {
                CAPTURE(text);
                CHECK(places.village(text, {r.parent_code, "", ""}, false).village == r.code);
                CHECK(places.village(text, {"", r.parent_code, ""}, false).village == r.code);
            }
            // Without any town the village is found, or all of that name are named.
            auto const alone = places.village(r.short_name, {}, false);
            CAPTURE(r.short_name);
            if (alone.how == place_how::ambiguous)
                CHECK(std::ranges::find(alone.candidates, r.code) != alone.candidates.end());
            else
                CHECK(alone.village == r.code);
            // Statistical placeholders have no houses.
            if (r.name.find("虚拟") == std::string::npos)
                CHECK(places.village(c.name + town + r.short_name + "12号院", {}, true).village == r.code);
        }
    }
}

TEST_CASE("a village of one county is never taken for one of another") {
    auto const all = test::divisions();
    for (auto const& own : counties) {
        place_index const places(all, own.code, lists());
        for (auto const& other : counties) {
            if (std::string_view(own.code) == other.code) continue;
            auto const regions = test::divisions(other.file);
            std::map<std::string, std::string> towns;
            for (auto const& r : regions)
                if (r.level == 4) towns[r.code] = r.name;
            for (auto const& r : regions) {
                if (r.level != 5) continue;
                std::string const text =
                    std::string(other.city) + other.name + towns[r.parent_code] + r.short_name;
                CAPTURE(text);
                auto const found = places.village(text, {}, false);
                CHECK((found.how == place_how::other_county));
                CHECK(found.village.empty());
            }
        }
    }
}

TEST_CASE("directions and sizes are no slips of each other") {
    auto const all = test::divisions("linying");
    place_index const places(all, "411122000000", lists());
    place_context const wangmeng{"411122109000", "", ""};
    // 东陈留村 and 西陈留村 exist, 南陈留村 and 北陈留村 do not.
    for (auto const* text : {"南陈留村", "北陈留村", "小范村", "上陈留村"}) {
        CAPTURE(text);
        auto const found = places.village(text, wangmeng, false);
        CHECK((found.how == place_how::unknown || found.how == place_how::unsure ||
               found.how == place_how::ambiguous));
    }
    auto const slip = places.village("轩壮村", wangmeng, false);
    CHECK((slip.how == place_how::typo));
    CHECK(slip.village == "411122109213");
}

TEST_CASE("titles and sheet names say where a roster lies") {
    auto const all = test::divisions("linying");
    place_index const places(all, "411122000000", lists());
    CHECK(places.mentioned("临颍县王孟镇2023年乡村人才名册").town == "411122109000");
    CHECK(places.mentioned("临颍县王孟镇轩庄村党员名册").village == "411122109213");
    CHECK(places.mentioned("2023年乡村人才名册").town.empty());
    CHECK(places.label("411122109213") == "王孟镇轩庄村");
}
