#include "roster/sheet_grid.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "roster/cell_text.hpp"

namespace guiyan::roster {

merge_map::merge_map(std::vector<files::merge> const& merges) {
    for (auto const& m : merges)
        for (std::uint32_t c = m.first_column; c <= m.last_column && c < m.first_column + 256; ++c)
            by_column_[c].push_back(m);
    for (auto& [column, list] : by_column_)
        std::ranges::sort(list, {}, [](files::merge const& m) { return m.first_row; });
}

files::merge const* merge_map::covering(std::uint32_t row, std::uint32_t column) const {
    auto const at = by_column_.find(column);
    if (at == by_column_.end()) return nullptr;
    auto next =
        std::ranges::upper_bound(at->second, row, {}, [](files::merge const& m) { return m.first_row; });
    if (next == at->second.begin()) return nullptr;
    auto const& m = *std::prev(next);
    return m.last_row >= row ? &m : nullptr;
}

std::string text_at(row_window const& rows, std::size_t index, std::uint32_t column,
                    merge_map const& merges) {
    auto const& row = rows[index];
    if (auto text = tidy(row.text(column)); !text.empty()) return text;
    auto const* m = merges.covering(row.number, column);
    if (!m) return "";
    for (std::size_t i = index + 1; i-- > 0;) {
        if (rows[i].number < m->first_row) break;
        if (rows[i].number == m->first_row) return tidy(rows[i].text(m->first_column));
    }
    return "";
}

std::vector<files::cell const*> filled_cells(files::row const& row) {
    std::vector<files::cell const*> out;
    for (auto const& c : row.cells)
        if (!trim(c.text).empty()) out.push_back(&c);
    return out;
}

}  // namespace guiyan::roster
