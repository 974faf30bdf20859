#include <doctest/doctest.h>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "base/text.hpp"

using namespace guiyan;

TEST_CASE("a date is a day that exists") {
    CHECK(date::parse("2024-02-29")->iso() == "2024-02-29");
    CHECK_FALSE(date::parse("2023-02-29"));
    CHECK_FALSE(date::parse("2023-2-9"));
    CHECK_FALSE(date::parse("2023-02"));
    CHECK(partial_date::parse("1985-03")->iso() == "1985-03");
    CHECK(partial_date::parse("1985")->iso() == "1985");
    CHECK(partial_date(7, 1, 2).iso() == "0007-01-02");
    CHECK(date(9999, 12, 31).iso() == "9999-12-31");
    for (auto const* text :
         {"1970-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z", "2026-02-28T09:08:07.006Z"})
        CHECK(format_instant(*parse_instant(text)) == text);
    CHECK(partial_date::parse("1985")->agrees_with(*partial_date::parse("1985-03-27")));
    CHECK_FALSE(partial_date::parse("1985-04")->agrees_with(*partial_date::parse("1985-03-27")));
    CHECK_FALSE(partial_date::parse("1985-13"));
}

TEST_CASE("age turns on the birthday") {
    CHECK(age_on(*partial_date::parse("1985-03-27"), date(2026, 3, 26)) == 40);
    CHECK(age_on(*partial_date::parse("1985-03-27"), date(2026, 3, 27)) == 41);
    CHECK(age_on(*partial_date::parse("1985-03"), date(2026, 3, 1)) == 41);
}

TEST_CASE("instants go to text and back, and the day is China's") {
    auto const t = *parse_instant("2026-11-21T16:02:00.123Z");
    CHECK(format_instant(t) == "2026-11-21T16:02:00.123Z");
    CHECK(china_day(t).iso() == "2026-11-22");
    CHECK_FALSE(parse_instant("2026-11-21T25:02:00.123Z"));
}

TEST_CASE("ids rise, also when the clock jumps back") {
    fixed_clock time(*parse_instant("2026-11-21T16:02:00.123Z"));
    id_source ids(time);
    auto const a = ids.next();
    time.advance(std::chrono::hours{-24});
    auto const b = ids.next();
    CHECK(b > a);
    CHECK(a > 0);
}

TEST_CASE("text") {
    CHECK(narrow("４１１１２２　Ｘ（a）") == "411122 X(a)");
    CHECK(trim("\xef\xbb\xbf 　张三\u200b\n") == "张三");
    CHECK(trim("　") == "");
    CHECK(length("张𠮷a") == 3);
    CHECK(is_han(U'𠮷'));
    CHECK_FALSE(is_han(U'、'));
    CHECK(nfc("e\u0301") == "é");
    CHECK_FALSE(is_valid_utf8("\xc3\x28"));
    CHECK(fill("第{row}行“{column}”{x}", {{"row", "3"}, {"column", "姓名"}}) == "第3行“姓名”{x}");
}
