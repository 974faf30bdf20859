#pragma once
// Fields that a pack adds to a kind of record: kept in its column `extra` as one JSON object, told and given
// as a list of names and texts. What a name means and whether the text fits is the pack's.

#include <string>
#include <string_view>
#include <vector>

#include "record/field.hpp"

namespace guiyan::store {

/// "3", "2022-01-02", "true", a code: as text, whatever the pack calls it.
struct extra_value {
    std::string name;
    std::string value;
};
record::type const& record_of(extra_value const*);

std::vector<extra_value> read_extra(std::string_view json);
std::string write_extra(std::vector<extra_value> const&);

}  // namespace guiyan::store
