#include "modules/imports/column_fields.hpp"

#include <array>
#include <utility>

namespace guiyan::imports {
namespace {

using roster::column_use;

constexpr std::array<std::pair<column_use, std::string_view>, 8> names{{
    {column_use::village, "region_code"},
    {column_use::town, "town_name"},
    {column_use::address, "residence_note"},
    {column_use::native_place, "native_region_code"},
    {column_use::category, "categories"},
    {column_use::practical_category, "practical_line"},
    {column_use::employer, "employer_name"},
    {column_use::remarks, "remark"},
}};

}  // namespace

std::string_view field_of_column(column_use use) {
    if (use == column_use::none || use == column_use::ignore) return "";
    for (auto const& [have, word] : names)
        if (have == use) return word;
    return roster::word_of(use);
}

std::optional<column_use> column_use_of_field(std::string_view word) {
    for (auto const& [use, have] : names)
        if (have == word) return use;
    if (word == "biography") return column_use::remarks;
    return roster::column_use_of(word);
}

}  // namespace guiyan::imports
