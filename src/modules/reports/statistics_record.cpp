#include "modules/reports/talent_statistics.hpp"
#include "record/plain.hpp"

namespace guiyan::reports {

BOOST_DESCRIBE_STRUCT(statistics_query, (), (region, as_of, rows))
BOOST_DESCRIBE_STRUCT(statistics_sheet_query, (statistics_query), (reason))
BOOST_DESCRIBE_STRUCT(statistics_column, (), (key, label, group))
BOOST_DESCRIBE_STRUCT(statistics_cell, (), (value, query))
BOOST_DESCRIBE_STRUCT(statistics_row, (), (key, label, kind, level, cells))
BOOST_DESCRIBE_STRUCT(talent_statistics, (), (title, unit, as_of, region_name, columns, rows, notes))

record::type const& record_of(statistics_query const*) {
    static auto const t = record::describe_plain<statistics_query>(
        "statistics_query", {{.name = "region", .form = "region_code"}, {.name = "rows", .max_length = 20}});
    return t;
}
record::type const& record_of(statistics_sheet_query const*) {
    static auto const t = record::describe_plain<statistics_sheet_query>(
        "statistics_sheet_query", {{.name = "region", .form = "region_code"},
                                   {.name = "rows", .max_length = 20},
                                   {.name = "reason", .required = true, .max_length = 200}});
    return t;
}
record::type const& record_of(statistics_column const*) {
    static auto const t = record::describe_plain<statistics_column>("statistics_column");
    return t;
}
record::type const& record_of(statistics_cell const*) {
    static auto const t = record::describe_plain<statistics_cell>("statistics_cell");
    return t;
}
record::type const& record_of(statistics_row const*) {
    static auto const t = record::describe_plain<statistics_row>("statistics_row");
    return t;
}
record::type const& record_of(talent_statistics const*) {
    static auto const t = record::describe_plain<talent_statistics>("talent_statistics");
    return t;
}

}  // namespace guiyan::reports
