#include "cel/parse.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace guiyan;
using namespace guiyan::cel;

namespace {

/// "key line:column" of the one finding.
std::string finding(std::string_view text) {
    auto const p = parse(text, true);
    if (p) return "read";
    auto const& i = p.issues.front();
    return i.key + " " + std::to_string(i.where.line) + ":" + std::to_string(i.where.column);
}

std::string times(std::size_t n, std::string const& part) {
    std::string out;
    while (n--) out += part;
    return out;
}

}  // namespace

TEST_CASE("what cannot be read is said with its place, columns in characters") {
    CHECK(finding("") == "cel.parse.ends 1:1");
    CHECK(finding("a &&") == "cel.parse.ends 1:5");
    CHECK(finding("role == '县委' &&\n  (state == 'x'") == "cel.parse.expected_at_end 2:16");
    CHECK(finding("'县' 县") == "cel.parse.character 1:5");
    CHECK(finding("'abc") == "cel.parse.unterminated 1:1");
    CHECK(finding("'a\\q'") == "cel.parse.escape 1:3");
    CHECK(finding("12abc") == "cel.parse.number 1:1");
    CHECK(finding("99999999999999999999") == "cel.parse.number_range 1:1");
    CHECK(finding("for + 1") == "cel.parse.reserved 1:1");
    CHECK(finding("a = 1") == "cel.parse.character 1:3");
    CHECK(finding("xs.exists(1, true)") == "cel.parse.macro_variable 1:11");
    CHECK(finding("has(a)") == "cel.parse.has_argument 1:5");
    CHECK(finding(std::string("'\xff'")) == "cel.parse.not_utf8 1:1");
}

TEST_CASE("limits hold: depth, length, nodes; long chains are no depth") {
    CHECK(finding(times(300, "(") + "1" + times(300, ")")).starts_with("cel.parse.too_deep"));
    CHECK(finding(times(300, "!") + "true").starts_with("cel.parse.too_deep"));
    CHECK(finding(times(300, "[") + times(300, "]")).starts_with("cel.parse.too_deep"));
    CHECK(finding("1" + times(5000, "+1")).starts_with("cel.parse.too_deep"));
    CHECK(finding("a" + times(5000, ".a")).starts_with("cel.parse.too_deep"));
    CHECK(finding("a" + times(5000, " || a")) == "read");
    CHECK(
        finding(times(10, "(") + "1" + times(10, times(100, "+1") + ")")).starts_with("cel.parse.too_deep"));
    CHECK(finding(times(100'001, " ")).starts_with("cel.parse.too_long"));
    CHECK(finding("[" + times(30'000, "1,") + "]").starts_with("cel.parse.too_long"));
}

TEST_CASE("variables of comprehensions are told apart") {
    auto const p = parse("xs.exists(a, a.ys.all(b, b == a && b != c))", true);
    REQUIRE(p);
    CHECK(p.bound_names == 2);
    auto const& inner = p.root.parts[1];
    CHECK(inner.slot == 1);
    auto const& equals = inner.parts[1].parts[0];
    CHECK(equals.parts[0].slot == 1);
    CHECK(equals.parts[1].slot == 0);
    CHECK(inner.parts[1].parts[1].parts[1].origin == name_origin::open);
}
