#include "modules/schemes/national_codes.hpp"

#include <algorithm>
#include <set>

namespace guiyan::schemes {
namespace {

/// Names in packs, and the tables of the room of codes.
constexpr std::pair<std::string_view, std::string_view> names[] = {
    {"SEX", "sex"},
    {"NATION", "nation"},
    {"POLITICAL", "political_status"},
    {"EDUCATION", "education"},
    {"DEGREE", "degree"},
    {"TITLE", "professional_title"},
    {"SKILL", "skill"},
    {"SKILL_LEVEL", "skill_level"},
    {"AVAILABILITY", "availability"},
    {"TALENT_CATEGORY", "category"},
    {"CATEGORY_SOURCE", "category_source"},
    {"HIGH_LEVEL", "high_level_grade"},
    {"PERSON_STATE", "person_state"},
    {"SECTOR", "sector"},
    {"INDUSTRY", "industry"},
};

std::string_view own_name(std::string_view table) {
    for (auto const& [here, there] : names)
        if (here == table) return there;
    return {};
}

}  // namespace

std::vector<std::string> national_codes::tables() const {
    std::vector<std::string> out;
    for (auto const& [here, _] : names) out.emplace_back(here);
    return out;
}

bool national_codes::has_table(std::string_view table) const {
    return !own_name(table).empty();
}

bool national_codes::has_code(std::string_view table, std::string_view code) const {
    return tables_.has(own_name(table), code);
}

std::vector<std::string> national_codes::codes(std::string_view table) const {
    return tables_.codes(own_name(table));
}

std::string national_codes::name(std::string_view table, std::string_view code) const {
    auto const own = own_name(table);
    return !own.empty() && tables_.has(own, code) ? tables_.name(own, code) : std::string();
}

std::vector<std::string> national_codes::groups(std::string_view table) const {
    std::set<std::string> out;
    for (auto const* row : tables_.rows(own_name(table)))
        if (!row->parent_code.empty()) out.insert(row->parent_code);
    return {out.begin(), out.end()};
}

bool national_codes::in_group(std::string_view table, std::string_view code, std::string_view group) const {
    auto const name = own_name(table);
    for (auto const* row = tables_.find(name, code); row; row = tables_.find(name, row->parent_code)) {
        if (row->code == group || row->parent_code == group) return true;
        if (row->parent_code.empty() || row->parent_code == row->code) return false;
    }
    return false;
}

std::optional<double> national_codes::rank(std::string_view table, std::string_view code) const {
    auto const all = codes(table);
    auto const found = std::find(all.begin(), all.end(), code);
    // The lists begin with the highest, so that a later place is a lower rank.
    return found == all.end() ? std::nullopt : std::optional(static_cast<double>(all.end() - found));
}

}  // namespace guiyan::schemes
