#pragma once
// Where a table of people begins in a sheet, and what each of its columns holds.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "roster/birth.hpp"
#include "roster/headings.hpp"
#include "roster/person_name.hpp"
#include "roster/places.hpp"
#include "roster/roster.hpp"
#include "roster/sheet_grid.hpp"
#include "roster/skills.hpp"
#include "roster/words.hpp"

namespace guiyan::roster {

/// Everything the readers of this room need, made once for a file.
struct toolbox {
    terms::library const& lists;
    heading_words headings;
    vocabulary words;
    surname_list surnames;
    skill_words skills;
    place_index places;
    date today;

    toolbox(reference const& ref, options const& opt);
};

struct plan_column {
    std::uint32_t index = 0;
    std::vector<std::string> path;  ///< headings from the top down
    std::string heading;            ///< joined by "/"
    std::vector<std::string> keys;  ///< of path, to know repeated headings
    column_use use = column_use::none;
    double score = 0;
    bool remembered = false;
    bool by_content = false;
    bool sparse =
        false;  ///< filled only where a block of lines begins, as merged cells are once they are csv
    std::string tick_code;  ///< the heading is itself a value (性别/男) and the cells are ticked
    bool ticked = false;    ///< the last heading is the value of the cells that are ticked (类别/种植)
    double filled = 0;      ///< part of the sampled lines that fill it
};

/// One person's columns; a table with two persons side by side has two.
struct plan_block {
    std::array<std::vector<int>, column_use_count> by_use;  ///< positions in table_plan::columns
    int first(column_use use) const;
};

struct table_plan {
    std::uint32_t first_heading_row = 0;
    std::uint32_t last_heading_row = 0;
    std::size_t heading_rows = 0;  ///< rows of the window that the headings take
    std::vector<plan_column> columns;
    std::vector<plan_block> blocks;
    std::unordered_map<std::uint32_t, int> by_index;
    std::string fingerprint;
    date_habit dates;
    bool zeros_suspect = false;     ///< ID numbers of this table were damaged by a spreadsheet
    std::optional<int> counted_in;  ///< the year in which the ages were true
    bool transposed_or_card = false;

    void index_columns();  ///< fills by_index and blocks from columns
};

/// How a row looks when it is read as headings.
struct heading_look {
    int known = 0;     ///< cells that are headings
    int distinct = 0;  ///< different meanings
    int cells = 0;
    double name = 0;  ///< score of the best name heading
    std::uint32_t name_column = 0;
    bool has_person_fields = false;  ///< two of sex, ID number, birth, education, party, nation
    bool is_heading = false;
};
heading_look look_at_headings(row_window const& rows, std::size_t index, merge_map const& merges,
                              toolbox const& tools);

/// The table whose headings begin in the first row of the window, or nothing.
std::optional<table_plan> plan_table(row_window const& rows, std::size_t sheet, merge_map const& merges,
                                     toolbox const& tools, options const& opt);

/// A table of people without any headings: names beside ID numbers or phones in at least three rows.
std::optional<table_plan> plan_without_headings(row_window const& rows, merge_map const& merges,
                                                toolbox const& tools, bool csv);

/// Tells columns by their cells where the heading does not, and how the cells of the table are written.
/// `from` is the first row below the headings.
void study_columns(table_plan& plan, row_window const& rows, std::size_t from, merge_map const& merges,
                   toolbox const& tools, bool csv);

/// Uses of columns that people chose or that were remembered; then blocks and duplicates.
void settle_columns(table_plan& plan, std::size_t sheet, options const& opt);

}  // namespace guiyan::roster
