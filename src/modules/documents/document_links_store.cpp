#include "modules/documents/document_store.hpp"
#include "store/scope.hpp"

// What a document leans on in other rooms' tables, and what of documents the public reads.

namespace guiyan::documents::document_store {

std::int64_t upheld_objections(db::connection& c, document_id id, date since) {
    auto const day = since.iso();
    return c.integer(
        "SELECT count(*) FROM request WHERE document_id = $1 AND kind = 'objection' AND is_void = 0 AND "
        "adopted = 1 "
        "AND submitted_on >= $2",
        {id.value, std::string_view(day)});
}

std::optional<scheme_row> scheme(db::connection& c, scheme_id id) {
    std::optional<scheme_row> out;
    c.each("SELECT s.name, s.state, r.code FROM scheme s JOIN region r ON r.id = s.region_id WHERE s.id = $1",
           {id.value}, [&](db::row const& r) {
               out = {std::string(r.text(0)), std::string(r.text(1)), std::string(r.text(2))};
               return false;
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

std::optional<std::string> place_of_activity(db::connection& c, activity_id id) {
    std::optional<std::string> out;
    c.each(
        "SELECT r.code FROM activity a JOIN region r ON r.id = a.region_id WHERE a.id = $1 AND a.is_void = 0",
        {id.value}, [&](db::row const& r) {
            out = r.text(0);
            return false;
        });
    return out;
}

std::optional<meeting_row> meeting(db::connection& c, activity_id id) {
    std::optional<meeting_row> out;
    c.each(
        "SELECT a.title, a.starts_at, coalesce(a.place, r.name) FROM activity a JOIN region r ON r.id = "
        "a.region_id "
        "WHERE a.id = $1 AND a.is_void = 0",
        {id.value}, [&](db::row const& r) {
            out = {std::string(r.text(0)), std::string(r.text(1)), std::string(r.text(2))};
            return false;
        });
    return out;
}

std::optional<engagement_row> engagement(db::connection& c, engagement_id id) {
    std::optional<engagement_row> out;
    c.each(
        "SELECT e.person_id, e.scheme_id, coalesce(r.code, seat.code, '') FROM engagement e LEFT JOIN region "
        "r ON r.id "
        "= e.region_id LEFT JOIN organization o ON o.id = e.org_id LEFT JOIN region seat ON seat.id = "
        "o.region_id "
        "WHERE e.id = $1 AND e.is_void = 0",
        {id.value}, [&](db::row const& r) {
            out = {person_id{r.integer(0)}, scheme_id{r.integer(1)}, std::string(r.text(2))};
            return false;
        });
    return out;
}

std::string name_of_place(db::connection& c, region_id id) {
    return c.text("SELECT name FROM region WHERE id = $1", {id.value});
}

std::vector<notice_row> notices(db::connection& c, std::int64_t most) {
    std::vector<notice_row> out;
    c.each(
        "SELECT d.id, d.title, r.name, coalesce(o.name, ''), d.public_from, d.public_to, d.state FROM "
        "document d JOIN "
        "region r ON r.id = d.region_id LEFT JOIN organization o ON o.id = d.org_id WHERE d.is_void = 0 AND "
        "d.public_from IS NOT NULL AND d.state IN ('publicized', 'published', 'archived') ORDER BY "
        "d.public_from DESC, "
        "d.id DESC LIMIT $1",
        {most}, [&](db::row const& r) {
            out.push_back({document_id{r.integer(0)}, std::string(r.text(1)), std::string(r.text(2)),
                           std::string(r.text(3)), std::string(r.text(4)), std::string(r.text(5)),
                           std::string(r.text(6))});
            return true;
        });
    return out;
}

}  // namespace guiyan::documents::document_store
