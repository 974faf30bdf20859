#pragma once
// Which rows of a table are people and which are not: headings printed again, subtotals, groups, notes,
// signatures.

#include <optional>
#include <string>

#include "roster/table_plan.hpp"

namespace guiyan::roster {

/// What rows around a line say about it; kept while a sheet streams.
struct surroundings {
    std::string title;
    std::string unit_line;
    std::string weak_town,
        weak_village;  ///< of the sheet: its name, title, the file, the choice of the person
    std::string group_town, group_village;  ///< of the last group row
    std::string group_category, group_practical;
    bool group_fresh = false;  ///< no person has stood under the group row yet
    bool in_notes = false;
};

struct line_kind {
    std::optional<kind> ignored;  ///< nothing: a person
    bool new_table = false;       ///< headings of another table
};

/// Looks at the first row of the window. A group row changes `around`.
line_kind kind_of_line(table_plan const& plan, row_window const& rows, merge_map const& merges,
                       toolbox const& tools, surroundings& around);

/// A row above a table: title, unit line, notes.
kind kind_above_table(files::row const& row, surroundings& around, toolbox const& tools);

}  // namespace guiyan::roster
