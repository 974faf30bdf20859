#include "modules/saved_filters/saved_filters_api.hpp"

#include "api/reading.hpp"
#include "record/plain.hpp"

namespace guiyan::saved_filters {

BOOST_DESCRIBE_STRUCT(saved_filter, (), (id, list, name, query, created_at))
record::type const& record_of(saved_filter const*) {
    static auto const t = record::describe_plain<saved_filter>(
        "saved_filter", {{.name = "id", .read_only = true},
                         {.name = "list", .max_length = 40, .form = "login"},
                         {.name = "name", .required = true, .max_length = 40},
                         {.name = "query", .required = true, .max_length = 2000},
                         {.name = "created_at", .read_only = true}});
    return t;
}

struct saved_filter_query {
    std::optional<std::string> list;
};
BOOST_DESCRIBE_STRUCT(saved_filter_query, (), (list))
record::type const& record_of(saved_filter_query const*) {
    static auto const t = record::describe_plain<saved_filter_query>("saved_filter_query",
                                                                     {{.name = "list", .max_length = 40}});
    return t;
}

struct saved_filter_list {
    std::vector<saved_filter> items;
};
BOOST_DESCRIBE_STRUCT(saved_filter_list, (), (items))
record::type const& record_of(saved_filter_list const*) {
    static auto const t = record::describe_plain<saved_filter_list>("saved_filter_list");
    return t;
}

std::vector<api::endpoint> endpoints(saved_filters& kept) {
    auto const* const one = api::type_of<saved_filter>();
    std::vector<api::endpoint> out;
    out.push_back({.path = "/api/saved_filters",
                   .operation = "list_saved_filters",
                   .permission = std::string(api::any_account),
                   .query = api::type_of<saved_filter_query>(),
                   .output = api::type_of<saved_filter_list>(),
                   .handle = api::reading<api::in_query<saved_filter_query>>(
                       [&kept](api::call& c, saved_filter_query const& asked) {
                           return saved_filter_list{kept.list(c.who, asked.list.value_or(""))};
                       })});
    out.push_back(
        {.verb = api::method::post,
         .path = "/api/saved_filters",
         .operation = "save_filter",
         .permission = std::string(api::any_account),
         .input = one,
         .output = one,
         .handle = api::reading<api::in_body<saved_filter>>(
             [&kept](api::call& c, saved_filter& draft) { return kept.save(c.who, std::move(draft)); },
             201)});
    out.push_back({.verb = api::method::del,
                   .path = "/api/saved_filters/{id}",
                   .operation = "drop_saved_filter",
                   .permission = std::string(api::any_account),
                   .handle = api::reading<api::in_path<saved_filter_id>>(
                       [&kept](api::call& c, saved_filter_id id) { return kept.drop(c.who, id); })});
    return out;
}

}  // namespace guiyan::saved_filters
