#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "record/describe.hpp"
#include "record/diff.hpp"
#include "record/forms.hpp"
#include "record/json.hpp"
#include "record/mask.hpp"

using namespace guiyan;
using namespace guiyan::record;

namespace {

struct stay {
    std::string place;
    std::optional<date> since;
};
BOOST_DESCRIBE_STRUCT(stay, (), (place, since))
type const& record_of(stay const*) {
    static type const t =
        describe<stay>("stay", {{.name = "place", .personal = privacy::career, .required = true}});
    return t;
}

using guest_id = guiyan::id<struct guest_tag>;
struct guest {
    guest_id id;
    std::string name;
    std::optional<partial_date> birth_date;
    std::optional<std::string> sex;
    std::optional<std::string> id_number;
    std::int64_t visits = 0;
    std::vector<std::string> skills;
    std::vector<stay> stays;
    std::int64_t row_version = 0;
};
BOOST_DESCRIBE_STRUCT(guest, (), (id, name, birth_date, sex, id_number, visits, skills, stays, row_version))
type const& record_of(guest const*) {
    static type const t = describe<guest>(
        "guest", {{.name = "id", .personal = privacy::none, .read_only = true},
                  {.name = "name", .personal = privacy::identity, .required = true, .max_length = 4},
                  {.name = "sex", .personal = privacy::identity, .table = "sex"},
                  {.name = "id_number", .personal = privacy::number, .sealed = true, .form = "id_number"},
                  {.name = "visits", .personal = privacy::none, .minimum = 0, .maximum = 9},
                  {.name = "row_version", .personal = privacy::none, .read_only = true}});
    return t;
}
type const& guests() {
    return record_of(static_cast<guest const*>(nullptr));
}

bool codes(std::string_view table, std::string_view code) {
    return table == "sex" && (code == "1" || code == "2");
}

std::string keys(error const& e) {
    std::string out;
    for (auto const& f : e.fields) out += f.path + " " + f.key + "\n";
    return out;
}

}  // namespace

TEST_CASE("json in: every wrong field is named at once, with its path") {
    guest g;
    auto const r =
        read_json(guests(), &g,
                  R"({"id":"5","name":"五个字的名","birth_date":"1985-13","sex":"7","visits":"x","zz":1,
                                 "skills":["a",2],"stays":[{"since":"2020-02-30"},{"place":"本村","far":true}]})",
                  input::create, codes);
    REQUIRE_FALSE(r);
    CHECK(
        keys(r.error()) ==
        "/id error.read_only\n/zz error.unknown_field\n/name error.too_long\n/birth_date error.partial_day\n"
        "/sex error.unknown_code\n/visits error.wrong_kind\n/skills error.wrong_kind\n/stays/0/place "
        "error.required\n"
        "/stays/0/since error.day\n/stays/1/far error.unknown_field\n");
}

TEST_CASE("json there and back") {
    guest g;
    REQUIRE(read_json(guests(), &g,
                      R"({"name":" 单立群 ","birth_date":"1985-03","sex":"1","id_number":"411122197603279913",
                          "visits":3,"skills":["010101"],"stays":[{"place":"王孟镇","since":"2020-02-29"}]})",
                      input::create, codes));
    CHECK(g.name == "单立群");
    CHECK(
        boost::json::serialize(write_json(guests(), &g)) ==
        R"({"id":null,"name":"单立群","birth_date":"1985-03","sex":"1","id_number":"411122197603279913","visits":3,)"
        R"("skills":["010101"],"stays":[{"place":"王孟镇","since":"2020-02-29"}],"row_version":0})");

    SUBCASE("amending changes what is there, and an empty text is nothing") {
        guest h = g;
        REQUIRE(read_json(guests(), &h, R"({"sex":"","visits":4})", input::amend, codes));
        CHECK_FALSE(h.sex);
        CHECK(h.name == "单立群");
        auto const changes = diff(guests(), &g, &h);
        REQUIRE(changes.size() == 2);
        CHECK(changes[0].field == "sex");
        CHECK(changes[1].after == "4");
        CHECK_FALSE(read_json(guests(), &h, R"({"name":null})", input::amend, codes));
        CHECK_FALSE(read_json(guests(), &h, R"({"visits":10})", input::amend, codes));
        CHECK_FALSE(read_json(guests(), &h, R"({"id_number":"411122197603279914"})", input::amend, codes));
    }
    SUBCASE("the diff masks what is sealed") {
        guest h = g;
        h.id_number.reset();
        auto const changes = diff(guests(), &g, &h);
        REQUIRE(changes.size() == 1);
        CHECK(changes[0].before == "4111**********9913");
    }
}

TEST_CASE("not json, too deep, not UTF-8") {
    guest g;
    CHECK(read_json(guests(), &g, "{", input::create, codes).error().key == "error.not_json");
    CHECK(read_json(guests(), &g, std::string(100, '['), input::create, codes).error().key ==
          "error.not_json");
    CHECK(read_json(guests(), &g, "{\"name\":\"\xff\"}", input::create, codes).error().key ==
          "error.not_utf8");
}

TEST_CASE("query parameters") {
    guest g;
    REQUIRE(
        read_query(guests(), &g, {{"name", "曾"}, {"skills", "a"}, {"skills", "b"}, {"visits", "2"}}, codes));
    CHECK(g.skills == std::vector<std::string>{"a", "b"});
    CHECK(g.visits == 2);
    auto const r = read_query(guests(), &g, {{"visits", "two"}, {"nmae", "x"}}, codes);
    REQUIRE_FALSE(r);
    CHECK(keys(r.error()) ==
          "/visits error.wrong_kind\n/nmae error.unknown_parameter\n/name error.required\n");
}

TEST_CASE("forms and their checksums") {
    CHECK(is_id_number("411122197603279913"));
    CHECK(is_id_number("41112219650112991X"));
    CHECK_FALSE(is_id_number("41112219650112991x"));
    CHECK_FALSE(is_id_number("411122197602309913"));
    CHECK(id_number_birth("411122197603279913")->iso() == "1976-03-27");
    CHECK(id_number_sex("411122197603279913") == "1");
    CHECK(is_uscc("91350100M000100Y43"));
    CHECK_FALSE(is_uscc("91350100M000100Y44"));
    CHECK(is_phone("14000000037"));
    CHECK(is_phone("0395-8888888"));
    CHECK_FALSE(is_phone("1400000003"));
    CHECK(mask_phone("14000000185") == "140****0185");
}
