#include <doctest/doctest.h>

#include "modules/regions/region_summary.hpp"
#include "support/module_world.hpp"

using namespace guiyan;
using namespace guiyan::regions;
using testing::module_world;

namespace {

struct fixture : module_world {
    result<import_outcome> import(std::string const& text, import_choice choice, actor const& who) {
        auto const path = folder.path() + "/next.csv";
        std::ofstream(path) << text;
        auto book = files::open_workbook(path);
        REQUIRE(book);
        return places->import_file(who, **book, "next.csv", choice);
    }
    actor const county = of_area("411122", {"regions.import"});
    /// 王孟镇 with another village than the one there is.
    std::string const regrouped = "code,name\n411122108000,王孟镇\n411122108201,高新村委会\n";
};

std::string listed(std::vector<region> const& places) {
    std::string out;
    for (auto const& r : places) out += (out.empty() ? "" : " ") + r.code;
    return out;
}

}  // namespace

TEST_CASE_FIXTURE(fixture,
                  "what a file of divisions leaves out is told, and closed only where that is asked for") {
    auto const told = import(regrouped, {.commit = true}, county);
    REQUIRE(told);
    CHECK(told->added == 1);
    // Of the parents that the file names children of: the other town and the other village of this one.
    CHECK(listed(told->left_out) == "411122102000 411122102200 411122108200");
    CHECK_FALSE(places->tree()->find("411122108200")->valid_to);

    std::string const whole = "code,name\n411122102000,繁城回族镇\n" + regrouped.substr(10);
    auto const closed = import(whole, {.commit = true, .close_left_out = true}, county);
    REQUIRE(closed);
    CHECK(listed(closed->left_out) == "411122108200");
    CHECK(places->tree()->find("411122108200")->valid_to->iso() == "2026-11-21");
    CHECK_FALSE(places->tree()->find("411122102200")->valid_to);
    auto const again = import(whole, {.commit = true, .close_left_out = true}, county);
    CHECK(again->left_out.empty());
}

TEST_CASE_FIXTURE(fixture, "a file with lines that cannot be read closes nothing") {
    auto const refused =
        import(regrouped + "41112210820,少一位\n", {.commit = true, .close_left_out = true}, county);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().key == "regions.import.closes_with_problems");
    CHECK_FALSE(places->tree()->find("411122108201"));
}

TEST_CASE_FIXTURE(fixture, "a township closes nothing outside itself") {
    auto const outcome =
        import(regrouped, {.commit = true, .close_left_out = true}, of_area("411122108", {}));
    REQUIRE(outcome);
    CHECK(listed(outcome->left_out) == "411122108200");
    CHECK_FALSE(places->tree()->find("411122102000")->valid_to);
}

TEST_CASE_FIXTURE(fixture, "a summary adds up what is stated and says who has not stated it") {
    village_profile profile;
    profile.households = 612;
    profile.collective_income = money{5820000};
    REQUIRE(places->set_profiles(county, {{"411122108200", profile}}, "test"));
    auto const tree = places->tree();
    auto const s = summarise(*tree, *tree->find("411122000000"));
    CHECK(s.place.villages == 2);
    CHECK(s.place.complete == 0);
    REQUIRE(s.below.size() == 2);
    CHECK(s.below[0].short_name == "繁城回族镇");
    REQUIRE(s.totals.size() == 4);
    CHECK(s.totals[0].total == "612");
    CHECK(s.totals[0].villages == 1);
    CHECK(s.totals[1].villages == 0);
    CHECK(s.totals[3].total == "58200.00");
    CHECK(missing_fields(profile) == std::vector<std::string>{"population", "farmland_mu", "main_industries",
                                                              "resources", "shortages",
                                                              "development_position"});
}
