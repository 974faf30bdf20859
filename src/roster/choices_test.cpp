#include "roster/choices.hpp"

#include <doctest/doctest.h>

using namespace guiyan::roster;

namespace {

std::string ticked(std::string_view text) {
    auto const found = ticked_options(text);
    if (!found) return "no options";
    std::string out;
    for (auto const& o : *found) out += (out.empty() ? "" : "|") + o;
    return out;
}

}  // namespace

TEST_CASE("options with boxes inside a cell") {
    CHECK(ticked("☑男 □女") == "男");
    CHECK(ticked("□男√女") == "女");
    CHECK(ticked("男□ 女☑") == "女");
    CHECK(ticked("男 □ 女 √") == "女");
    CHECK(ticked("■中共党员 □共青团员 □群众") == "中共党员");
    CHECK(ticked("(√)是 ( )否") == "是");
    CHECK(ticked("是( ) 否(√)") == "否");
    CHECK(ticked("□小学 □√初中 □高中") == "初中");
    CHECK(ticked("小学 初中√ 高中") == "初中");
    CHECK(ticked("√种植、 □养殖、 ☑加工") == "种植|加工");
    CHECK(ticked("□男 □女") == "");
    CHECK(ticked("√") == "no options");
    CHECK(ticked("□") == "no options");
    CHECK(ticked("●种植大户") == "no options");
    CHECK(ticked("水稻种植") == "no options");
    CHECK(ticked("男√女") == "no options");
}
