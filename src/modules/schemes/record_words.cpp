#include "modules/schemes/record_words.hpp"

namespace guiyan::schemes {
namespace {

/// Where the words of a record stand.
std::string_view words_of(std::string_view kind) {
    static constexpr std::pair<std::string_view, std::string_view> words[] = {
        {"engagement", "person.name"},
        {"engagement_step", "engagement.person.name"},
        {"person", "name"},
        {"person_category", "person.name"},
        {"organization", "name"},
        {"region", "name"},
        {"request", "title"},
        {"activity", "title"},
        {"activity_participant", "activity.title"},
        {"document", "title"},
        {"document_version", "document.title"},
        {"scheme", "name"}};
    for (auto const& [k, text] : words)
        if (k == kind) return text;
    return {};
}

std::string_view place_of(std::string_view kind) {
    static constexpr std::pair<std::string_view, std::string_view> words[] = {
        {"engagement", "region.name"},
        {"engagement_step", "engagement.region.name"},
        {"person_category", "person.native_region.name"},
        {"person", "native_region.name"},
        {"organization", "region.name"},
        {"request", "region.name"},
        {"activity", "region.name"},
        {"activity_participant", "activity.region.name"},
        {"document", "region.name"}};
    for (auto const& [k, text] : words)
        if (k == kind) return text;
    return {};
}

/// The page of a record, and the key it goes by.
std::pair<std::string_view, std::string_view> page_of(std::string_view kind) {
    if (kind == "engagement") return {"/engagements/", "id"};
    if (kind == "engagement_step") return {"/engagements/", "engagement_id"};
    if (kind == "person") return {"/people/", "id"};
    if (kind == "person_category") return {"/people/", "person_id"};
    if (kind == "activity") return {"/activities/", "id"};
    if (kind == "activity_participant") return {"/activities/", "activity_id"};
    if (kind == "document") return {"/documents/", "id"};
    if (kind == "region") return {"/regions/", "code"};
    return {};
}

/// The value of an expression of the record, "" where it is no text.
std::string said(scheme_reckoner const& rules, scheme::record_key const& of, std::string_view expression) {
    auto const* p = expression.empty() ? nullptr : rules.edition().rules->program(expression, of.kind);
    if (!p) return {};
    auto const v = rules->evaluate(*p, of);
    return v.is(cel::value_kind::text) ? v.as_text() : std::string();
}

}  // namespace

std::string record_label(scheme_reckoner const& rules, scheme::record_key const& of) {
    auto out = said(rules, of, words_of(of.kind));
    return out.empty() ? std::to_string(of.id) : out;
}

std::string record_place(scheme_reckoner const& rules, scheme::record_key const& of) {
    return said(rules, of, place_of(of.kind));
}

std::string record_page(scheme_reckoner const& rules, scheme::record_key const& of) {
    auto const [page, by] = page_of(of.kind);
    if (page.empty()) return {};
    if (by == "id") return std::string(page) + std::to_string(of.id);
    if (by == "code") return std::string(page) + said(rules, of, "code");
    auto const owner = rules->follow(of, by);
    return owner ? std::string(page) + std::to_string(*owner) : std::string();
}

}  // namespace guiyan::schemes
