// The same pack on the same rows, once over the tables and once in memory: both have to reckon alike, on both
// databases, for many random worlds.

#include "modules/facts/facts.hpp"

#include <random>

#include "base/day_math.hpp"
#include "scheme/memory_facts.hpp"
#include "scheme/read.hpp"
#include "scheme/reckoner.hpp"
#include "support/module_world.hpp"

using namespace guiyan;

namespace {

/// A scheme that no document has: stewards and wardens of ponds.
constexpr char const* pond_pack = R"yaml(
language: 1
meta: {id: pond-stewards, edition: "2024.1", name: 塘长, lead: 县水利局, documents: {rule: {title: 塘长办法}}}
params: {enough: {name: 够数, value: 3, unit: 天, min: 1, max: 9, set_by: county, basis: {document: rule, clause: 一}}}
codes: {POND_KIND: {name: 塘类, items: {deep: 深塘, shallow: 浅塘}}}
fields:
  region:
    dyke: {name: 堤长, type: decimal}
  engagement:
    pond: {name: 塘类, type: code, table: POND_KIND}
    area: {name: 面积, type: decimal, unit: 亩}
    paid: {name: 交押金, type: bool}
roles:
  steward: {name: 塘长, serves: village, multi: true, basis: {document: rule, clause: 二}}
  warden: {name: 护塘员, serves: village, multi: true, basis: {document: rule, clause: 二}}
sets:
  stewards: {name: 在任塘长, over: engagement, where: "role == 'steward' && state == 'serving'"}
tables:
  bonus:
    name: 津贴
    per: engagement
    pick: highest
    basis: {document: rule, clause: 三}
    columns: {sum: 元}
    rows:
      - {when: "area >= 5", sum: 900}
      - {until: 2024-01-01, sum: 700}
      - {sum: 300}
measures:
  stewards: {name: 塘长, unit: 人, over: engagement, count: rows, where: s.stewards}
  wardens: {name: 护塘员, unit: 人, over: engagement, count: rows, where: "role == 'warden' && state == 'serving'"}
  heads: {name: 人数, unit: 人, over: engagement, count_distinct: person_id, where: "state != 'rejected'"}
  deep: {name: 深塘, unit: 人, over: engagement, count: rows, where: "pond == 'deep'"}
  unstated: {name: 未填, unit: 人, over: engagement, count: rows, where: "area == null"}
  paid: {name: 交押金, unit: 人, over: engagement, count: rows, where: "paid == true"}
  unpaid: {name: 未交, unit: 人, over: engagement, count: rows, where: "!(paid == true) && area > 2"}
  land: {name: 面积, unit: 亩, over: engagement, sum: area, where: s.stewards}
  largest: {name: 最大, unit: 亩, over: engagement, max: area}
  smallest: {name: 最小, unit: 亩, over: engagement, min: area}
  mean: {name: 平均, unit: 亩, over: engagement, avg: area}
  newest: {name: 最近, unit: 亩, over: engagement, latest: area}
  this_year: {name: 今年聘任, unit: 人, over: engagement, count: rows, window: year}
  recent: {name: 近三月, unit: 人, over: engagement, count: rows, window: {months: 3}}
  days: {name: 天数, unit: 天, over: activity_participant, sum: days, where: "activity.state == 'verified'"}
  capped: {name: 封顶天数, unit: 天, over: activity_participant, sum: days, cap: {by: day, at: 1}}
  proven: {name: 核实天数, unit: 天, over: activity_participant, sum: days, evidence: village}
  shown: {name: 有成果, unit: 次, over: activity_participant, count: rows, evidence: result}
  streak: {name: 连续月, unit: 月, over: activity_participant, run: {unit: month, ending: any}}
  streak_gap: {name: 连续日, unit: 日, over: activity_participant, run: {unit: day, ending: any, gap: 3}}
  busy: {name: 够数的人, unit: 人, over: engagement, count: rows, where: "m.days >= params.enough"}
  diligent: {name: 有记录的人, unit: 人, over: engagement, count: rows, where: "activities.exists(a, a.activity.state == 'verified' && a.days > 1)"}
  share: {name: 占比, unit: 比, calc: "m.deep / m.stewards"}
  grown: {name: 增加, unit: 人, growth: {of: stewards, against: last_year, as: difference}}
  place: {name: 名次, unit: 名, rank: {of: days, within: role, best: high, ties: dense}}
  dykes: {name: 堤长, unit: 米, over: region, sum: dyke, where: "dyke > 0"}
  granted: {name: 补助, unit: 元, over: ledger_entry, sum: amount}
quotas:
  wardens_per_steward: {name: 护塘员不多于塘长两倍, for: region, where: "level == 4", need: {of: wardens, share_of: stewards, at_most: 2}, at: appoint, else: refuse, basis: {document: rule, clause: 四}}
obligations:
  worked: {name: 每季出工, for: engagement, where: s.stewards, need: {of: days, at_least: 2}, every: quarter, partial: scale, basis: {document: rule, clause: 五}}
)yaml";

scheme::catalogue const& catalogue() {
    static auto const all = [] {
        std::ifstream in("schemes/facts.yaml");
        return scheme::catalogue::read(std::string((std::istreambuf_iterator<char>(in)), {}));
    }();
    return all;
}

struct pond_world : testing::module_world {
    explicit pond_world(db::engine kind, unsigned seed) : module_world(kind), random(seed) {
        scheme::findings found;
        auto read = scheme::read_pack(pond_pack, "scheme.yaml", found);
        for (auto const& f : found) MESSAGE(f.path << " " << f.key);
        REQUIRE_FALSE(scheme::has_errors(found));
        rules = std::make_unique<scheme::rulebook>(catalogue(), std::move(read), nullptr);
        memory = std::make_unique<scheme::memory_facts>(rules->facts(), rules->rules());
        fill();
    }

    int up_to(int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); }
    date some_day() { return add_days(date(2023, 1, 1), up_to(1100)); }
    static std::string quoted(std::optional<date> const& d) { return d ? "'" + d->iso() + "'" : "NULL"; }

    void fill() {
        auto const tree = places->tree();
        std::map<std::string, scheme::record_key> there;
        for (auto const* code :
             {"411122000000", "411122102000", "411122102200", "411122108000", "411122108200"}) {
            auto const key = there[code] = memory->add("region", code);
            auto const* place = tree->find(code);
            memory->set(key, "level", cel::value::number(place->level));
            if (place->level == 4) memory->set(key, "parent", cel::value::integer(there["411122000000"].id));
            if (place->level == 5)
                memory->set(key, "parent",
                            cel::value::integer(there[std::string(code).substr(0, 9) + "000"].id));
            in_memory[place->id.value] = key.id;
        }
        auto ok = database->write<done>(of_area("", {}), [&](db::transaction& tx) -> result<done> {
            auto run = [&](std::string const& sql) { tx.sql.execute(sql, {}); };
            auto const county = std::to_string(tree->find("411122000000")->id.value);
            std::string const stamp = "'2023-01-01T00:00:00.000Z'";
            for (int s = 1; s <= 2; ++s)
                run("INSERT INTO scheme (id, pack_id, pack_edition, name, region_id, starts_on, state, "
                    "created_at, "
                    "created_by, updated_at, row_version) VALUES (" +
                    std::to_string(s) + ", 'pond" + std::to_string(s) + "', '1', 'x', " + county +
                    ", '2023-01-01', 'active', " + stamp + ", 1, " + stamp + ", 1)");
            std::string const villages[] = {"411122102200", "411122108200"};
            std::vector<scheme::record_key> people, posts;
            for (int i = 0; i < 6; ++i) {
                auto const key = memory->add("person", "p" + std::to_string(i));
                people.push_back(key);
                run("INSERT INTO person (id, name, region_id, is_outside, poverty_alleviated, skills, "
                    "consent_scope, "
                    "state, created_at, created_by, updated_at, row_version) VALUES (" +
                    std::to_string(key.id) + ", '某人', " + county + ", 0, 0, '[]', '[]', 'active', " +
                    stamp + ", 1, " + stamp + ", 1)");
            }
            for (int i = 0; i < 25; ++i) {
                bool const is_void = up_to(8) == 0, other_scheme = up_to(8) == 0;
                bool const counts = !is_void && !other_scheme;
                auto const village = villages[up_to(2)];
                auto const who = people[static_cast<std::size_t>(up_to(6))];
                std::string const role = up_to(2) ? "steward" : "warden";
                char const* states[] = {"serving", "ended", "rejected", "pooled"};
                std::string const state = states[up_to(4)];
                auto const from = up_to(4) ? std::optional(some_day()) : std::nullopt;
                std::string extra = "{";
                // Rows that do not count take an id in memory as well, so that ids are the same on both
                // sides.
                auto const key = memory->add(counts ? "engagement" : "nothing", "e" + std::to_string(i));
                if (up_to(3)) {
                    auto const area = up_to(80) / 10.0;
                    extra += "\"area\": \"" + fmt::format("{}", area) + "\"";
                    memory->set(key, "area", cel::value::number(area));
                    if (up_to(2)) {
                        std::string const pond = up_to(2) ? "deep" : "shallow";
                        extra += ", \"pond\": \"" + pond + "\"";
                        memory->set(key, "pond", cel::value::text(pond));
                    }
                    if (up_to(2)) {
                        bool const paid = up_to(2) == 1;
                        extra += paid ? ", \"paid\": \"true\"" : ", \"paid\": \"false\"";
                        memory->set(key, "paid", cel::value::boolean(paid));
                    }
                }
                extra += "}";
                memory->set(key, "role", cel::value::text(role));
                memory->set(key, "state", cel::value::text(state));
                memory->set(key, "person", cel::value::integer(who.id));
                memory->set(key, "region", cel::value::integer(there[village].id));
                if (from) {
                    memory->set(key, "appointed_on", cel::value::day(*from));
                    memory->set(key, "term_start", cel::value::day(*from));
                }
                if (counts) posts.push_back(key);
                run("INSERT INTO engagement (id, scheme_id, role, person_id, region_id, appointed_on, "
                    "term_start, "
                    "special_post, renewals, extra, pack_edition, state, is_void, created_at, created_by, "
                    "updated_at, "
                    "row_version) VALUES (" +
                    std::to_string(key.id) + ", " + (other_scheme ? "2" : "1") + ", '" + role + "', " +
                    std::to_string(who.id) + ", " + std::to_string(tree->find(village)->id.value) + ", " +
                    quoted(from) + ", " + quoted(from) + ", 0, 0, '" + extra + "', '', '" + state + "', " +
                    (is_void ? "1" : "0") + ", " + stamp + ", 1, " + stamp + ", 1)");
            }
            for (int i = 0; i < 40 && !posts.empty(); ++i) {
                bool const is_void = up_to(8) == 0;
                auto const post = posts[static_cast<std::size_t>(up_to(static_cast<int>(posts.size())))];
                char const* rungs[] = {"self", "village", "result"};
                std::string const rung = rungs[up_to(3)], state = up_to(3) ? "verified" : "held";
                auto const day = some_day();
                auto const days = up_to(4) ? std::optional(up_to(30) / 10.0) : std::nullopt;
                auto const a = memory->add(is_void ? "nothing" : "activity", "a" + std::to_string(i));
                auto const part =
                    memory->add(is_void ? "nothing" : "activity_participant", "x" + std::to_string(i));
                memory->set(a, "state", cel::value::text(state));
                memory->set(a, "evidence", cel::value::text(rung));
                memory->set(part, "activity", cel::value::integer(a.id));
                memory->set(part, "engagement", cel::value::integer(post.id));
                memory->set(part, "day", cel::value::day(day));
                if (days) memory->set(part, "days", cel::value::number(*days));
                run("INSERT INTO activity (id, scheme_id, kind, title, region_id, starts_at, online_part, "
                    "offline_part, "
                    "evidence, extra, author_key, state, is_void, created_at, created_by, updated_at, "
                    "row_version) "
                    "VALUES (" +
                    std::to_string(a.id) + ", 1, 'visit', 'x', " + county + ", '" + day.iso() +
                    "T02:00:00.000Z', 0, 1, '" + rung + "', '{}', 'k', '" + state + "', " +
                    (is_void ? "1" : "0") + ", " + stamp + ", 1, " + stamp + ", 1)");
                run("INSERT INTO activity_participant (id, activity_id, engagement_id, role, headcount, day, "
                    "days, "
                    "confirmed, extra) VALUES (" +
                    std::to_string(part.id) + ", " + std::to_string(a.id) + ", " + std::to_string(post.id) +
                    ", 'speaker', 1, '" + day.iso() + "', " + (days ? fmt::format("{}", *days) : "NULL") +
                    ", 0, '{}')");
            }
            engagements = posts;
            persons = people;
            tx.housekeeping();
            return done{};
        });
        REQUIRE(ok);
    }

    scheme::moment on(date day) const {
        scheme::moment m;
        m.as_of = day;
        m.scheme = {"scheme", 1};
        m.scheme_starts = date(2023, 1, 1);
        return m;
    }

    std::mt19937 random;
    std::unique_ptr<scheme::rulebook> rules;
    std::unique_ptr<scheme::memory_facts> memory;
    std::vector<scheme::record_key> engagements, persons;
    std::map<std::int64_t, std::int64_t> in_memory;  ///< regions: id in the tables → id in memory
};

std::string said(scheme::reading const& r) {
    auto out =
        r.value.is(cel::value_kind::number) ? fmt::format("{:.6f}", r.value.as_number()) : std::string("?");
    for (auto const& row : r.rows) out += " " + std::to_string(row.id);
    return out;
}

}  // namespace

TEST_CASE("every expression of the pack is understood") {
    pond_world w(db::engine::sqlite, 1);
    for (auto const& [id, m] : w.rules->rules().measures) {
        CAPTURE(id);
        if (m.where.written()) CHECK(w.rules->program(m.where, m.over) != nullptr);
    }
}

TEST_CASE("tables and memory reckon alike") {
    for (auto const kind : {db::engine::sqlite, db::engine::postgres})
        for (unsigned seed = 1; seed <= 6; ++seed) {
            CAPTURE(seed);
            CAPTURE(static_cast<int>(kind));
            pond_world w(kind, seed);
            w.database->read([&](db::connection& c) {
                facts::view v;
                v.sql = &c;
                v.rules = w.rules.get();
                v.tree = w.places->tree();
                v.scheme_id = 1;
                v.areas = {{"411122"}};
                // States are not kept by day in this world, so no day is in the past.
                v.today = date(2000, 1, 1);
                facts::sql_facts const tables(v);
                facts::tree_places const tree(v.tree);
                for (auto const day : {date(2023, 6, 30), date(2024, 2, 29), date(2025, 12, 31)}) {
                    auto here = w.on(day), there = w.on(day);
                    here.around.regions = &tree;
                    there.around.regions = w.memory.get();
                    scheme::reckoner const a(*w.rules, tables, here), b(*w.rules, *w.memory, there);
                    auto alike = [&](std::string const& id, scheme::record_key const& x,
                                     scheme::record_key const& y) {
                        CAPTURE(id);
                        CAPTURE(day.iso());
                        CAPTURE(x.kind);
                        CAPTURE(x.id);
                        CHECK(said(a.measure(id, x)) == said(b.measure(id, y)));
                    };
                    for (auto const& [id, m] : w.rules->rules().measures) {
                        if (m.over == "ledger_entry") continue;  // not kept: no figure, which is not 0
                        if (!m.rank) alike(id, {}, {});
                        for (auto const& e : w.engagements) alike(id, e, e);
                        if (!m.calc.written() && !m.rank && m.over != "activity_participant" && !m.growth)
                            for (auto const& p : w.persons) alike(id, p, p);
                        if (!m.calc.written() && !m.rank && m.over == "engagement")
                            for (auto const& [sql, mem] : w.in_memory)
                                alike(id, {"region", sql}, {"region", mem});
                    }
                    for (auto const& e : w.engagements) {
                        auto const standard = [&](scheme::reckoner const& r) {
                            auto const v2 = r.evaluate(*w.rules->program("t.bonus.sum", "engagement"), e);
                            return v2.is(cel::value_kind::number) ? v2.as_number() : -1;
                        };
                        CHECK(standard(a) == standard(b));
                        auto const& owed = *w.rules->rules().obligations.find("worked");
                        auto const x = a.duty(owed, "worked", e), y = b.duty(owed, "worked", e);
                        CHECK(x.is == y.is);
                        CHECK(x.what.text == y.what.text);
                    }
                }
            });
        }
}

TEST_CASE("an area sees its own rows, and a kind that is not kept has none") {
    pond_world w(db::engine::sqlite, 3);
    w.database->read([&](db::connection& c) {
        facts::view v;
        v.sql = &c;
        v.rules = w.rules.get();
        v.tree = w.places->tree();
        v.scheme_id = 1;
        v.today = date(2000, 1, 1);
        auto count = [&](std::string_view id, std::vector<area> areas) {
            v.areas = std::move(areas);
            facts::sql_facts const tables(v);
            return scheme::reckoner(*w.rules, tables, w.on(date(2025, 12, 31))).measure(id).value.as_number();
        };
        auto const whole = count("heads", {{"411122"}});
        CHECK(whole > 0);
        CHECK(count("deep", {{"411122102"}}) + count("deep", {{"411122108"}}) == count("deep", {{""}}));
        CHECK(count("deep", {{"411122102"}, {"411122108"}}) == count("deep", {{""}}));
        CHECK(count("deep", {}) == 0);
        v.areas = {{""}};
        facts::sql_facts const tables(v);
        CHECK(scheme::reckoner(*w.rules, tables, w.on(date(2025, 12, 31)))
                  .measure("granted")
                  .value.is_unknown());
    });
}
