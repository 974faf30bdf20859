#include "modules/indicators/indicators_api.hpp"

#include "api/reading.hpp"
#include "record/plain.hpp"

namespace guiyan::indicators {

BOOST_DESCRIBE_STRUCT(figure_query, (), (scheme, region, as_of, evidence))
BOOST_DESCRIBE_STRUCT(figure, (), (id, name, module, phrase, printed, value, unit, rows, kind))
BOOST_DESCRIBE_STRUCT(figure_list, (), (items, as_of, region_code, region_name))
BOOST_DESCRIBE_STRUCT(figure_part, (), (code, name, value, rows))
BOOST_DESCRIBE_STRUCT(figure_class, (), (field, label, items))
BOOST_DESCRIBE_STRUCT(figure_completeness, (), (of, asked, known, text, missing, door))
BOOST_DESCRIBE_STRUCT(figure_edition, (), (from_on, edition, definition, changed))
BOOST_DESCRIBE_STRUCT(figure_page, (),
                      (figure, definition, condition, expression, evidence, basis, edition, assumed, as_of,
                       region_code, region_name, by_area, by_month, by_class, completeness, editions))
BOOST_DESCRIBE_STRUCT(figure_row, (), (entity, id, label, place, day, value, url))
BOOST_DESCRIBE_STRUCT(row_query, (), (scheme, region, as_of, evidence, page, size))
BOOST_DESCRIBE_STRUCT(row_page, (), (items, total, page, size))

record::type const& record_of(figure_query const*) {
    static auto const t =
        record::describe_plain<figure_query>("figure_query", {{.name = "scheme", .required = true},
                                                              {.name = "region", .form = "region_code"},
                                                              {.name = "evidence", .max_length = 10}});
    return t;
}
record::type const& record_of(figure const*) {
    static auto const t = record::describe_plain<figure>("figure");
    return t;
}
record::type const& record_of(figure_list const*) {
    static auto const t = record::describe_plain<figure_list>("figure_list");
    return t;
}
record::type const& record_of(figure_part const*) {
    static auto const t = record::describe_plain<figure_part>("figure_part");
    return t;
}
record::type const& record_of(figure_class const*) {
    static auto const t = record::describe_plain<figure_class>("figure_class");
    return t;
}
record::type const& record_of(figure_completeness const*) {
    static auto const t = record::describe_plain<figure_completeness>("figure_completeness");
    return t;
}
record::type const& record_of(figure_edition const*) {
    static auto const t = record::describe_plain<figure_edition>("figure_edition");
    return t;
}
record::type const& record_of(figure_page const*) {
    static auto const t = record::describe_plain<figure_page>("figure_page");
    return t;
}
record::type const& record_of(figure_row const*) {
    using record::privacy;
    static auto const t =
        record::describe_plain<figure_row>("figure_row", {{.name = "label", .personal = privacy::identity}});
    return t;
}
record::type const& record_of(row_query const*) {
    static auto const t = record::describe_plain<row_query>(
        "figure_row_query", {{.name = "scheme", .required = true},
                             {.name = "region", .form = "region_code"},
                             {.name = "evidence", .max_length = 10},
                             {.name = "page", .minimum = 1, .maximum = 1000000},
                             {.name = "size", .minimum = 1, .maximum = 500}});
    return t;
}
record::type const& record_of(row_page const*) {
    static auto const t = record::describe_plain<row_page>("figure_row_page");
    return t;
}

namespace {

/// {id} of the path as a pack writes it: "S0-F02".
struct in_figure {
    static result<std::string> read(api::call const& c) { return std::string(c.path_text("id")); }
};

}  // namespace

std::vector<api::endpoint> endpoints(indicators& all) {
    std::vector<api::endpoint> out;
    out.push_back({.path = "/api/figures",
                   .operation = "list_figures",
                   .permission = "figures.read",
                   .query = api::type_of<figure_query>(),
                   .output = api::type_of<figure_list>(),
                   .handle = api::reading<api::in_query<figure_query>>(
                       [&all](api::call& c, figure_query const& asked) { return all.list(c.who, asked); })});
    out.push_back({.path = "/api/figures/{id}",
                   .operation = "get_figure",
                   .permission = "figures.read",
                   .query = api::type_of<figure_query>(),
                   .output = api::type_of<figure_page>(),
                   .handle = api::reading<in_figure, api::in_query<figure_query>>(
                       [&all](api::call& c, std::string const& id, figure_query const& asked) {
                           return all.find(c.who, id, asked);
                       })});
    // The rows name people: whoever may only see totals does not open them.
    out.push_back({.path = "/api/figures/{id}/rows",
                   .operation = "list_figure_rows",
                   .permission = "people.read",
                   .query = api::type_of<row_query>(),
                   .output = api::type_of<row_page>(),
                   .handle = api::reading<in_figure, api::in_query<row_query>>(
                       [&all](api::call& c, std::string const& id, row_query const& asked) {
                           return all.rows(c.who, id, asked);
                       })});
    return out;
}

}  // namespace guiyan::indicators
