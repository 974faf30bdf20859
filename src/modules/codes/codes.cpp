#include "modules/codes/codes.hpp"

namespace guiyan::codes {
namespace {

struct source {
    char const* table;
    std::vector<char const*> files;
};

std::vector<source> const& sources() {
    static std::vector<source> const all{
        {"sex", {"sex"}},
        {"nation", {"nation"}},
        {"education", {"education"}},
        {"degree", {"degree"}},
        {"political_status", {"political_status"}},
        {"professional_title", {"professional_titles"}},
        {"title_level", {"title_level"}},
        {"skill_level", {"skill_levels"}},
        {"skill", {"skills"}},
        {"availability", {"availability"}},
        {"talent_category", {"talent_teams"}},
        {"practical_line", {"practical_talent_categories"}},
        {"talent_tag", {"talent_tags"}},
        {"category", {"talent_teams", "practical_talent_categories", "talent_tags"}},
        {"category_source", {"category_source"}},
        {"person_source", {"person_source"}},
        {"person_state", {"person_state"}},
        {"missing_field", {"missing_field"}},
        {"high_level_grade", {"high_level_grade"}},
        {"region_kind", {"region_kind"}},
        {"org_kind", {"org_kind"}},
        {"org_level", {"org_level"}},
        {"sector", {"sector"}},
        {"industry", {"industry"}},
        {"activity_kind", {"activity_kind"}},
        {"activity_state", {"activity_state"}},
        {"participant_role", {"participant_role"}},
        {"evidence", {"evidence"}},
        {"activity_mode", {"activity_mode"}},
        {"service_mode", {"service_mode"}},
        {"request_kind", {"request_kind"}},
        {"request_state", {"request_state"}},
        {"opinion_channel", {"opinion_channel"}},
        {"objection_result", {"objection_result"}},
        {"document_kind", {"document_kind"}},
        {"document_state", {"document_state"}},
        {"publish_channel", {"publish_channel"}},
        {"role", {"role"}},
        {"language", {"language"}},
        {"type_size", {"type_size"}},
    };
    return all;
}

}  // namespace

code_tables::code_tables(terms::library const& library) {
    for (auto const& s : sources())
        for (auto const* file : s.files) tables_[s.table].push_back(&library.at(file));
}

terms::item const* code_tables::find(std::string_view table, std::string_view code) const {
    auto const found = tables_.find(table);
    if (found == tables_.end()) return nullptr;
    for (auto const* part : found->second)
        if (auto const* row = part->find(code)) return row;
    return nullptr;
}

bool code_tables::has(std::string_view table, std::string_view code) const {
    return find(table, code);
}

std::string code_tables::name(std::string_view table, std::string_view code) const {
    auto const* row = find(table, code);
    return row ? row->name : std::string(code);
}

std::vector<terms::item const*> code_tables::rows(std::string_view table) const {
    std::vector<terms::item const*> out;
    if (auto const found = tables_.find(table); found != tables_.end())
        for (auto const* part : found->second)
            for (auto const& row : part->items()) out.push_back(&row);
    return out;
}

std::vector<std::string> code_tables::names() const {
    std::vector<std::string> out;
    for (auto const& [name, unused] : tables_) out.push_back(name);
    return out;
}

std::vector<std::string> code_tables::codes(std::string_view table) const {
    std::vector<std::string> out;
    for (auto const* row : rows(table)) out.push_back(row->code);
    return out;
}

record::code_check code_tables::checker() const {
    return [this](std::string_view table, std::string_view code) { return has(table, code); };
}

}  // namespace guiyan::codes
