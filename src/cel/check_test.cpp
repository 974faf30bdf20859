#include "cel/check.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "cel/test_world.hpp"

using namespace guiyan;
using namespace guiyan::cel;
using namespace guiyan::cel::testing;

namespace {

/// The sentences of locales/, read without a JSON library: the files are flat, a line a key.
std::string chinese(std::string_view key) {
    static std::map<std::string, std::string, std::less<>> const all = [] {
        std::map<std::string, std::string, std::less<>> out;
        std::ifstream in("locales/zh-CN/cel.json");
        for (std::string line; std::getline(in, line);) {
            auto const k = line.find('"'), colon = line.find("\": \"");
            if (k == std::string::npos || colon == std::string::npos) continue;
            auto const end = line.rfind('"');
            out.emplace(line.substr(k + 1, colon - k - 1), line.substr(colon + 4, end - colon - 4));
        }
        return out;
    }();
    auto const found = all.find(key);
    return found == all.end() ? std::string(key) : found->second;
}

/// All findings about an engagement: "column sentence", one a line.
std::string findings(std::string_view text, type const& wanted = type::boolean()) {
    small_codes const codes;
    auto const c = check(text, small_environment("engagement", &codes), wanted);
    std::string out;
    for (auto const& i : c.issues)
        out += (out.empty() ? "" : "\n") + std::to_string(i.where.column) + " " + sentence(i, chinese);
    return out;
}
std::string type_of(std::string_view text) {
    small_codes const codes;
    auto const c = check(text, small_environment("engagement", &codes));
    return c ? to_string(c->is) : findings(text, type::dyn());
}

}  // namespace

TEST_CASE("good conditions of packs") {
    for (auto const* text : {"role == 'head' && appointed_on <= as_of",
                             "role in ['head', 'adviser'] && state == 'serving'",
                             "person.home_id == region_id",
                             "person == null || person.active == true",
                             "person.engagements.exists(e, e.role == 'head' && e.person_id == person_id)",
                             "!person.engagements.exists(e, years_between(e.appointed_on, as_of) < 2)",
                             "region.engagements.filter(e, e.state == 'serving').size() < params.limit",
                             "age(person.birth_date, date('2022-06-30')) <= 50",
                             "heads >= 3 * m.people / 2",
                             "code_in(role, 'ROLE', 'lead')",
                             "code_rank(role, 'ROLE') >= code_rank('adviser', 'ROLE')",
                             "within(person.home_id, region_id)",
                             "'praised' in person.marks",
                             "role == params.role",
                             "paid >= 10000 && paid / heads > 0.5",
                             "appointed_on >= period.start",
                             "ended_on == null",
                             "true",
                             "heads > 0 ? visits / heads > 2 : null",
                             "has(person.home)",
                             "person.name.startsWith('王')"})
        CHECK_MESSAGE(findings(text) == "", text);
}

TEST_CASE("misspelt names are found, with what was probably meant") {
    CHECK(findings("rol == 'head'") == "1 engagement 没有字段 rol；是不是 role？");
    CHECK(findings("apointed_on <= as_of") == "1 engagement 没有字段 apointed_on；是不是 appointed_on？");
    CHECK(findings("person.brith_date <= as_of") == "8 person 没有字段 brith_date；是不是 birth_date？");
    CHECK(findings("m.poeple > 0") == "3 m 没有字段 poeple；是不是 people？");
    CHECK(findings("zzzzzz == 1") == "1 engagement 没有字段 zzzzzz");
    CHECK(findings("quater(as_of) == '2022Q3'") == "1 没有函数 quater；是不是 quarter？");
    CHECK(findings("role == 'honourary'") == "9 代码表 ROLE 没有 honourary");
    CHECK(findings("role in ['head', 'advisor']") == "18 代码表 ROLE 没有 advisor；是不是 adviser？");
    CHECK(findings("'prased' in person.marks") == "1 代码表 MARK 没有 prased；是不是 praised？");
    CHECK(findings("code_in(role, 'ROLES', 'lead')") == "15 没有代码表 ROLES；是不是 ROLE？");
    CHECK(findings("code_in(role, 'ROLE', 'leads')") == "23 代码表 ROLE 没有 leads 这个组；是不是 lead？");
}

TEST_CASE("the nearest name is the one whose beginning was written") {
    CHECK(nearest("strat", {"state", "starts_at", "title"}) == "starts_at");
    CHECK(nearest("honourary_village_head", {"village_head", "honorary_village_head"}) ==
          "honorary_village_head");
    CHECK(nearest("x", {"appointed_on", "role"}) == "");
}

TEST_CASE("unlike things are not compared, summed or taken for each other") {
    CHECK(findings("person.birth_date < 18") == "1 日期不能与数比较");
    CHECK(findings("appointed_on >= '2022-09-01'") == "17 日期要写成 date('2022-09-01')，不能与文字比较");
    CHECK(findings("date('2022-02-30') < as_of") == "6 没有 2022-02-30 这一天；写作 date('2022-09-01')");
    CHECK(findings("m.people + m.times > 3") == "1 单位不同不能相加：人 与 人次");
    CHECK(findings("heads - visits > 3") == "1 单位不同不能相减：人 与 人次");
    CHECK(findings("heads > visits") == "1 单位不同不能比较：人 与 人次");
    CHECK(findings("max(heads, visits) > 1") == "1 单位不同不能比较：人 与 人次");
    CHECK(findings("(active_x ? heads : visits) > 1") != "");
    CHECK(findings("role == state") == "1 代码表不同：ROLE 与 STATE");
    CHECK(findings("role < 'head'") == "1 代码没有先后；比高低请用 code_rank(…, 'ROLE')");
    CHECK(findings("person_id == region_id") == "1 不是同一类记录：person 与 region");
    CHECK(findings("person == region_id") == "1 记录不能与记录编号比较");
    CHECK(findings("role && heads > 1") == "1 这里要一个是非判断，却是代码");
    CHECK(findings("heads") == "1 这里要一个是非判断，却是数");
    CHECK(findings("as_of - appointed_on > 3") ==
          "1 日期不能直接相减；请用 days_between、months_between 或 years_between");
    CHECK(findings("as_of + 3 > as_of") == "1 日期不能直接加减；请用 add_days、add_months 或 add_years");
    CHECK(findings("person.engagements.role == 'head'") ==
          "20 person.engagements 是一串记录，不能直接取 role；请用 exists、all、filter 或 map");
    CHECK(findings("year(heads) == 3") == "6 year 的第 1 项应是日期，却是数");
    CHECK(findings("age(as_of) == 3") == "1 age 的参数个数不对：写了 1 个，应为 2 个");
    CHECK(findings("5u == 5u").find("方案里没有无符号整数") != std::string::npos);
    CHECK(findings("person.marks == ['praised']") == "1 列表不能整个相比；请用 in、exists 或 all");
    CHECK(findings("heads + 1", type::number("元")) == "1 这里要的单位是 元，写出的是 人");
}

TEST_CASE("everything wrong is said at once, in the order of the text") {
    CHECK(findings("rol == 'head' && person.birth_date < 18 && state == 'sering'") ==
          "1 engagement 没有字段 rol；是不是 role？\n"
          "18 日期不能与数比较\n"
          "53 代码表 STATE 没有 sering；是不是 serving？");
}

TEST_CASE("types carry units and tables") {
    CHECK(type_of("heads + 1") == "double(人)");
    CHECK(type_of("heads * 2") == "double");
    CHECK(type_of("heads / visits") == "double");
    CHECK(type_of("round(paid, 2)") == "double(元)");
    CHECK(type_of("person.home.parent") == "region");
    CHECK(type_of("person.home_id") == "id(region)");
    CHECK(type_of("person.engagements.filter(e, true)") == "list(engagement)");
    CHECK(type_of("person.engagements.map(e, e.role)") == "list(code(ROLE))");
    CHECK(type_of("[1, 2].size()") == "double");
    CHECK(type_of("heads > 1 ? heads : m.people") == "double(人)");
}

TEST_CASE("a field hides a variable of its name, a name with a dot comes before both") {
    auto shapes = std::make_shared<record_shapes>();
    shapes->add("review").add("period", type::text()).add("year", type::number());
    environment env(mode::pack, shapes);
    env.set_self("review").add_variable("period", type::day()).add_variable("period.start", type::day());
    CHECK(check("period == '2022' && period.start <= date('2022-01-01')", env));
    CHECK(check("year(period.start) == year", env));
}

TEST_CASE("functions of the caller look at their constants") {
    small_codes const codes;
    auto env = small_environment("engagement", &codes);
    function_overload at{"at", false, {type::text(), type::dyn()}, type::number(), {}, {}};
    at.look = [](call_site const& site) -> call_verdict {
        if (!site.constants[0]) return {{}, "cel.needs_constant", {{"function", "at"}, {"n", "1"}}, 0};
        if (site.constants[0]->as_text() != "income")
            return {{}, "cel.unknown_name", {{"name", site.constants[0]->as_text()}}, 0};
        return {type::number("元"), {}, {}, 0};
    };
    env.add_function(at);
    CHECK(to_string(check("at('income', 2022)", env)->is) == "double(元)");
    CHECK(check("at('incom', 2022) > 1", env).issues.front().key == "cel.unknown_name");
    CHECK(check("at(heads, 2022) > 1", env).issues.front().key == "cel.argument_type");
}

TEST_CASE("names that a condition reads") {
    small_codes const codes;
    auto const c =
        check("role == params.role && person.engagements.exists(e, e.role == 'head' && e.person.score > 3)",
              small_environment("engagement", &codes));
    REQUIRE(c);
    CHECK(names_read(*c) == std::vector<std::string>{"role", "params.role", "person.engagements",
                                                     "person.engagements.role",
                                                     "person.engagements.person.score"});
}

TEST_CASE("plain mode keeps ints and doubles apart") {
    environment env(mode::plain);
    env.add_variable("i", type::integer());
    CHECK(to_string(check("i / 2", env)->is) == "int");
    CHECK(check("i / 2.0", env).issues.front().key == "cel.operands");
    CHECK(check("i == 1.0", env).issues.front().key == "cel.unlike_compared");
    CHECK(check("date('2022-01-01')", env).issues.front().key.starts_with("cel.unknown_function"));
    CHECK(to_string(check("timestamp('2009-02-13T23:31:30Z') - duration('1h')", env)->is) == "timestamp");
    CHECK(to_string(check("type(google.protobuf.Timestamp)", env)->is) == "type");
}
