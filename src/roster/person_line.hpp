#pragma once
// One line of a table becomes a person: cells are read, cross-checked and reported.

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "roster/line_kinds.hpp"
#include "roster/roster.hpp"
#include "roster/table_plan.hpp"

namespace guiyan::roster {

/// What lines hand on to the lines below: merged cells, ditto marks, sparse columns.
class carried_cells {
public:
    /// Forgets what sparse columns carried: a group row or new headings came.
    void start_group();

    struct cell_now {
        files::cell const* cell = nullptr;  ///< nullptr where nothing stands or is carried
        bool merged = false;                ///< from the merged cell above
        bool sparse = false;                ///< from a block of lines above, by the look of the column
        bool ditto = false;
    };
    /// The cell of a column for this row; `may_carry` where a value of the line above may be meant.
    cell_now now(files::row const& row, plan_column const& column, merge_map const& merges, bool may_carry);

private:
    struct kept {
        files::cell cell;
        std::uint32_t row = 0;
        bool in_group = false;
    };
    std::unordered_map<std::uint32_t, kept> last_;
    std::uint32_t row_ = 0;         ///< read last
    std::uint32_t row_before_ = 0;  ///< the person's before it
};

/// Fills values and reports of `out`; verdict, duplicates and place in the file are left to the caller.
void read_person(table_plan const& plan, plan_block const& block, files::row const& row,
                 merge_map const& merges, toolbox const& tools, surroundings const& around,
                 carried_cells& carried, row_result& out);

}  // namespace guiyan::roster
