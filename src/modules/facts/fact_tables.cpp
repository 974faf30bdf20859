#include "modules/facts/fact_tables.hpp"

#include <array>
#include <map>

namespace guiyan::facts {
namespace {

using key = std::pair<std::string_view, std::string_view>;

/// Refs whose column is not <ref>_id. "" is not kept.
std::map<key, std::string_view> const& odd_refs() {
    static std::map<key, std::string_view> const all{
        {{"person", "residence"}, "residence_region_id"},
        {{"person", "employer"}, "employer_org_id"},
        {{"person", "station"}, ""},
        {{"organization", "host"}, "host_org_id"},
        {{"organization", "contact"}, "contact_person_id"},
        {{"organization", "leader"}, "leader_person_id"},
        {{"organization", "founder"}, "founder_person_id"},
        {{"engagement_step", "actor"}, "actor_person_id"},
    };
    return all;
}

std::map<key, field_where> const& odd_fields() {
    using p = field_place;
    static std::map<key, field_where> const all{
        {{"region", "households"}, {p::profile, "households"}},
        {{"region", "population"}, {p::profile, "population"}},
        {{"region", "farmland_mu"}, {p::profile, "farmland_mu"}},
        {{"region", "main_industries"}, {p::profile, "main_industries"}},
        {{"region", "resources"}, {p::profile, "resources"}},
        {{"region", "shortages"}, {p::profile, "shortages"}},
        {{"region", "position"}, {p::profile, "development_position"}},
        {{"region", "profile_complete"}, {p::computed, ""}},
        {{"person", "id_number"}, {p::absent, ""}},
        {{"person", "marks"}, {p::marks, ""}},
        {{"organization", "marks"}, {p::marks, ""}},
        {{"organization", "case_tag"}, {p::absent, ""}},
        {{"engagement", "service_year"}, {p::computed, ""}},
        {{"activity_participant", "group"}, {p::column, "group_code"}},
        {{"scheme", "year"}, {p::computed, ""}},
        {{"scheme", "term_months"}, {p::absent, ""}},
    };
    return all;
}

std::string parent_is_seen(std::string const& table, std::string const& column) {
    return "EXISTS (SELECT 1 FROM " + table + " seen WHERE seen.id = " + column + " AND seen.is_void = 0)";
}

}  // namespace

bool is_kept(std::string_view kind) {
    static constexpr std::array<std::string_view, 12> kept{
        "scheme",     "region",          "organization", "person",   "person_category",
        "engagement", "engagement_step", "request",      "activity", "activity_participant",
        "document",   "document_version"};
    for (auto const one : kept)
        if (one == kind) return true;
    return false;
}

bool keeps_extra(std::string_view kind) {
    return kind == "engagement" || kind == "request" || kind == "activity" ||
           kind == "activity_participant" || kind == "document";
}

std::optional<std::string> ref_column(std::string_view kind, std::string_view ref) {
    auto const odd = odd_refs().find({kind, ref});
    if (odd == odd_refs().end()) return std::string(ref) + "_id";
    return odd->second.empty() ? std::nullopt : std::optional(std::string(odd->second));
}

std::string ref_of_column(scheme::fact_kind const& kind, std::string_view column) {
    for (auto const& r : kind.refs)
        if (ref_column(kind.name, r.name) == std::string(column) || r.name + "_id" == column) return r.name;
    return {};
}

std::optional<std::string> back_column(scheme::catalogue const& facts, scheme::fact_kind const& owner,
                                       std::string_view list) {
    auto const* link = owner.list(list);
    if (!link || !is_kept(link->kind)) return std::nullopt;
    // People live where their residence is, not where they come from.
    if (owner.name == "region" && list == "residents") return "residence_region_id";
    for (auto const& r : facts.find(link->kind)->refs)
        if (r.kind == owner.name) return ref_column(link->kind, r.name);
    return std::nullopt;
}

field_where where_is(std::string_view kind, std::string_view field) {
    auto const odd = odd_fields().find({kind, field});
    return odd == odd_fields().end() ? field_where{field_place::column, std::string(field)} : odd->second;
}

std::string seen_condition(std::string_view kind, std::string const& x) {
    if (kind == "person") return x + ".state NOT IN ('void', 'merged')";
    if (kind == "engagement" || kind == "request" || kind == "activity" || kind == "document")
        return x + ".is_void = 0";
    if (kind == "engagement_step")
        return x + ".is_void = 0 AND " + parent_is_seen("engagement", x + ".engagement_id");
    if (kind == "activity_participant") return parent_is_seen("activity", x + ".activity_id");
    if (kind == "document_version") return parent_is_seen("document", x + ".document_id");
    return {};
}

std::string scheme_condition(std::string_view kind, std::string const& x, std::int64_t scheme_id) {
    auto const id = std::to_string(scheme_id);
    if (kind == "engagement" || kind == "request" || kind == "activity" || kind == "document")
        return x + ".scheme_id = " + id;
    auto parent = [&](char const* table, char const* column) {
        return "EXISTS (SELECT 1 FROM " + std::string(table) + " owner WHERE owner.id = " + x + "." + column +
               " AND owner.scheme_id = " + id + ")";
    };
    if (kind == "engagement_step") return parent("engagement", "engagement_id");
    if (kind == "activity_participant") return parent("activity", "activity_id");
    if (kind == "document_version") return parent("document", "document_id");
    // Schemes of the same pack that run in the same county: "one demonstration point a county". A scheme is
    // no rival of itself before it runs.
    if (kind == "scheme")
        return x +
               ".state = 'active' AND EXISTS (SELECT 1 FROM scheme own JOIN region mine ON mine.id = "
               "own.region_id "
               "JOIN region theirs ON theirs.id = " +
               x + ".region_id WHERE own.id = " + id + " AND own.pack_id = " + x +
               ".pack_id AND substr(mine.code, 1, 6) = substr(theirs.code, 1, 6))";
    return {};
}

bool has_history(std::string_view kind) {
    return kind == "engagement" || kind == "request" || kind == "activity" || kind == "document";
}

}  // namespace guiyan::facts
