#pragma once
// What changed between two states of a record, as the trail and the conflict page show it.

#include <string>
#include <vector>

#include "record/field.hpp"

namespace guiyan::record {

struct difference {
    std::string field;
    std::string before;  ///< masked where the field is sealed
    std::string after;
};

/// The value as one line of text: lists joined by "、", truth as "true"/"false", nothing as "".
std::string as_text(value const&);

/// Differences of all fields but `row_version`, `updated_at`; records inside are compared as their JSON.
std::vector<difference> diff(type const&, void const* before, void const* after);

}  // namespace guiyan::record
