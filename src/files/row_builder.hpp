#pragma once
// Collects the cells of one row and tells it: limits, order, no empty cells. Cells keep their memory from row
// to row.

#include <algorithm>

#include "files/refusal.hpp"
#include "files/sheet.hpp"

namespace guiyan::files {

class row_builder {
public:
    row_builder(read_limits const& limits, row_hook const& on_row) : limits_(limits), on_row_(on_row) {}

    void begin(std::uint32_t number, bool hidden) {
        if (number <= row_.number) refuse_truncated();  // rows of a sheet rise
        if (number > limits_.rows) refuse_too_large("too_many_rows", limits_.rows);
        row_.number = number;
        row_.hidden = hidden;
        while (!row_.cells.empty()) {
            spare_.push_back(std::move(row_.cells.back()));
            row_.cells.pop_back();
        }
        ordered_ = true;
    }

    /// A blank cell to fill; take_back() where it turns out to be empty.
    cell& add(std::uint32_t column) {
        if (column >= limits_.columns) refuse_too_large("too_many_columns", limits_.columns);
        if (!row_.cells.empty() && column <= row_.cells.back().column) ordered_ = false;
        if (row_.cells.size() >= limits_.columns) refuse_truncated();
        if (spare_.empty()) {
            row_.cells.emplace_back();
        } else {
            row_.cells.push_back(std::move(spare_.back()));
            spare_.pop_back();
        }
        cell& c = row_.cells.back();
        c.column = column;
        c.kind = cell_kind::text;
        c.text.clear();
        c.number = 0;
        c.stored_as_number = false;
        c.format.clear();
        return c;
    }

    void take_back() {
        spare_.push_back(std::move(row_.cells.back()));
        row_.cells.pop_back();
    }

    /// Tells the row unless it is empty. False where the caller wants no more.
    bool finish() {
        if (!ordered_) {
            std::stable_sort(row_.cells.begin(), row_.cells.end(),
                             [](cell const& a, cell const& b) { return a.column < b.column; });
            row_.cells.erase(std::unique(row_.cells.begin(), row_.cells.end(),
                                         [](cell const& a, cell const& b) { return a.column == b.column; }),
                             row_.cells.end());
        }
        return row_.cells.empty() || on_row_(row_);
    }

    std::uint32_t number() const { return row_.number; }

private:
    read_limits const& limits_;
    row_hook const& on_row_;
    row row_;
    std::vector<cell> spare_;
    bool ordered_ = true;
};

}  // namespace guiyan::files
