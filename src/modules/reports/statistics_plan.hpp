#pragma once
// What each row and column of the 人才队伍情况统计表 counts, as conditions of the people list: one
// description gives the figure and the list behind it.

#include <string>
#include <string_view>
#include <vector>

#include "modules/people/people.hpp"

namespace guiyan::reports {

struct planned_column {
    std::string_view key;    ///< label: reports.column.<key>
    std::string_view group;  ///< label: reports.group.<group>; empty: stands alone
    people::people_list_query people;
};

/// Columns of one group part the total: what is not known has its own column.
std::vector<planned_column> const& statistics_columns();

struct planned_row {
    std::string key;
    std::string label;
    std::string_view kind;
    int level = 0;
    people::people_list_query people;
};

/// Whose people a row set is about: the place asked for, or the roots of what the actor reaches.
struct row_places {
    std::vector<std::string> whole;             ///< codes that hold everybody of the table
    std::vector<regions::region const*> parts;  ///< the places one level below
    regions::region const* itself = nullptr;    ///< records kept at the place itself, not below it
};

/// Names of a row that no code table has, by locale key.
using row_word = std::function<std::string(std::string_view key)>;

/// The five teams with their groups, the practical lines, who is in none, and the total.
std::vector<planned_row> class_rows(codes::code_tables const&, row_word const&);
/// The places, who is kept at the place itself, and the total.
std::vector<planned_row> region_rows(row_places const&, row_word const&);
/// Each class with the places below it; the total comes last.
std::vector<planned_row> class_region_rows(codes::code_tables const&, row_places const&, row_word const&);

/// Everybody who meets all three.
people::people_list_query met_by_all(people::people_list_query const& table,
                                     people::people_list_query const& row,
                                     people::people_list_query const& column);

}  // namespace guiyan::reports
