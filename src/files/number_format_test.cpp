#include "files/number_format.hpp"

#include <doctest/doctest.h>

using namespace guiyan::files;

namespace {

std::string text_of(double value) {
    std::string out;
    number_text(value, out);
    return out;
}

std::string shown(double value, std::string const& code, bool base_1904 = false) {
    cell c;
    set_number(c, value, {shape_of(code), code}, base_1904);
    return c.text;
}

}  // namespace

TEST_CASE("number formats: which codes are dates") {
    CHECK(shape_of("") == number_shape::number);
    CHECK(shape_of("General") == number_shape::number);
    CHECK(shape_of("0.00E+00") == number_shape::number);
    CHECK(shape_of("#,##0.00_);[Red]\\(#,##0.00\\)") == number_shape::number);
    CHECK(shape_of("0\"名\"") == number_shape::number);
    CHECK(shape_of("\"第\"0\"day\"") == number_shape::number);
    CHECK(shape_of("[$-804]0.0") == number_shape::number);
    CHECK(shape_of("@") == number_shape::number);
    CHECK(shape_of("yyyy\"年\"m\"月\"d\"日\";@") == number_shape::day);
    CHECK(shape_of("[$-804]yyyy\"年\"m\"月\"d\"日\"") == number_shape::day);
    CHECK(shape_of("[DBNum1][$-804]yyyy\"年\"m\"月\";@") == number_shape::month);
    CHECK(shape_of("yyyy\\.mm") == number_shape::month);
    CHECK(shape_of("yyyy") == number_shape::year);
    CHECK(shape_of("m\"月\"d\"日\"") == number_shape::day);
    CHECK(shape_of("yyyy/m/d h:mm") == number_shape::day_time);
    CHECK(shape_of("h:mm:ss AM/PM") == number_shape::time);
    CHECK(shape_of("mm:ss.0") == number_shape::time);
    CHECK(shape_of("[h]:mm") == number_shape::time);
    CHECK(shape_of("e\"年\"m\"月\"") == number_shape::month);
    CHECK(built_in_format(14)->shape == number_shape::day);
    CHECK(built_in_format(31)->shape == number_shape::day);
    CHECK(built_in_format(57)->shape == number_shape::month);
    CHECK(built_in_format(49)->shape == number_shape::number);
    CHECK(!built_in_format(164));
}

TEST_CASE("numbers: plain digits") {
    CHECK(text_of(0) == "0");
    CHECK(text_of(-12) == "-12");
    CHECK(text_of(1985.3) == "1985.3");
    CHECK(text_of(0.1 + 0.2) == "0.3");
    CHECK(text_of(0.00001) == "0.00001");
    CHECK(text_of(13800001234) == "13800001234");
    CHECK(text_of(411122197603279913.0) == "411122197603279940");
    CHECK(text_of(4.11122197603279e17) == "411122197603279000");
    CHECK(text_of(123456789012345) == "123456789012345");
}

TEST_CASE("numbers: days, times and both bases") {
    CHECK(shown(27846, "yyyy-mm-dd") == "1976-03-27");
    CHECK(shown(27846 - 1462, "yyyy-mm-dd", true) == "1976-03-27");
    CHECK(shown(27846, "yyyy\"年\"m\"月\"") == "1976-03");
    CHECK(shown(27846, "yyyy") == "1976");
    CHECK(shown(27846.75, "yyyy-mm-dd") == "1976-03-27");
    CHECK(shown(27846.75, "yyyy-mm-dd h:mm") == "1976-03-27 18:00:00");
    CHECK(shown(0.5, "h:mm") == "12:00:00");
    CHECK(shown(27846.9999999, "yyyy-mm-dd h:mm") == "1976-03-28");
    CHECK(shown(1, "yyyy-mm-dd") == "1900-01-01");
    CHECK(shown(59, "yyyy-mm-dd") == "1900-02-28");
    CHECK(shown(60, "yyyy-mm-dd") == "60");  // a day that never was
    CHECK(shown(61, "yyyy-mm-dd") == "1900-03-01");
    CHECK(shown(-3, "yyyy-mm-dd") == "-3");
    CHECK(shown(19760327, "yyyy-mm-dd") == "19760327");
}

TEST_CASE("numbers: ISO days of strict files") {
    cell c;
    CHECK(set_iso_time(c, "1976-03-27T00:00:00.000"));
    CHECK(c.kind == cell_kind::day);
    CHECK(c.text == "1976-03-27");
    CHECK(c.number == 27846);
    CHECK(set_iso_time(c, "1976-03-27T08:30:00"));
    CHECK(c.text == "1976-03-27 08:30:00");
    CHECK(!set_iso_time(c, "1976-02-30"));
}
