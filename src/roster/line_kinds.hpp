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

/// The row below a person's that only adds to what he can do or how he is reached: no name, number or mark of
/// another person, nothing but skills, trades, phones and remarks. No total, note or signature.
bool goes_on_with(table_plan const& plan, files::row const& person, files::row const& next);

/// The person's row with the cells of such a row added to its own.
files::row put_together(table_plan const& plan, files::row const& person, files::row const& next);

/// A row above a table: title, unit line, notes.
kind kind_above_table(files::row const& row, surroundings& around, toolbox const& tools);

bool is_subtotal(std::string_view tidy_text);
bool is_signature(std::string_view tidy_text);
bool is_note(std::string_view tidy_text);
bool is_unit_line(std::string_view tidy_text);

}  // namespace guiyan::roster
