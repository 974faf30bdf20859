#pragma once
// JSON text straight from the field table, for replies: the same bytes as serialize(write_json(…)) without
// the tree of values in between, which costs several times the writing itself.

#include <string>

#include "record/field.hpp"

namespace guiyan::record {

void append_json(std::string& out, type const&, void const* object);

/// Members first ≤ i < end of the object as they stand inside its braces, parted by commas.
void append_json_members(std::string& out, type const&, void const* object, std::size_t first,
                         std::size_t end);

/// `text` (UTF-8) as a JSON string, quotes included.
void append_json_string(std::string& out, std::string_view text);

}  // namespace guiyan::record
