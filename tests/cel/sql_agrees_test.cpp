// Memory and both databases say the same of every row, whatever the expression.

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <rapidcheck.h>

#include <cstdlib>

#include "cel/county.hpp"
#include "cel/random_expression.hpp"
#include "db/postgres.hpp"
#include "db/sqlite.hpp"
#include "db/test_engines.hpp"

using namespace guiyan;
using namespace guiyan::cel;
using namespace guiyan::cel::testing;

namespace {

/// The county in a database of its own.
struct stored_county {
    stored_county(county const& c, db::engine kind)
        : place(kind), speaks(kind == db::engine::sqlite ? dialect::sqlite : dialect::postgres) {
        auto const where = place.where();
        if (kind == db::engine::sqlite) {
            sql = db::open_sqlite(where.data_folder + "/county.db", db::sqlite_role::migrator);
        } else {
            sql = db::open_postgres({where.postgres_url, {}, {}, {}}, db::postgres_role::writer);
            sql->script(
                fmt::format("CREATE SCHEMA \"{0}\"; SET search_path TO \"{0}\"; "
                            "SET statement_timeout = '30s'",
                            where.postgres_schema));
        }
        c.store(*sql);
        mapping = c.mapping(speaks);
    }
    db::testing::installation place;
    dialect speaks;
    std::unique_ptr<db::session> sql;
    std::unique_ptr<sql_mapping> mapping;
};

/// What a value looks like read from a database, for comparison: "TRUE", "3.5", "2022-01-31", "unknown".
std::string shown(value const& v) {
    switch (v.kind()) {
        case value_kind::unknown:
            return "unknown";
        case value_kind::boolean:
            return v.as_boolean() ? "TRUE" : "FALSE";
        case value_kind::number:
            return fmt::format("{}", v.as_number() == 0 ? 0.0 : v.as_number());
        case value_kind::day:
            return v.as_day().iso();
        default:
            return v.as_text();
    }
}
std::string shown(db::row const& row, int column, type const& is) {
    if (row.is_null(column)) return "unknown";
    if (is.is(type_kind::boolean)) return row.integer(column) ? "TRUE" : "FALSE";
    if (is.is(type_kind::number)) return fmt::format("{}", row.real(column) == 0 ? 0.0 : row.real(column));
    return std::string(row.text(column));
}

std::vector<db::parameter> bound(sql_parameters const& values) {
    std::vector<db::parameter> out;
    for (auto const& v : values.values)
        out.push_back(std::visit(
            [](auto const& x) -> db::parameter {
                if constexpr (std::is_same_v<std::decay_t<decltype(x)>, std::string>)
                    return std::string_view(x);
                else
                    return x;
            },
            v));
    return out;
}

/// Answers of a statement by row id.
std::map<std::int64_t, std::string> asked(stored_county& in, std::string const& statement,
                                          sql_parameters const& values, type const& is) {
    std::map<std::int64_t, std::string> out;
    auto const parameters = bound(values);
    try {
        in.sql->each(statement, parameters, [&](db::row const& row) {
            out.emplace(row.integer(0), shown(row, 1, is));
            return true;
        });
    } catch (db::sql_error const& e) {
        throw std::runtime_error(fmt::format("{}\n{}", e.what(), statement));
    }
    return out;
}

std::map<std::int64_t, std::string> in_memory(county const& c, program const& p) {
    std::map<std::int64_t, std::string> out;
    for (auto const* row : c.engagements())
        out.emplace(row->key().as_integer(), shown(evaluate(p, *c.names_of(*row), c.around())));
    return out;
}

/// Asks one expression everywhere. Empty: all agree; otherwise what differs.
std::string difference(county const& c, std::vector<std::unique_ptr<stored_county>> const& databases,
                       std::string const& text) {
    auto const checked = check(text, c.names());
    if (!checked) return text + "\nis not well typed: " + checked.issues.front().key;
    auto const memory = in_memory(c, *checked);
    for (auto const& in : databases)
        for (bool const filter : {false, true}) {
            if (filter && !checked->is.is(type_kind::boolean)) continue;
            sql_parameters values;
            auto const answer = to_sql(*checked, *in->mapping, {in->speaks, "e", filter, c.around()}, values);
            if (!answer) {
                if (answer.why_not.key == "cel.sql.too_long") continue;
                return text + "\nis not translated: " + answer.why_not.key;
            }
            auto const statement = filter ? "SELECT e.id, TRUE FROM engagement AS e WHERE " + answer.sql
                                          : "SELECT e.id, " + answer.sql + " FROM engagement AS e";
            auto const rows = asked(*in, statement, values, checked->is);
            for (auto const& [id, said] : memory) {
                auto const found = rows.find(id);
                auto const stored = found == rows.end() ? "left out" : found->second;
                auto const wanted = !filter ? said : said == "TRUE" ? "TRUE" : "left out";
                if (stored != wanted)
                    return fmt::format("{}\nrow {}: memory {}, {} {}\n{}", text, id, wanted,
                                       in->speaks == dialect::sqlite ? "SQLite" : "PostgreSQL", stored,
                                       statement);
            }
        }
    return {};
}

std::vector<std::unique_ptr<stored_county>> both(county const& c) {
    std::vector<std::unique_ptr<stored_county>> out;
    out.push_back(std::make_unique<stored_county>(c, db::engine::sqlite));
    out.push_back(std::make_unique<stored_county>(c, db::engine::postgres));
    return out;
}

void property(unsigned seed, wanted what) {
    county const c(seed);
    auto const databases = both(c);
    auto const good = rc::check([&] {
        auto const choices = *rc::gen::resize(80, rc::gen::arbitrary<std::vector<std::uint8_t>>());
        auto const found = difference(c, databases, random_expression(what, choices));
        if (!found.empty()) RC_FAIL(found);
    });
    CHECK(good);
}

}  // namespace

TEST_CASE("conditions say the same of every row in memory, on SQLite and on PostgreSQL") {
    property(1, wanted::boolean);
    property(2, wanted::boolean);
}

TEST_CASE("numbers, texts and days are the same to the last figure") {
    property(3, wanted::number);
    property(4, wanted::text);
    property(5, wanted::day);
}

TEST_CASE("conditions of the packs") {
    county const c(6);
    auto const databases = both(c);
    for (auto const* text :
         {"role == 'head' && appointed_on <= as_of", "!person.engagements.exists(e, e.role == 'head')",
          "person.engagements.exists(a, a.role == 'head' && person.engagements.exists(b, b.person_id == "
          "a.person_id))",
          "region.engagements.filter(e, e.role == 'head' && e.state == 'serving').size() < params.limit",
          "region.engagements.all(x, x.person.engagements.exists(y, y.role != 'head') || x.state == 'ended')",
          "age(person.birth_date, as_of) >= 50", "within(person.home_id, region_id)",
          "code_rank(role, 'ROLE') >= code_rank('adviser', 'ROLE')", "paid / 3 > 100.5",
          "person.marks.exists(t, t == 'praised')", "!('warned' in person.marks)", "params.cutoff == null"})
        CHECK(difference(c, databases, text) == "");
}

TEST_CASE("what a database cannot say is refused with its place") {
    county const c(7);
    auto why = [&](std::string_view text) {
        auto const checked = check(text, c.names());
        REQUIRE(checked);
        sql_parameters values;
        values.add(std::string("kept"));
        auto const answer = to_sql(*checked, *c.mapping(dialect::sqlite), {}, values);
        CHECK(values.values.size() == 1);
        return answer.why_not.key + " " + std::to_string(answer.why_not.where.column);
    };
    CHECK(why("role == 'head' && person.name.matches('王')") == "cel.sql.function 19");
    CHECK(why("workdays_between(as_of, as_of) > 1") == "cel.sql.function 1");
    CHECK(why("m.times > 1") == "cel.sql.name 1");
    CHECK(why("[1, 2][0] == 1") == "cel.sql.shape 1");
}

TEST_CASE("a statement grows with its expression, not with the power of its depth") {
    county const c(8);
    auto const databases = both(c);
    for (auto const* step : {"add_months({}, 1)", "add_days({}, months_between({}, as_of))"}) {
        std::vector<std::size_t> sizes;
        std::string day = "appointed_on";
        for (int depth = 1; depth <= 12; ++depth) {
            // The second operand of the second form stays short: the expression itself has to grow evenly.
            day = fmt::format(fmt::runtime(step), day, "ended_on");
            auto const checked = check(day + " > as_of", c.names());
            REQUIRE(checked);
            sql_parameters values;
            auto const answer =
                to_sql(*checked, *c.mapping(dialect::postgres), {dialect::postgres, "e", true, {}}, values);
            REQUIRE(answer);
            sizes.push_back(answer.sql.size());
        }
        CHECK(sizes[11] - sizes[10] <= sizes[5] - sizes[4] + 50);
        CHECK(difference(c, databases, day + " > as_of") == "");
    }
}
