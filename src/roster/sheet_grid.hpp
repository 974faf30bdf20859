#pragma once
// A sheet while it streams: a window of rows that are still to come, and what is merged.

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "files/sheet.hpp"

namespace guiyan::roster {

/// Which merged range covers a cell.
class merge_map {
public:
    merge_map() = default;
    explicit merge_map(std::vector<files::merge> const& merges);
    files::merge const* covering(std::uint32_t row, std::uint32_t column) const;
    bool empty() const { return by_column_.empty(); }

private:
    std::unordered_map<std::uint32_t, std::vector<files::merge>> by_column_;  // by first row
};

/// Rows in order, the first of them the one that is looked at.
using row_window = std::deque<files::row>;

/// The tidied text of a cell; of a cell inside a merged range the text of the range, as far as the window
/// holds it.
std::string text_at(row_window const& rows, std::size_t index, std::uint32_t column, merge_map const& merges);

/// Cells whose text is not blank.
std::vector<files::cell const*> filled_cells(files::row const& row);

}  // namespace guiyan::roster
