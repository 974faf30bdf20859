#include "scheme/definition.hpp"

#include <doctest/doctest.h>

using guiyan::scheme::definition_of;

namespace {

std::string of(std::string_view yaml, std::string_view figure = "S9-F01", std::string const& months = "36") {
    return definition_of(yaml, figure, [&](std::string_view) { return months; });
}
constexpr std::string_view pack = R"(language: 1
params: {months: {name: 月数, value: 36}}
sets: {villages: {over: region, where: "level == 'village'"}}
measures:
  heads: {name: 人数, over: engagement, count: rows, where: "region.level == 'village' && s.villages"}
  rate: {calc: "m.heads * params.months"}
indicators:
  S9-F01: {name: 率, of: rate, phrase: "{}人"}
  S9-F02: {name: 场次, over: activity, count: rows}
)";
std::string with(std::string_view from, std::string_view to) {
    std::string out(pack);
    out.replace(out.find(from), from.size(), to);
    return out;
}

}  // namespace

TEST_CASE("words and the order of lines define nothing") {
    CHECK(of(pack) != "");
    CHECK(of(pack) == of(with("{}人", "共{}人")));
    CHECK(of(pack) ==
          of(with("name: 人数, over: engagement, count: rows", "count: rows, over: engagement, name: 人")));
    CHECK(of(pack) == of(with("over: activity, count: rows", "over: activity, sum: days")));
    CHECK(of(pack, "S9-F09") == "");
}

TEST_CASE("whatever a figure asks belongs to its definition") {
    CHECK(of(pack) != of(with("count: rows, where", "count_distinct: person_id, where")));
    CHECK(of(pack) != of(with("level == 'village'\"}}", "level == 'town'\"}}")));
    CHECK(of(pack) != of(pack, "S9-F01", "24"));
    CHECK(of(pack, "S9-F02") == of(pack, "S9-F02", "24"));
    CHECK(of(pack, "S9-F02") !=
          of(with("over: activity, count: rows", "over: activity, sum: days"), "S9-F02"));
}
