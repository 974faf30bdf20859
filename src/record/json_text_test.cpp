#include <doctest/doctest.h>

#include <boost/json.hpp>

#include "record/describe.hpp"
#include "record/json.hpp"
#include "record/json_text.hpp"

namespace guiyan::record {
namespace {

struct leaf {
    std::string text;
    std::vector<std::string> list;
};
BOOST_DESCRIBE_STRUCT(leaf, (), (text, list))
type const& record_of(leaf const*) {
    static type const t = describe<leaf>("leaf", {});
    return t;
}

struct tree {
    id<struct tree_tag> tree_id;
    id<struct tree_tag> no_id;
    std::optional<std::string> nothing;
    bool yes = true;
    bool no = false;
    std::int64_t small = INT64_MIN;
    std::int64_t large = INT64_MAX;
    double real = 0;
    std::optional<date> day;
    leaf one;
    std::vector<leaf> none;
    std::vector<leaf> two;
};
BOOST_DESCRIBE_STRUCT(tree, (), (tree_id, no_id, nothing, yes, no, small, large, real, day, one, none, two))
type const& record_of(tree const*) {
    static type const t = describe<tree>("tree", {});
    return t;
}

std::string both(tree const& t) {
    auto const& type = record_of(&t);
    std::string out;
    append_json(out, type, &t);
    // The way through values is the plain one: it says what is right.
    CHECK(out == boost::json::serialize(write_json(type, &t)));
    return out;
}

}  // namespace

TEST_CASE("JSON text is the same as the values written out") {
    tree t;
    both(t);
    t.tree_id.value = 4111;
    t.day = date(1985, 3, 27);
    t.one = {"一\"二\\三\n\t\r\b\f\x01\x1f\x7f/𠮷", {"", "a\"", "乙"}};
    t.two = {{"", {}}, {"末", {"x"}}};
    CHECK(both(t).find("\"tree_id\":\"4111\"") != std::string::npos);
    for (double const d : {0.0, -0.0, 1.0, 0.1, 1e300, -1e-300, 1234567.891, 100000.0}) {
        t.real = d;
        both(t);
    }
    for (int c = 1; c < 256; ++c) {
        t.one.text =
            c < 128 ? std::string(1, char(c)) : std::string{char(0xc2 + (c >> 6 & 1)), char(0x80 | (c & 63))};
        both(t);
    }
}

TEST_CASE("an object written in two parts is the same object") {
    tree t;
    t.one.text = "甲";
    t.two = {{"", {}}, {"末", {"x"}}};
    auto const& type = record_of(&t);
    for (std::size_t cut = 1; cut < type.fields.size(); ++cut) {
        std::string out = "{";
        append_json_members(out, type, &t, 0, cut);
        out += ',';
        append_json_members(out, type, &t, cut, type.fields.size());
        CHECK(out + '}' == both(t));
    }
}

}  // namespace guiyan::record
