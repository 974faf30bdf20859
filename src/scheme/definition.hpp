#pragma once
// What a figure counts, as text that can be compared: its own lines of scheme.yaml and those of every
// measure, set, table, code list and parameter it asks, without what only says or prints it. Two editions of
// a pack define a figure alike when the texts are the same.

#include <functional>
#include <string>
#include <string_view>

namespace guiyan::scheme {

/// The value of a parameter as it holds, by its id.
using param_value_of = std::function<std::string(std::string_view id)>;

/// "" where the pack has no such figure or cannot be read.
std::string definition_of(std::string_view scheme_yaml, std::string_view figure, param_value_of const&);

}  // namespace guiyan::scheme
