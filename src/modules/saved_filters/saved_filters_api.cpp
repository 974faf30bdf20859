#include "modules/saved_filters/saved_filters_api.hpp"

#include "api/reading.hpp"
#include "record/describe.hpp"

namespace guiyan::saved_filters {

using record::privacy;

BOOST_DESCRIBE_STRUCT(saved_filter, (), (id, list, name, query, created_at))
record::type const& record_of(saved_filter const*) {
    static auto const t = record::describe<saved_filter>(
        "saved_filter", {{.name = "id", .personal = privacy::none, .read_only = true},
                         {.name = "list", .personal = privacy::none, .max_length = 40, .form = "login"},
                         {.name = "name", .personal = privacy::none, .required = true, .max_length = 40},
                         {.name = "query", .personal = privacy::none, .required = true, .max_length = 2000},
                         {.name = "created_at", .personal = privacy::none, .read_only = true}});
    return t;
}

struct saved_filter_query {
    std::optional<std::string> list;
};
BOOST_DESCRIBE_STRUCT(saved_filter_query, (), (list))
record::type const& record_of(saved_filter_query const*) {
    static auto const t = record::describe<saved_filter_query>(
        "saved_filter_query", {{.name = "list", .personal = privacy::none, .max_length = 40}});
    return t;
}

struct saved_filter_list {
    std::vector<saved_filter> items;
};
BOOST_DESCRIBE_STRUCT(saved_filter_list, (), (items))
record::type const& record_of(saved_filter_list const*) {
    static auto const t = record::describe<saved_filter_list>("saved_filter_list",
                                                              {{.name = "items", .personal = privacy::none}});
    return t;
}

std::vector<api::endpoint> endpoints(saved_filters& kept) {
    auto const* const one = &record_of(static_cast<saved_filter const*>(nullptr));
    std::vector<api::endpoint> out;
    out.push_back({.path = "/api/saved_filters",
                   .operation = "list_saved_filters",
                   .permission = std::string(api::any_account),
                   .query = &record_of(static_cast<saved_filter_query const*>(nullptr)),
                   .output = &record_of(static_cast<saved_filter_list const*>(nullptr)),
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
