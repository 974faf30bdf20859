#include <algorithm>

#include "base/text.hpp"
#include "modules/requests/request_store.hpp"
#include "modules/requests/requests.hpp"

// What a request has to say by its kind, and what it is tied to.

namespace guiyan::requests {
namespace {

bool holds(std::span<std::string_view const> words, std::string_view one) {
    return std::find(words.begin(), words.end(), one) != words.end();
}

/// Fields that only some kinds have.
constexpr std::string_view by_kind[] = {"category",        "person_id",       "org_id",     "engagement_id",
                                        "document_id",     "service_item_id", "project_id", "parent_id",
                                        "assigned_org_id", "quantity",        "amount",     "wanted_on",
                                        "submitted_on",    "channel",         "asked",      "votes_for",
                                        "votes_against",   "abstained",       "author"};

bool is_said(request const& q, std::string_view field) {
    return !std::holds_alternative<std::monostate>(request_type().find(field)->get(&q));
}

}  // namespace

std::vector<field_error> requests::settle(db::transaction& tx, request& q, kind_rule const& rule) const {
    std::vector<field_error> wrong;
    auto say = [&](std::string_view field, char const* key, text_args args = {}) {
        wrong.push_back({"/" + std::string(field), key, std::move(args)});
    };
    for (auto const field : by_kind) {
        if (is_said(q, field) && !holds(rule.fields, field)) say(field, "requests.not_of_kind");
        if (!is_said(q, field) && holds(rule.needed, field)) say(field, "error.required");
    }
    if (q.asked && q.votes_for.value_or(0) + q.votes_against.value_or(0) + q.abstained.value_or(0) > *q.asked)
        say("asked", "requests.more_votes_than_asked");
    if (q.asked && *q.asked < 1) say("asked", "requests.nobody_asked");
    if (trim(q.content).empty()) say("content", "error.required");
    if (q.submitted_on && china_day(tx.at) < *q.submitted_on) say("submitted_on", "requests.on_later");
    if (!wrong.empty()) return wrong;
    if (q.engagement_id) {
        auto const post = request_store::engagement(tx.sql, q.engagement_id);
        if (!post || !tx.who.reaches(post->region_code)) {
            say("engagement_id", "requests.unknown_engagement");
        } else {
            if (q.person_id && q.person_id != post->person) say("person_id", "requests.unknown_engagement");
            if (q.scheme_id && q.scheme_id != post->scheme) say("scheme_id", "requests.unknown_scheme");
            q.person_id = post->person;
            q.scheme_id = post->scheme;
            if (q.region_code.empty()) q.region_code = post->region_code;
        }
    }
    if (q.document_id) {
        auto const d = request_store::document(tx.sql, q.document_id);
        auto const day = q.submitted_on.value_or(china_day(tx.at));
        bool const readable = d && (tx.who.account_id == 0 || tx.who.reaches(d->region_code));
        if (!readable) {
            say("document_id", "requests.unknown_document");
        } else if (d->state != "publicized" || !d->public_from || day < *d->public_from ||
                   (d->public_to && *d->public_to < day)) {
            say("document_id", "requests.not_public");
        } else {
            q.scheme_id = d->scheme;
            q.region_code = d->region_code;
        }
    }
    auto const* place = regions_.tree()->find(q.region_code);
    // Whoever objects needs no right at the place; the document has one.
    bool const reached = place && (q.document_id || tx.who.reaches(place->code));
    if (!reached && wrong.empty()) say("region_code", "requests.unknown_place", {{"code", q.region_code}});
    if (place) q.region_id = place->id;
    if (q.scheme_id && !q.engagement_id && !q.document_id) {
        auto const scheme = request_store::scheme(tx.sql, q.scheme_id);
        if (!scheme || scheme->state != "active" ||
            (place && !place->code.starts_with(regions::prefix_of(scheme->region_code))))
            say("scheme_id", "requests.unknown_scheme");
    }
    return wrong;
}

}  // namespace guiyan::requests
