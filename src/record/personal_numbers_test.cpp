#include "record/personal_numbers.hpp"

#include <doctest/doctest.h>

using namespace guiyan::record;

TEST_CASE("numbers of persons are found in text") {
    CHECK(has_long_number("41112219760327"));
    CHECK(has_long_number("140 0000 0185"));
    CHECK(has_long_number("０３９５-８８６１２３４"));
    CHECK_FALSE(has_long_number("2026年11月21日 王孟 411122"));
    CHECK_FALSE(has_long_number(""));
}

TEST_CASE("numbers of persons are hidden in names of files") {
    CHECK(hide_numbers("身份证411122197603279913.pdf") == "身份证4111__________9913.pdf");
    CHECK(hide_numbers("41112219760327991x正面.jpg") == "4111__________991x正面.jpg");
    CHECK(hide_numbers("14000000185.png") == "140____0185.png");
    CHECK(hide_numbers("卡6222020200000000000.png") == "卡6222___________0000.png");
    CHECK(hide_numbers("IMG_20261121_153000.jpg") == "IMG_20261121_153000.jpg");
    CHECK(hide_numbers("411122108200 花名册.xlsx") == "411122108200 花名册.xlsx");
}
