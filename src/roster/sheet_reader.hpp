#pragma once
// Reads one sheet of a roster from its first row to its last: what stands above a table, tables and forms,
// and the lines of people, each told in its order.

#include <algorithm>

#include "roster/cards.hpp"
#include "roster/duplicates.hpp"
#include "roster/line_kinds.hpp"
#include "roster/person_line.hpp"
#include "roster/roster.hpp"
#include "roster/table_plan.hpp"

namespace guiyan::roster {

inline constexpr std::size_t lookahead = 64;  ///< rows that headings and columns are judged by

class sheet_reader {
public:
    sheet_reader(files::workbook& book, std::size_t index, toolbox const& tools, reference const& ref,
                 options const& opt, row_sink const& sink, duplicate_finder& duplicates, analysis& out,
                 bool& cancelled)
        : book_(book),
          index_(index),
          tools_(tools),
          ref_(ref),
          opt_(opt),
          sink_(sink),
          duplicates_(duplicates),
          out_(out),
          cancelled_(cancelled) {}

    result<done> read();

private:
    void set_surroundings();
    void take_place(std::string_view text);
    /// No table in the first rows: a card, a table on its side, or a table further down. True once that is
    /// known.
    bool try_forms(bool whole_sheet);
    void read_form(unfolded_form& form);
    void use_plan(table_plan plan);
    void step();
    /// A person over several rows: what the rows below only add is read with the first.
    void add_rows_below();
    bool block_filled(files::row const& row, plan_block const& block) const;
    void begin_table(table_plan plan);
    void flush_pending(std::optional<kind> instead);
    void ignore(std::uint32_t row, kind why);
    void person(files::row const& row, plan_block const& block, merge_map const& merges);
    void find_twins(row_result& r);
    void tell(row_result const& r);
    void finish();

    files::workbook& book_;
    std::size_t index_;
    toolbox const& tools_;
    reference const& ref_;
    options const& opt_;
    row_sink const& sink_;
    duplicate_finder& duplicates_;
    analysis& out_;
    bool& cancelled_;

    sheet_info info_;
    merge_map merges_;
    row_window window_;
    surroundings base_, around_;
    carried_cells carried_;
    std::optional<table_plan> plan_;
    std::vector<std::pair<std::uint32_t, kind>> pending_;
    std::uint32_t goes_on_ = 0;       ///< row that goes on with the person above it; 0: none does
    std::uint32_t goes_on_rows_ = 0;  ///< and how many such rows are left
    bool csv_ = false;
    bool ask_ = false;
    bool left_out_ = false;
    bool stop_ = false;
    bool restart_ = false;
    bool settled_no_table_ = false;
    bool form_seen_ = false;
};

}  // namespace guiyan::roster
