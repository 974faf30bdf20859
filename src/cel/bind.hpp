#pragma once
// Variables of comprehensions: who means which.

#include "cel/ast.hpp"

namespace guiyan::cel {

/// Gives each comprehension's variable its slot and marks the names that mean one. Returns the greatest
/// number of slots in use at once.
int bind_names(node& root);

}  // namespace guiyan::cel
