#pragma once
// Printed options with boxes inside one cell, as registration forms have them: "☑男 □女", "男√ 女□",
// "(√)党员 ( )群众".

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace guiyan::roster {

/// The options that are ticked; empty where all boxes are empty; nothing where the text is no list of
/// options. A tick without an option beside it (√) is none: its heading says what it means.
std::optional<std::vector<std::string>> ticked_options(std::string_view tidy_text);

/// True of a text with an empty box in it.
bool has_empty_box(std::string_view tidy_text);

}  // namespace guiyan::roster
