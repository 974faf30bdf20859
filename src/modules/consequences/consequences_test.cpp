// A pack that no document has, on real tables: what began to hold is told once, a run that is cut off goes on
// where it was, and tags come and go.

#include "modules/consequences/consequences.hpp"

#include <algorithm>

#include "base/day_math.hpp"
#include "support/account_rows.hpp"
#include "support/module_world.hpp"

using namespace guiyan;
using consequences::rule_outcome;

namespace {

constexpr char const* pond_pack = R"yaml(
language: 1
meta: {id: pond-stewards, edition: "2024.1", name: 塘长, lead: 县水利局, documents: {rule: {title: 塘长办法}}}
params: {quiet: {name: 无记录天数, value: 90, unit: 天, min: 30, max: 365, set_by: county, basis: {document: rule, clause: 一}}}
roles:
  steward: {name: 塘长, serves: village, multi: true, basis: {document: rule, clause: 二}}
sets:
  stewards: {name: 在任塘长, over: engagement, where: "role == 'steward' && state == 'serving'"}
measures:
  silent: {name: 无记录天数, unit: 天, over: activity_participant, min: "days_between(day, as_of)", where: "activity.state == 'verified'", missing: unknown}
  visits: {name: 巡塘, unit: 次, over: activity_participant, count: rows, where: "activity.state == 'verified'"}
  served: {name: 在任天数, unit: 天, per: engagement, calc: "days_between(term_start, as_of)"}
obligations:
  quarterly: {name: 每季巡塘, basis: {document: rule, clause: 三}, for: engagement, where: s.stewards, need: {of: visits, at_least: 1}, every: quarter, duty: township, partial: waive, warn: [{at: 0.5}]}
consequences:
  quiet: {name: 久无记录, basis: {document: rule, clause: 四}, for: engagement, where: s.stewards, on: {every: day}, when: "m.silent >= params.quiet || (m.visits == 0 && m.served >= params.quiet)", do: [{notify: [subject, township, county], text: 久无记录}, {mark: quiet}]}
  marked: {name: 有标记, basis: {document: rule, clause: 四}, for: engagement, where: s.stewards, on: {every: day}, when: "'quiet' in person.marks", do: [{open: task, kind: talk, by: village, due: {days: 30}, title: 谈一次话}]}
  ending: {name: 将满, basis: {document: rule, clause: 五}, for: engagement, where: s.stewards, on: {before: {days: 30}, of: term_end}, do: [{notify: [county], text: 将满}]}
  over: {name: 届满, basis: {document: rule, clause: 五}, for: engagement, where: s.stewards, on: {after: {days: 0}, of: term_end}, do: [{move: end, reason: term_over}], confirm: county}
)yaml";

std::string facts_yaml() {
    std::ifstream in("schemes/facts.yaml");
    return {std::istreambuf_iterator<char>(in), {}};
}

struct pond_county : testing::module_world {
    explicit pond_county(db::engine kind = db::engine::sqlite) : module_world(kind) {
        words.add("zh-CN", R"({"consequences.told_you":"{text}（{rule}{clause}）",
            "consequences.told":"{label}：{text}（{rule}{clause}）",
            "consequences.told_many":"{label}，另有 {more} 条同类：{text}（{rule}{clause}）",
            "consequences.to_do":"请办理“{title}”：{label}（{rule}{clause}）",
            "consequences.to_do_many":"请办理“{title}”：{label}，另有 {more} 条同类（{rule}{clause}）",
            "consequences.to_do_by":"请在 {due} 前办理“{title}”：{label}（{rule}{clause}）",
            "consequences.to_do_by_many":"请在 {due} 前办理“{title}”：{label}，另有 {more} 条同类（{rule}{clause}）"})");
        int account = 10;
        for (auto const& [role, place] : {std::pair("county_officer", "411122000000"),
                                          {"township_officer", "411122102000"},
                                          {"township_officer", "411122108000"},
                                          {"village_officer", "411122102200"}})
            open_account(account++, role, place);
        run("INSERT INTO scheme (id, pack_id, pack_edition, name, region_id, starts_on, state, created_at, "
            "created_by, "
            "updated_at, row_version) VALUES (1, 'pond-stewards', '2024.1', '塘长', " +
            place_id("411122000000") + ", '2024-01-01', 'active', " + stamp + ", 1, " + stamp + ", 1)");
    }

    void run(std::string const& sql) {
        auto const ok = database->write<done>(of_area("", {}), [&](db::transaction& tx) -> result<done> {
            tx.sql.execute(sql, {});
            tx.housekeeping();
            return done{};
        });
        REQUIRE(ok);
    }
    std::int64_t number(std::string const& sql) {
        return database->query([&](db::connection& c) { return c.integer(sql, {}); });
    }
    std::string place_id(std::string const& code) {
        return std::to_string(places->tree()->find(code)->id.value);
    }

    void open_account(std::int64_t id, std::string const& role, std::string const& place_code) {
        testing::add_account(*database, id, "a" + std::to_string(id), role);
        run("INSERT INTO account_grant (id, account_id, account_class, role, region_code, state, "
            "proposed_by, "
            "proposed_at, reason, row_version) VALUES (" +
            std::to_string(id) + ", " + std::to_string(id) + ", 'business', '" + role + "', '" + place_code +
            "', 'active', " + std::to_string(id) + ", '', '', 1)");
    }

    /// A steward since a day; his account, where he has one, is 1000 more than his number.
    void steward(int n, std::string const& village, date since, date until, bool has_account) {
        auto const id = std::to_string(100 + n);
        run("INSERT INTO person (id, name, region_id, is_outside, poverty_alleviated, skills, consent_scope, "
            "state, "
            "created_at, created_by, updated_at, row_version) VALUES (" +
            id + ", '塘长" + std::to_string(n) + "', " + place_id(village) +
            ", 0, 0, '[]', '[]', 'active', " + stamp + ", 1, " + stamp + ", 1)");
        run("INSERT INTO engagement (id, scheme_id, role, person_id, region_id, appointed_on, term_start, "
            "term_end, "
            "special_post, renewals, extra, pack_edition, state, is_void, created_at, created_by, "
            "updated_at, "
            "row_version) VALUES (" +
            id + ", 1, 'steward', " + id + ", " + place_id(village) + ", '" + since.iso() + "', '" +
            since.iso() + "', '" + until.iso() + "', 0, 0, '{}', '2024.1', 'serving', 0, " + stamp + ", 1, " +
            stamp + ", 1)");
        run("INSERT INTO state_change (id, entity, entity_id, state, on_day, recorded_at, account_id) VALUES "
            "(" +
            id + ", 'engagement', " + id + ", 'serving', '" + since.iso() + "', " + stamp + ", 1)");
        if (!has_account) return;
        testing::add_account(*database, 1000 + n, "s" + std::to_string(n), "塘长");
        run("UPDATE account SET person_id = " + id + " WHERE id = " + std::to_string(1000 + n));
    }

    void visit(int n, date on) {
        auto const id = std::to_string(++last), steward_id = std::to_string(100 + n);
        run("INSERT INTO activity (id, scheme_id, kind, title, region_id, starts_at, online_part, "
            "offline_part, "
            "evidence, extra, author_key, state, is_void, created_at, created_by, updated_at, row_version) "
            "VALUES (" +
            id + ", 1, 'visit', 'x', " + place_id("411122000000") + ", '" + on.iso() +
            "T02:00:00.000Z', 0, 1, 'village', '{}', 'k', 'verified', 0, " + stamp + ", 1, " + stamp +
            ", 1)");
        run("INSERT INTO state_change (id, entity, entity_id, state, on_day, recorded_at, account_id) VALUES "
            "(" +
            id + ", 'activity', " + id + ", 'verified', '" + on.iso() + "', " + stamp + ", 1)");
        run("INSERT INTO activity_participant (id, activity_id, engagement_id, person_id, role, headcount, "
            "day, "
            "confirmed, extra) VALUES (" +
            id + ", " + id + ", " + steward_id + ", " + steward_id + ", 'expert', 1, '" + on.iso() +
            "', 1, '{}')");
    }

    std::map<std::string, rule_outcome> remind(date day, std::function<bool()> const& stop = {}) {
        std::map<std::string, rule_outcome> out;
        for (auto& one : rules.remind(of_area("", {"schemes.read"}), day, stop)) {
            CHECK(one.problem == "");
            out[one.rule] = one;
        }
        return out;
    }
    /// Texts of an account's notices, newest first.
    std::vector<std::string> inbox(std::int64_t account) {
        actor reader;
        reader.account_id = account;
        reader.language = "zh-CN";
        std::vector<std::string> out;
        for (auto const& n : letters.list(reader, {.size = 100}).items) out.push_back(n.text);
        return out;
    }
    std::string held(std::string const& rule, std::string const& area = "411122") {
        auto const page =
            rules.records(of_area(area, {"engagements.read"}), consequences::scheme_id{1}, rule, {});
        REQUIRE(page);
        std::string out;
        for (auto const& one : page->items) out += (out.empty() ? "" : " ") + one.label;
        return out;
    }
    std::int64_t marks(date on) {
        return number("SELECT count(*) FROM record_mark WHERE from_on <= '" + on.iso() +
                      "' AND (until_on IS NULL OR until_on > '" + on.iso() + "')");
    }

    static inline std::string const stamp = "'2024-01-01T00:00:00.000Z'";
    int last = 5000;
    date const today{2026, 11, 21};
    api::sentences words;
    terms::workdays days{library};
    schemes::schemes packs{*database,
                           vault,
                           *places,
                           codes,
                           days,
                           time,
                           {{"pond-stewards/2024.1/scheme.yaml", pond_pack}},
                           std::string_view(facts)};
    notices::notices letters{*database, words};
    consequences::consequences rules{
        *database, *places, codes, letters, packs, [](std::string_view key) { return std::string(key); }};
    static inline std::string const facts = facts_yaml();
};

constexpr char const* north = "411122102200";
constexpr char const* south = "411122108200";

}  // namespace

TEST_CASE(
    "on day 91 without a record he is listed, marked and told of once; a record ends it, on both databases") {
    for (auto const kind : {db::engine::sqlite, db::engine::postgres}) {
        CAPTURE(static_cast<int>(kind));
        pond_county w(kind);
        w.steward(1, north, add_days(w.today, -91), date(2029, 1, 1), true);
        w.steward(2, south, add_days(w.today, -88), date(2029, 1, 1), false);

        auto first = w.remind(w.today);
        CHECK(first["quiet"].holding == 1);
        CHECK(first["quiet"].notices == 3);
        CHECK(w.inbox(1001) == std::vector<std::string>{"久无记录（久无记录，《塘长办法》四）"});
        CHECK(w.inbox(10) ==
              std::vector<std::string>{"塘长1（城上村委会）：久无记录（久无记录，《塘长办法》四）"});
        // Of half the quarter gone the townships are warned as well.
        CHECK(w.inbox(11).size() == 2);
        CHECK(w.inbox(12).size() == 1);
        CHECK(w.held("quiet") == "塘长1");
        CHECK(w.held("quiet", "411122108") == "");
        CHECK(w.marks(w.today) == 1);
        // The tag of one rule is what another reads, and the village has something to do until a day.
        CHECK(first["marked"].holding == 1);
        CHECK(w.inbox(13) ==
              std::vector<std::string>{
                  "请在 2026-12-21 前办理“谈一次话”：塘长1（城上村委会）（有标记，《塘长办法》四）"});

        auto second = w.remind(w.today);
        CHECK(second["quiet"].notices + second["marked"].notices + second["quiet"].begun == 0);
        auto next = w.remind(add_days(w.today, 1));
        CHECK(next["quiet"].holding == 1);
        CHECK(next["quiet"].notices == 0);

        w.visit(1, w.today);
        CHECK(w.held("quiet") == "");
        auto third = w.remind(add_days(w.today, 1));
        CHECK(third["quiet"].ended == 1);
        CHECK(w.marks(add_days(w.today, 1)) == 0);
        CHECK(w.marks(w.today) == 1);

        // Ninety days on it begins again, and is told again; of two in one county the county gets one notice.
        auto again = w.remind(add_days(w.today, 90));
        CHECK(again["quiet"].begun == 2);
        CHECK(w.inbox(1001).size() == 2);
        CHECK(w.inbox(10).front() ==
              "塘长1（城上村委会），另有 1 条同类：久无记录（久无记录，《塘长办法》四）");
        CHECK(w.inbox(10).size() == 2);
        auto const south_town = w.inbox(12);
        CHECK(std::ranges::count(south_town, "塘长2（高宗寨村委会）：久无记录（久无记录，《塘长办法》四）") ==
              1);
    }
}

TEST_CASE("a run that is stopped anywhere tells everything in the end, and nothing twice") {
    for (int cut = 0; cut < 40; ++cut) {
        CAPTURE(cut);
        pond_county w;
        for (int n = 1; n <= 3; ++n)
            w.steward(n, n == 3 ? south : north, add_days(w.today, -200), add_days(w.today, 20), true);
        int left = cut;
        auto const halted = w.remind(w.today, [&] { return left-- <= 0; });
        w.remind(w.today);
        CHECK(w.inbox(10).size() == 2);  // quiet and ending, each with the two others
        CHECK(w.inbox(11).size() == 3);  // quiet, the quarter that was over, the one half gone
        CHECK(w.inbox(1001).size() == 1);
        CHECK(w.marks(w.today) == 3);
        CHECK(w.number("SELECT count(*) FROM consequence_holding WHERE told_on IS NULL") == 0);
        if (left > 0) break;  // it was not stopped any more
        CHECK(cut < 39);
    }
}

TEST_CASE("before a term ends, at its end, and what a scheme no longer has") {
    pond_county w;
    w.steward(1, north, date(2026, 11, 1), add_days(w.today, 31), false);
    CHECK(w.remind(w.today)["ending"].holding == 0);
    CHECK(w.remind(add_days(w.today, 1))["ending"].notices == 1);
    CHECK(w.remind(add_days(w.today, 2))["ending"].notices == 0);
    auto const end = w.remind(add_days(w.today, 31));
    CHECK(end.at("over").holding == 1);
    CHECK(w.inbox(10).front().starts_with("请办理“"));
    // Nobody is moved by it.
    CHECK(w.number("SELECT count(*) FROM engagement WHERE state = 'serving'") == 1);
    CHECK(w.remind(add_days(w.today, 32))["ending"].ended == 1);

    w.run("UPDATE scheme SET state = 'closed'");
    w.remind(add_days(w.today, 33));
    CHECK(w.number("SELECT count(*) FROM consequence_holding WHERE ended_on IS NULL") == 0);
}

TEST_CASE(
    "obligations are told the day after their period, warned of in it, and waived where it was broken") {
    pond_county w;
    w.steward(1, north, date(2026, 1, 1), date(2029, 1, 1), false);
    w.steward(2, north, date(2026, 8, 1), date(2029, 1, 1), false);
    w.visit(1, date(2026, 5, 5));
    auto none = w.remind(date(2026, 6, 30));
    CHECK(none["obligations.quarterly"].holding == 1);  // of the first quarter
    auto third = w.remind(date(2026, 10, 1));
    CHECK(third["obligations.quarterly"].holding == 1);  // the second began inside the quarter
    CHECK(third["obligations.quarterly"].notices == 1);
    CHECK(w.remind(date(2026, 10, 2))["obligations.quarterly"].notices == 0);
    CHECK(w.remind(date(2026, 11, 14))["obligations.quarterly.warn"].holding == 0);
    auto half = w.remind(date(2026, 11, 15));
    CHECK(half["obligations.quarterly.warn"].holding == 2);
    w.visit(2, date(2026, 11, 16));
    CHECK(w.remind(date(2026, 11, 17))["obligations.quarterly.warn"].holding == 1);
    // The next quarter is a cause of its own: told again.
    auto fourth = w.remind(date(2027, 1, 1));
    CHECK(fourth["obligations.quarterly"].holding == 1);
    CHECK(fourth["obligations.quarterly"].notices == 1);
}

TEST_CASE("the rules of a scheme in words, with how many each holds for in one's own place") {
    pond_county w;
    w.steward(1, north, add_days(w.today, -120), date(2029, 1, 1), false);
    w.steward(2, south, add_days(w.today, -120), date(2029, 1, 1), false);
    auto count = [&](std::string const& area) {
        auto const all = w.rules.list(w.of_area(area, {"engagements.read"}), consequences::scheme_id{1});
        REQUIRE(all);
        for (auto const& one : all->items)
            if (one.id == "quiet") {
                CHECK(one.mark);
                CHECK(one.basis == "《塘长办法》四");
                CHECK(one.sentence.find("久无记录") != one.sentence.npos);
                return one.holding;
            }
        return std::int64_t{-1};
    };
    CHECK(count("411122") == 2);
    CHECK(count("411122102") == 1);
    CHECK_FALSE(w.rules.list(w.of_area("410105", {}), consequences::scheme_id{1}));
    CHECK_FALSE(w.rules.records(w.of_area("411122", {}), consequences::scheme_id{1}, "no_such_rule", {}));
}
