#pragma once
// Forms that are no table: one card per person (label, value, label, value), or a table that lies on its side
// with the headings in its first column. Both become lines that the readers of tables understand.

#include <functional>
#include <string_view>

#include "roster/table_plan.hpp"

namespace guiyan::roster {

/// A plan whose columns are the labels, and one row per person; its number is the row of the person's 姓名.
struct unfolded_form {
    table_plan plan;
    std::vector<files::row> people;
    std::string_view layout;  ///< "cards" or "transposed"
    std::uint32_t last_row = 0;
};

/// The people of a sheet without a table, or nothing. `rows` is the whole sheet.
std::optional<unfolded_form> unfold(row_window const& rows, merge_map const& merges, toolbox const& tools);

}  // namespace guiyan::roster
