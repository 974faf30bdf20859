#pragma once
// Cells that say their row is no person: totals, signatures, notes, the unit that fills the form in.

#include <string_view>

namespace guiyan::roster {

bool is_subtotal(std::string_view tidy_text);
bool is_signature(std::string_view tidy_text);
bool is_note(std::string_view tidy_text);
bool is_unit_line(std::string_view tidy_text);

}  // namespace guiyan::roster
