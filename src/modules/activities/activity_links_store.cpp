#include "modules/activities/activity_store.hpp"
#include "store/condition.hpp"
#include "store/scope.hpp"

// What an activity leans on in other rooms' tables, and its neighbours of the same day.

namespace guiyan::activities::activity_store {
namespace {

constexpr std::string_view engagement_columns =
    "SELECT e.id, e.scheme_id, e.person_id, e.role, e.state, coalesce(r.code, ''), e.term_start, e.term_end "
    "FROM "
    "engagement e LEFT JOIN region r ON r.id = e.region_id WHERE e.is_void = 0 AND ";

engagement_row read_engagement(db::row const& r) {
    engagement_row e;
    e.id = engagement_id{r.integer(0)};
    e.scheme_id = scheme_id{r.integer(1)};
    e.person_id = person_id{r.integer(2)};
    e.role = r.text(3);
    e.state = r.text(4);
    e.region_code = r.text(5);
    e.term_start = date::parse(r.text(6));
    e.term_end = date::parse(r.text(7));
    return e;
}

}  // namespace

std::optional<scheme_row> scheme(db::connection& c, scheme_id id) {
    std::optional<scheme_row> out;
    c.each("SELECT s.name, s.state, r.code FROM scheme s JOIN region r ON r.id = s.region_id WHERE s.id = $1",
           {id.value}, [&](db::row const& r) {
               out = {std::string(r.text(0)), std::string(r.text(1)), std::string(r.text(2))};
               return false;
           });
    return out;
}

std::optional<engagement_row> engagement(db::connection& c, engagement_id id) {
    std::optional<engagement_row> out;
    c.each(std::string(engagement_columns) + "e.id = $1", {id.value}, [&](db::row const& r) {
        out = read_engagement(r);
        return false;
    });
    return out;
}

std::vector<engagement_row> engagements_of(db::connection& c, person_id person, scheme_id scheme) {
    std::vector<engagement_row> out;
    c.each(std::string(engagement_columns) +
               "e.person_id = $1 AND ($2 = 0 OR e.scheme_id = $2) AND e.state IN ('serving', 'suspended', "
               "'ended', "
               "'tracked') ORDER BY CASE e.state WHEN 'serving' THEN 0 WHEN 'suspended' THEN 1 ELSE 2 END, "
               "e.id DESC",
           {person.value, scheme.value}, [&](db::row const& r) {
               out.push_back(read_engagement(r));
               return true;
           });
    return out;
}

bool reaches_unit(db::connection& c, actor const& who, organization_id id) {
    return c.exists(
        "SELECT o.id FROM organization o JOIN region r ON r.id = o.region_id LEFT JOIN region s ON s.id = "
        "o.serves_region_id WHERE o.id = $1 AND (" +
            store::scope_sql(who, "r.code") + " OR " + store::scope_sql(who, "s.code") + ")",
        {id.value});
}

std::string person_key(db::connection& c, person_id id, store::vault const& v) {
    std::string out;
    c.each("SELECT id_number_sealed FROM person WHERE id = $1 AND id_number_sealed IS NOT NULL", {id.value},
           [&](db::row const& r) {
               out = v.blind("account.holder", v.open("person.id_number", r.bytes(0), id.value));
               return false;
           });
    return out;
}

std::vector<same_day_row> same_day(db::connection& c, activity const& a) {
    std::vector<std::int64_t> persons;
    for (auto const& p : a.participants)
        if (p.person_id) persons.push_back(p.person_id.value);
    std::vector<same_day_row> out;
    if (persons.empty()) return out;
    auto const day = a.starts_at.iso();
    c.each(
        "SELECT o.id, r.code, q.person_id, p.name FROM activity_participant q JOIN activity o ON o.id = "
        "q.activity_id "
        "JOIN region r ON r.id = o.region_id JOIN person p ON p.id = q.person_id WHERE q.day = $1 AND o.id "
        "<> $2 AND "
        "o.is_void = 0 AND o.state NOT IN ('cancelled', 'rejected') AND q.person_id IN (" +
            store::list_of(persons) + ") ORDER BY o.id",
        {std::string_view(day), a.id.value}, [&](db::row const& r) {
            out.push_back({activity_id{r.integer(0)}, std::string(r.text(1)), person_id{r.integer(2)},
                           std::string(r.text(3))});
            return true;
        });
    return out;
}

std::int64_t backdated(db::connection& c, std::int64_t account_id, instant at, std::int64_t days) {
    auto const day = std::chrono::sys_days(china_day(at).ymd());
    auto const before = date(std::chrono::year_month_day(day - std::chrono::days(days))).iso();
    // The day of recording begins in China eight hours before that of the clock.
    auto const since = format_instant(instant(day.time_since_epoch()) - std::chrono::hours(8));
    return c.integer(
        "SELECT count(*) FROM activity WHERE created_by = $1 AND is_void = 0 AND state <> 'planned' AND "
        "created_at >= "
        "$2 AND starts_at <= $3",
        {account_id, std::string_view(since), std::string_view(before)});
}

}  // namespace guiyan::activities::activity_store
