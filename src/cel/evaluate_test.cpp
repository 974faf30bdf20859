#include "cel/evaluate.hpp"

#include <doctest/doctest.h>

#include "cel/test_world.hpp"

using namespace guiyan;
using namespace guiyan::cel;
using namespace guiyan::cel::testing;

namespace {

/// One engagement of 王田 as adviser; the region is not known.
struct world {
    world() {
        home.set("name", value::text("王孟镇")).set("level", value::number(4));
        person.set("name", value::text("王田"))
            .set("birth_date", value::day(date(1972, 2, 29)))
            .set("active", value::boolean(true))
            .set("home", value::borrowed(home))
            .set("home_id", value::integer(9))
            .set("marks", value::list({value::text("praised")}))
            .set("engagements", value::list({value::borrowed(engagement), value::borrowed(other)}));
        engagement.set("role", value::text("adviser"))
            .set("appointed_on", value::day(date(2021, 3, 31)))
            .set("heads", value::integer(7))
            .set("paid", value::number(12000.5))
            .set("person", value::borrowed(person))
            .set("person_id", value::integer(1));
        other.set("role", value::text("head")).set("heads", value::number(2));
        params.set("limit", value::number(3)).set("role", value::text("adviser"));
        names.set("as_of", value::day(date(2022, 12, 31)))
            .set("params", value::borrowed(params))
            .set("m", value::borrowed(measures));
    }
    std::string operator()(std::string_view text) {
        auto const c = check(text, small_environment("engagement", &codes));
        if (!c) return c.issues.front().key;
        seen = {};
        return to_source(evaluate(*c, names, {&codes, nullptr, &calendar}, &seen));
    }
    small_codes codes;
    weekdays calendar;
    small_record home{"region", 9}, person{"person", 1}, engagement{"engagement", 5}, other{"engagement", 6},
        params{"params"}, measures{"m"};
    named_values names{&engagement};
    trace seen;
};

}  // namespace

TEST_CASE("numbers of packs are decimals") {
    world w;
    CHECK(w("1 / 3 * 3 == 1") == "true");
    CHECK(w("7 / 2") == "3.5");
    CHECK(w("heads / 2") == "3.5");
    CHECK(w("3 * params.limit + 0.5") == "9.5");
    CHECK(w("7 % 4") == "3.0");
    CHECK(w("[10, 20][1]") == "20.0");
    CHECK(w("'王田村'.size() + person.name.size()") == "5.0");
    CHECK(w("1 / 0") == "unknown");
    CHECK(w("1000000000000000 * 1000000000000000 > 1") == "true");
}

TEST_CASE("what is missing is unknown, and Kleene decides") {
    world w;
    CHECK(w("ended_on <= as_of") == "unknown");
    CHECK(w("ended_on <= as_of && role == 'head'") == "false");
    CHECK(w("ended_on <= as_of || role == 'adviser'") == "true");
    CHECK(w("ended_on <= as_of || role == 'head'") == "unknown");
    CHECK(w("!(ended_on <= as_of)") == "unknown");
    CHECK(w("ended_on == null") == "true");
    CHECK(w("ended_on != null || role == null") == "false");
    CHECK(w("ended_on <= as_of ? 1 : 2") == "unknown");
    CHECK(w("(ended_on <= as_of) == null") == "true");
    CHECK(w("null > 3") == "unknown");
    CHECK(w("region.level") == "unknown");
    CHECK(w("region.parent.name == null") == "true");
    CHECK(w("has(region.level) || has(ended_on.x)") == "cel.no_fields");
    CHECK(w("has(region.level)") == "false");
    CHECK(w("has(person.home)") == "true");
    CHECK(w("max(visits, 3)") == "unknown");
    CHECK(w("visits in []") == "false");
    CHECK(w("visits in [1, 2]") == "unknown");
    CHECK(w("heads in [m.people, 7]") == "true");
    CHECK(w("heads in [m.people, 8]") == "unknown");
}

TEST_CASE("lists: exists and all follow Kleene, filter leaves the unknown out") {
    world w;
    CHECK(w("person.engagements.exists(e, e.role == 'head')") == "true");
    CHECK(w("person.engagements.exists(e, e.appointed_on > as_of)") == "unknown");
    CHECK(w("person.engagements.exists(e, e.appointed_on < as_of)") == "true");
    CHECK(w("person.engagements.all(e, e.appointed_on < as_of)") == "unknown");
    CHECK(w("person.engagements.all(e, e.heads > 5)") == "false");
    CHECK(w("person.engagements.filter(e, e.appointed_on < as_of).size()") == "1.0");
    CHECK(w("person.engagements.filter(e, e.appointed_on >= as_of).size()") == "0.0");
    CHECK(w("person.engagements.exists_one(e, e.heads > 5)") == "true");
    CHECK(w("person.engagements.exists_one(e, e.appointed_on < as_of)") == "unknown");
    CHECK(w("person.engagements.map(e, e.role)") == "['adviser', 'head']");
    CHECK(w("region.engagements.exists(e, true)") == "unknown");
    CHECK(w("region.engagements.filter(e, true).size()") == "unknown");
    CHECK(w("'praised' in person.marks && !('warned' in person.marks)") == "true");
    CHECK(w("['praised', 'warned'].exists(x, x in person.marks)") == "true");
}

TEST_CASE("days: full years, months that end early, quarters, working days") {
    world w;
    CHECK(w("age(person.birth_date, date('2022-02-28'))") == "49.0");
    CHECK(w("age(person.birth_date, date('2022-03-01'))") == "50.0");
    CHECK(w("years_between(date('2019-02-28'), date('2022-02-28')) >= 3") == "true");
    CHECK(w("years_between(date('2020-02-29'), date('2023-02-28'))") == "3.0");
    CHECK(w("months_between(date('2022-01-31'), date('2022-02-28'))") == "1.0");
    CHECK(w("months_between(date('2022-02-28'), date('2022-01-31'))") == "-1.0");
    CHECK(w("months_between(date('2022-01-15'), date('2022-02-14')) < 1") == "true");
    CHECK(w("days_between(appointed_on, as_of)") == "640.0");
    CHECK(w("quarter(date('2022-09-30'))") == "'2022Q3'");
    CHECK(w("add_months(date('2022-01-31'), 1)") == "date('2022-02-28')");
    CHECK(w("add_years(date('2020-02-29'), 1)") == "date('2021-02-28')");
    CHECK(w("add_days(date('2022-12-31'), 1)") == "date('2023-01-01')");
    CHECK(w("add_days(date('9999-12-31'), 1)") == "unknown");
    CHECK(w("end_of_year(appointed_on)") == "date('2021-12-31')");
    CHECK(w("workdays_between(date('2022-09-30'), date('2022-10-10'))") == "6.0");
    CHECK(w("workdays_between(date('2022-10-10'), date('2022-09-30'))") == "-6.0");
    CHECK(w("year(as_of) == 2022 && month(as_of) == 12") == "true");
}

TEST_CASE("codes, rounding and texts") {
    world w;
    CHECK(w("code_in(role, 'ROLE', 'expert')") == "true");
    CHECK(w("code_rank(role, 'ROLE') < code_rank('volunteer', 'ROLE')") == "true");
    CHECK(w("within(person.home_id, region_id)") == "unknown");
    CHECK(w("round(1.005, 2)") == "1.01");
    CHECK(w("round(2.5)") == "3.0");
    CHECK(w("round(-2.5)") == "-3.0");
    CHECK(w("floor(-0.5)") == "-1.0");
    CHECK(w("'第%d名 %s'.format([heads, person.name])") == "'第7名 王田'");
    CHECK(w("person.name.matches('^王')") == "true");
    CHECK(w("string(paid)") == "'12000.5'");
}

TEST_CASE("records are the same by kind and key") {
    world w;
    CHECK(w("person == person.engagements[0].person") == "true");
    CHECK(w("person_id == person.engagements[0].person_id") == "true");
    CHECK(w("person.engagements[0] == person.engagements[1]") == "false");
    CHECK(w("person.mentor == null") == "true");
}

TEST_CASE("an evaluation tells what it read and what it missed") {
    world w;
    w("role == params.role && age(person.birth_date, as_of) >= 50 && ended_on < as_of && region.level > 3");
    std::vector<std::string> read;
    for (auto const& r : w.seen.readings) read.push_back(r.path + " " + to_source(r.read));
    CHECK(read == std::vector<std::string>{"role 'adviser'", "params.role 'adviser'",
                                           "person.birth_date date('1972-02-29')", "as_of date('2022-12-31')",
                                           "ended_on unknown", "region unknown"});
    CHECK(w.seen.missing == std::vector<std::string>{"ended_on", "region"});

    w("ended_on == null && region != null");
    CHECK(w.seen.missing.empty());
    w("person.engagements.exists(e, e.visits > 3)");
    CHECK(w.seen.missing == std::vector<std::string>{"person.engagements.visits"});
}

TEST_CASE("functions of the caller run in the record's names; the evaluator keeps unknowns away from them") {
    world w;
    auto env = small_environment("engagement", &w.codes);
    int calls = 0;
    env.add_function({"twice",
                      false,
                      {type::number()},
                      type::number(),
                      [&](std::span<value const> a, activation const& names) {
                          ++calls;
                          CHECK(names.self() == &w.engagement);
                          return value::number(2 * a[0].as_number());
                      },
                      {}});
    CHECK(to_source(evaluate(*check("twice(heads)", env), w.names)) == "14.0");
    CHECK(to_source(evaluate(*check("twice(visits)", env), w.names)) == "unknown");
    CHECK(calls == 1);
}
