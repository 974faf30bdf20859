#include "modules/exports/export_request.hpp"
#include "record/plain.hpp"

namespace guiyan::exports {

using record::privacy;

BOOST_DESCRIBE_STRUCT(export_wish, (), (format, columns, reason, unmasked, filters))
BOOST_DESCRIBE_STRUCT(export_request, (),
                      (id, list, query, columns, format, unmasked, reason, rows_counted, region_code, state,
                       requested_by, requested_by_name, requested_unit, requested_at, decided_by_name,
                       decided_at, decision_reason, fetched_at, row_version))
BOOST_DESCRIBE_STRUCT(export_list_query, (), (state, page, size))
BOOST_DESCRIBE_STRUCT(export_page, (), (items, total, page, size))
BOOST_DESCRIBE_STRUCT(export_limits, (), (rows_at_once, approval_days))
BOOST_DESCRIBE_STRUCT(rejection, (), (reason))

record::type const& record_of(export_wish const*) {
    static auto const t = record::describe_plain<export_wish>(
        "export_wish", {{.name = "format", .max_length = 10},
                        {.name = "columns", .required = true, .max_length = 40},
                        {.name = "reason", .required = true, .max_length = 200},
                        {.name = "filters", .personal = privacy::identity}});
    return t;
}
record::type const& record_of(export_request const*) {
    static auto const t = record::describe_plain<export_request>(
        "export_request",
        {{.name = "query", .personal = privacy::identity, .sealed = true, .max_length = 4000},
         {.name = "requested_by_name", .personal = privacy::identity},
         {.name = "decided_by_name", .personal = privacy::identity}});
    return t;
}
record::type const& record_of(export_list_query const*) {
    static auto const t = record::describe_plain<export_list_query>(
        "export_list_query", {{.name = "state", .max_length = 20},
                              {.name = "page", .minimum = 1, .maximum = 1000000},
                              {.name = "size", .minimum = 1, .maximum = 200}});
    return t;
}
record::type const& record_of(export_page const*) {
    static auto const t = record::describe_plain<export_page>("export_page");
    return t;
}
record::type const& record_of(export_limits const*) {
    static auto const t = record::describe_plain<export_limits>("export_limits");
    return t;
}
record::type const& record_of(rejection const*) {
    static auto const t = record::describe_plain<rejection>(
        "export_rejection", {{.name = "reason", .required = true, .max_length = 200}});
    return t;
}

}  // namespace guiyan::exports
