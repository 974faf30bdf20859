#include <array>

#include "modules/documents/document_store.hpp"
#include "modules/documents/documents.hpp"

namespace guiyan::documents {

/// What is out of reach answers like what is not there; what stood in the record before may stay.
std::vector<field_error> documents::place(db::transaction& tx, document& next, document const* before) const {
    actor const& who = tx.who;
    std::vector<field_error> wrong;
    auto const* where = regions_.tree()->find(next.region_code);
    if (!where || !who.reaches(where->code))
        wrong.push_back({"/region_code", "documents.unknown_place", {{"code", next.region_code}}});
    else
        next.region_id = where->id;
    auto stays = [&](auto document::*link) {
        return !(next.*link) || (before && before->*link == next.*link);
    };
    if (!stays(&document::scheme_id)) {
        auto const scheme = document_store::scheme(tx.sql, next.scheme_id);
        if (!scheme || scheme->state == "draft" ||
            (where && !where->code.starts_with(regions::prefix_of(scheme->region_code))))
            wrong.push_back({"/scheme_id", "documents.unknown_scheme", {}});
        else if (scheme->state == "closed")
            wrong.push_back({"/scheme_id", "documents.scheme_closed", {{"name", scheme->name}}});
    }
    if (!stays(&document::org_id) && !document_store::reaches_unit(tx.sql, who, next.org_id))
        wrong.push_back({"/org_id", "documents.unknown_unit", {}});
    if (!stays(&document::engagement_id)) {
        auto const post = document_store::engagement(tx.sql, next.engagement_id);
        if (!post || !who.reaches(post->region_code) || (next.person_id && next.person_id != post->person))
            wrong.push_back({"/engagement_id", "documents.unknown_engagement", {}});
        else
            next.person_id = post->person;
    } else if (!stays(&document::person_id)) {
        std::array<std::int64_t, 1> const asked{next.person_id.value};
        if (people_.names(tx.sql, who, asked).empty())
            wrong.push_back({"/person_id", "documents.unknown_person", {}});
    }
    if (!stays(&document::activity_id)) {
        auto const place = document_store::place_of_activity(tx.sql, next.activity_id);
        if (!place || !who.reaches(*place))
            wrong.push_back({"/activity_id", "documents.unknown_activity", {}});
    }
    return wrong;
}

}  // namespace guiyan::documents
