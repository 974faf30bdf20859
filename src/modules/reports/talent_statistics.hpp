#pragma once
// 人才队伍情况统计表: how many people, by talent class and place, in columns of sex, nation, party, age,
// education and title. Every figure carries the list that it counted.

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "record/field.hpp"

namespace guiyan::reports {

/// What the rows are: classes, the places one level below, or under each class the places.
inline constexpr std::string_view rows_by_class = "class", rows_by_region = "region",
                                  rows_by_both = "class_region";

struct statistics_query {
    std::optional<std::string> region;  ///< empty: all that the actor reaches
    std::optional<date> as_of;          ///< day on which ages are counted; empty: today
    std::string rows{rows_by_class};
};
/// For the sheet, which leaves the house.
struct statistics_sheet_query : statistics_query {
    std::string reason;
};

struct statistics_column {
    std::string key;
    std::string label;
    std::optional<std::string> group;  ///< heading over neighbouring columns
};

struct statistics_cell {
    std::int64_t value = 0;
    std::optional<std::string>
        query;  ///< "/people?…": exactly these people; none for whoever may not read them
};

struct statistics_row {
    std::string key;
    std::string label;
    std::string kind;        ///< class, line, region, unclassified, total
    std::int64_t level = 0;  ///< 1: a part of the row of level 0 above it
    std::vector<statistics_cell> cells;
};

struct talent_statistics {
    std::string title;
    std::string unit;
    date as_of;
    std::string region_name;
    std::vector<statistics_column> columns;
    std::vector<statistics_row> rows;
    std::vector<std::string> notes;  ///< how it is counted
};

record::type const& record_of(statistics_query const*);
record::type const& record_of(statistics_sheet_query const*);
record::type const& record_of(statistics_column const*);
record::type const& record_of(statistics_cell const*);
record::type const& record_of(statistics_row const*);
record::type const& record_of(talent_statistics const*);

}  // namespace guiyan::reports
