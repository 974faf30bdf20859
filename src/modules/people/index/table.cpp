// The statistics table: every row and every column is a set of people; a cell is how many are in both. Rows
// that are regions look only at their own stretch of slots, so all towns together cost one pass.

#include <algorithm>

#include "modules/people/index/question.hpp"

namespace guiyan::people::inside {

namespace {

bool all_pass(conditions const& set, slot s) {
    return std::all_of(set.begin(), set.end(), [s](auto const& c) { return c->test(s); });
}

struct dense_row {
    std::size_t number;
    window own;
    borrowed_bits people;
};

}  // namespace

people_table count_table(question& q, hits const& found, std::span<people_filter const> rows,
                         std::span<people_filter const> columns) {
    auto const& shelf = q.people();
    people_table table{rows.size(), columns.size(), std::vector<std::uint32_t>(rows.size() * columns.size())};
    window const w = found.w;

    std::vector<conditions> column_sets;
    std::vector<std::optional<borrowed_bits>> column_bits;
    for (auto const& column : columns) {
        column_sets.push_back(compile(column, shelf));
        column_bits.emplace_back();
        if (column_sets.back().empty()) continue;
        auto& bits = column_bits.back().emplace(w.first, w.end);
        column_sets.back().front()->add_to(bits.data(), w);
        for (std::size_t i = 1; i < column_sets.back().size(); ++i)
            column_sets.back()[i]->keep_in(bits.data(), w);
    }

    std::vector<std::vector<bool>> late_columns;
    for (slot const s : found.late) {
        auto& passes = late_columns.emplace_back();
        for (auto const& set : column_sets) passes.push_back(all_pass(set, s));
    }

    std::vector<dense_row> dense;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        auto const row = compile(rows[r], shelf);
        auto* const cells = table.cells.data() + r * columns.size();
        for (std::size_t i = 0; i < found.late.size(); ++i)
            if (all_pass(row, found.late[i]))
                for (std::size_t c = 0; c < columns.size(); ++c) cells[c] += late_columns[i][c];

        window own = w;
        if (!rows[r].regions.empty()) {
            slot first = ~slot(0), end = 0;
            for (auto const& range : rows[r].regions) {
                auto const [from, to] = shelf.slots_of(range);
                if (from < to) first = std::min(first, from), end = std::max(end, to);
            }
            if (first >= end) continue;
            own = {std::max<std::size_t>(w.first, first / 64), std::min<std::size_t>(w.end, words_for(end))};
        }
        if (own.first >= own.end) continue;
        borrowed_bits mine(own.first, own.end);
        std::copy(found.bits.data() + own.first, found.bits.data() + own.end, mine.data() + own.first);
        for (auto const& c : row) c->keep_in(mine.data(), own);
        std::size_t const people = count(mine.data() + own.first, own.words());
        if (people == 0) continue;
        if (people * 2 < own.words()) {
            each_bit(mine.data(), own.first, own.end, [&](slot s) {
                for (std::size_t c = 0; c < columns.size(); ++c)
                    cells[c] += !column_bits[c] || has(column_bits[c]->data(), s);
            });
            continue;
        }
        dense.push_back({r, own, std::move(mine)});
    }

    // A stretch at a time, so that it is in the cache when the next row comes to the same column.
    constexpr std::size_t stretch = 256;
    for (std::size_t from = w.first; from < w.end; from += stretch)
        for (auto const& row : dense) {
            std::size_t const first = std::max(from, row.own.first),
                              end = std::min(from + stretch, row.own.end);
            if (first >= end) continue;
            auto* const cells = table.cells.data() + row.number * columns.size();
            word const* const mine = row.people.data() + first;
            for (std::size_t c = 0; c < columns.size(); ++c)
                cells[c] += std::uint32_t(column_bits[c]
                                              ? count_both(mine, column_bits[c]->data() + first, end - first)
                                              : count(mine, end - first));
        }
    return table;
}

}  // namespace guiyan::people::inside
