#include "modules/indicators/standings_api.hpp"

#include "api/reading.hpp"
#include "record/plain.hpp"

namespace guiyan::indicators {

BOOST_DESCRIBE_STRUCT(standing_query, (), (scheme, region, as_of, period))
BOOST_DESCRIBE_STRUCT(standing_rule, (),
                      (rule, kind, name, basis, assumed, entity, duty, every, period, due_on, asked, met,
                       open, missed, waived, unknown))
BOOST_DESCRIBE_STRUCT(standing_list, (), (items, as_of, region_code, region_name))
BOOST_DESCRIBE_STRUCT(standing_row_query, (), (scheme, rule, region, as_of, period, state, page, size))
BOOST_DESCRIBE_STRUCT(standing_row, (),
                      (entity, id, label, place, url, group, state, text, value, unit, due_on))
BOOST_DESCRIBE_STRUCT(standing_page, (), (rule, items, total, page, size))

record::type const& record_of(standing_query const*) {
    static auto const t =
        record::describe_plain<standing_query>("standing_query", {{.name = "scheme", .required = true},
                                                                  {.name = "region", .form = "region_code"},
                                                                  {.name = "period", .max_length = 10}});
    return t;
}
record::type const& record_of(standing_rule const*) {
    static auto const t = record::describe_plain<standing_rule>("standing_rule");
    return t;
}
record::type const& record_of(standing_list const*) {
    static auto const t = record::describe_plain<standing_list>("standing_list");
    return t;
}
record::type const& record_of(standing_row_query const*) {
    static auto const t = record::describe_plain<standing_row_query>(
        "standing_row_query", {{.name = "scheme", .required = true},
                               {.name = "rule", .required = true, .max_length = 120},
                               {.name = "region", .form = "region_code"},
                               {.name = "period", .max_length = 10},
                               {.name = "page", .minimum = 1, .maximum = 1000000},
                               {.name = "size", .minimum = 1, .maximum = 500}});
    return t;
}
record::type const& record_of(standing_row const*) {
    using record::privacy;
    static auto const t = record::describe_plain<standing_row>(
        "standing_row", {{.name = "label", .personal = privacy::identity}});
    return t;
}
record::type const& record_of(standing_page const*) {
    static auto const t = record::describe_plain<standing_page>("standing_page");
    return t;
}

std::vector<api::endpoint> endpoints(standings& all) {
    std::vector<api::endpoint> out;
    out.push_back(
        {.path = "/api/standings",
         .operation = "list_standings",
         .permission = "figures.read",
         .query = api::type_of<standing_query>(),
         .output = api::type_of<standing_list>(),
         .handle = api::reading<api::in_query<standing_query>>(
             [&all](api::call& c, standing_query const& asked) { return all.list(c.who, asked); })});
    // The rows name people: whoever may only see totals does not open them.
    out.push_back(
        {.path = "/api/standings/rows",
         .operation = "list_standing_rows",
         .permission = "people.read",
         .query = api::type_of<standing_row_query>(),
         .output = api::type_of<standing_page>(),
         .handle = api::reading<api::in_query<standing_row_query>>(
             [&all](api::call& c, standing_row_query const& asked) { return all.rows(c.who, asked); })});
    return out;
}

}  // namespace guiyan::indicators
