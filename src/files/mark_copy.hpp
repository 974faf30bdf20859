#pragma once
// The error workbook: the clerk's own table again, with marked cells and a last column that says what to
// correct.

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "files/sheet.hpp"

namespace guiyan::files {

/// One thing to correct.
struct cell_mark {
    std::uint32_t column = 0;  ///< 0-based
    std::string message;
};

/// What is wrong in a row; `whole_row` messages concern no single cell.
struct row_marks {
    std::vector<cell_mark> cells;
    std::vector<std::string> whole_row;
    bool empty() const { return cells.empty() && whole_row.empty(); }
};

struct mark_copy_options {
    std::string remark_heading = "问题说明";
    /// Per sheet the row (1-based) of the last heading line, where remark_heading stands; 0 or left out: the
    /// row before the first marked one.
    std::vector<std::uint32_t> heading_rows;
    bool only_marked =
        false;  ///< leave out rows below the heading that have nothing to correct (their numbers stay)
};

/// Asked for every row of a sheet in order, twice: the marks of a sheet and row number.
using mark_hook = std::function<row_marks(std::size_t sheet, std::uint32_t row)>;

/// Streams every sheet of `source` (values, merges, hidden rows and sheets; fonts and colours are not kept)
/// into a new xlsx at `out`. Text stays text, numbers and whole days stay what they were, other times become
/// text.
result<done> mark_copy(workbook& source, mark_hook const& marks, std::filesystem::path const& out,
                       mark_copy_options const& options = {});

}  // namespace guiyan::files
