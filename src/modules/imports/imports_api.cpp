#include "modules/imports/imports_api.hpp"

#include "api/reading.hpp"
#include "modules/imports/import_views.hpp"
#include "record/plain.hpp"

namespace guiyan::imports {

struct open_query {
    std::string region;
    std::string entity;
};
struct import_list_query {
    std::int64_t page = 1, size = 20;
};
struct template_query {
    std::string entity;
};
struct commit_choice {
    std::string mode;
    bool update_existing = false;
};
struct undo_reason {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(open_query, (), (region, entity))
BOOST_DESCRIBE_STRUCT(import_list_query, (), (page, size))
BOOST_DESCRIBE_STRUCT(template_query, (), (entity))
BOOST_DESCRIBE_STRUCT(line_query, (), (kind, verdict, left, page, size))
BOOST_DESCRIBE_STRUCT(column_choice, (), (index, field))
BOOST_DESCRIBE_STRUCT(mapping_change, (), (sheet, used, columns))
BOOST_DESCRIBE_STRUCT(decision_change, (), (kind, report_ids, decision, value))
BOOST_DESCRIBE_STRUCT(commit_choice, (), (mode, update_existing))
BOOST_DESCRIBE_STRUCT(undo_reason, (), (reason))

record::type const& record_of(open_query const*) {
    static auto const t = record::describe_plain<open_query>(
        "import_open_query", {{.name = "region", .required = true, .form = "region_code"},
                              {.name = "entity", .required = true, .max_length = 20}});
    return t;
}
record::type const& record_of(import_list_query const*) {
    static auto const t = record::describe_plain<import_list_query>(
        "import_list_query",
        {{.name = "page", .minimum = 1, .maximum = 1000000}, {.name = "size", .minimum = 1, .maximum = 100}});
    return t;
}
record::type const& record_of(template_query const*) {
    static auto const t = record::describe_plain<template_query>(
        "import_template_query", {{.name = "entity", .required = true, .max_length = 20}});
    return t;
}
record::type const& record_of(line_query const*) {
    static auto const t = record::describe_plain<line_query>(
        "import_row_query", {{.name = "kind", .max_length = 40},
                             {.name = "verdict", .max_length = 20},
                             {.name = "page", .minimum = 1, .maximum = 1000000},
                             {.name = "size", .minimum = 1, .maximum = 200}});
    return t;
}
record::type const& record_of(column_choice const*) {
    static auto const t = record::describe_plain<column_choice>(
        "import_column_choice", {{.name = "index", .required = true, .minimum = 0, .maximum = 16384},
                                 {.name = "field", .max_length = 40}});
    return t;
}
record::type const& record_of(mapping_change const*) {
    static auto const t = record::describe_plain<mapping_change>("import_mapping_change",
                                                                 {{.name = "sheet", .max_length = 100}});
    return t;
}
record::type const& record_of(decision_change const*) {
    static auto const t = record::describe_plain<decision_change>(
        "import_decision_change",
        {{.name = "kind", .max_length = 40},
         {.name = "report_ids", .max_length = 40},
         {.name = "decision", .required = true, .max_length = 20},
         {.name = "value", .personal = record::privacy::contact, .max_length = 2000}});
    return t;
}
record::type const& record_of(commit_choice const*) {
    static auto const t = record::describe_plain<commit_choice>(
        "import_commit_choice", {{.name = "mode", .required = true, .max_length = 20}});
    return t;
}
record::type const& record_of(undo_reason const*) {
    static auto const t = record::describe_plain<undo_reason>(
        "import_undo_reason", {{.name = "reason", .required = true, .max_length = 500}});
    return t;
}

namespace {

using api::type_of;
using in_batch = api::in_path<batch_id>;

constexpr auto permission = "imports.write";

result<import_view> shown(imports const& door, actor const& who, result<import_batch> const& b) {
    if (!b) return fail(b.error());
    return view_of(door, *b, who.language);
}

/// A query that names what the lines are about: people, so far.
template <class Query>
struct in_query_of_people {
    static result<Query> read(api::call const& c) {
        auto q = c.parameters<Query>();
        if (q && q->entity != "people")
            return fail_field("/entity", "error.unknown_code", {{"code", q->entity}});
        return q;
    }
};

/// Batches of a list go without sheets and kinds.
import_page list(imports const& door, actor const& who, import_list_query const& asked) {
    import_page page;
    page.page = asked.page;
    page.size = asked.size;
    for (auto& b : door.list(who, asked.page, asked.size, page.total)) {
        b.sheets.clear();
        b.kinds.clear();
        page.items.push_back(view_of(door, b, who.language));
    }
    return page;
}

/// Endpoints of one batch.
api::endpoint of_batch(api::method verb, std::string path, std::string operation, record::type const* input,
                       api::handler handle) {
    api::endpoint e;
    e.verb = verb;
    e.path = "/api/imports/{id}" + path;
    e.operation = std::move(operation);
    e.permission = permission;
    e.input = input;
    e.output = type_of<import_view>();
    e.handle = std::move(handle);
    return e;
}

}  // namespace

std::vector<api::endpoint> endpoints(imports& door) {
    using api::method;
    std::vector<api::endpoint> out;
    out.push_back({.verb = method::post,
                   .path = "/api/imports",
                   .operation = "open_import",
                   .permission = permission,
                   .query = type_of<open_query>(),
                   .output = type_of<import_view>(),
                   .upload = true,
                   .handle = api::reading<in_query_of_people<open_query>, api::in_upload>(
                       [&door](api::call& c, open_query const& asked, api::upload const& file) {
                           return shown(door, c.who, door.open(c.who, asked.region, file.name, file.path));
                       },
                       201)});
    out.push_back(
        {.path = "/api/imports",
         .operation = "list_imports",
         .permission = permission,
         .query = type_of<import_list_query>(),
         .output = type_of<import_page>(),
         .handle = api::reading<api::in_query<import_list_query>>(
             [&door](api::call& c, import_list_query const& asked) { return list(door, c.who, asked); })});
    out.push_back({.path = "/api/imports/template",
                   .operation = "get_import_template",
                   .permission = permission,
                   .query = type_of<template_query>(),
                   .file = true,
                   .handle = api::reading<in_query_of_people<template_query>>(
                       [&door](api::call& c, template_query const&) {
                           return api::file_reply(door.make_template(c.who), api::xlsx_content,
                                                  door.say(c.who.language, "import.template.file_name"));
                       })});
    out.push_back(of_batch(method::get, "", "get_import", nullptr,
                           api::reading<in_batch>([&door](api::call& c, batch_id id) {
                               return shown(door, c.who, door.find(c.who, id));
                           })));
    auto rows =
        of_batch(method::get, "/rows", "list_import_rows", nullptr,
                 api::reading<in_batch, api::in_query<line_query>>(
                     [&door](api::call& c, batch_id id, line_query const& asked) -> result<import_lines> {
                         auto const page = door.lines(c.who, id, asked);
                         if (!page) return fail(page.error());
                         return view_of(door, c.who, *page);
                     }));
    rows.query = type_of<line_query>();
    rows.output = type_of<import_lines>();
    out.push_back(std::move(rows));
    out.push_back(of_batch(method::patch, "/mapping", "map_import", type_of<mapping_change>(),
                           api::reading<in_batch, api::in_body<mapping_change>>(
                               [&door](api::call& c, batch_id id, mapping_change const& asked) {
                                   return shown(door, c.who, door.map_columns(c.who, id, asked));
                               })));
    out.push_back(of_batch(method::patch, "/decisions", "decide_import", type_of<decision_change>(),
                           api::reading<in_batch, api::in_body<decision_change>>(
                               [&door](api::call& c, batch_id id, decision_change const& asked) {
                                   return shown(door, c.who, door.decide(c.who, id, asked));
                               })));
    out.push_back(of_batch(
        method::post, "/commit", "commit_import", type_of<commit_choice>(),
        api::reading<in_batch, api::in_body<commit_choice>>(
            [&door](api::call& c, batch_id id, commit_choice const& asked) -> result<import_view> {
                if (asked.mode != "all" && asked.mode != "only_clean")
                    return fail_field("/mode", "error.unknown_code", {{"code", asked.mode}});
                return shown(door, c.who,
                             door.commit(c.who, id, asked.mode == "only_clean", asked.update_existing));
            })));
    out.push_back(of_batch(method::post, "/cancel", "cancel_import", nullptr,
                           api::reading<in_batch>([&door](api::call& c, batch_id id) {
                               return shown(door, c.who, door.cancel(c.who, id));
                           })));
    out.push_back(of_batch(method::post, "/undo", "undo_import", type_of<undo_reason>(),
                           api::reading<in_batch, api::in_body<undo_reason>>(
                               [&door](api::call& c, batch_id id, undo_reason const& asked) {
                                   return shown(door, c.who, door.undo(c.who, id, asked.reason));
                               })));
    out.push_back({.path = "/api/people/{id}/origin",
                   .operation = "get_person_origin",
                   .permission = "people.read",
                   .output = type_of<person_origin>(),
                   .handle = api::reading<api::in_path<people::person_id>>(
                       [&door](api::call& c, people::person_id id) { return door.origin_of(c.who, id); })});
    auto original = of_batch(method::get, "/original", "get_import_original", nullptr,
                             api::reading<in_batch>([&door](api::call& c, batch_id id) -> result<api::reply> {
                                 auto const path = door.original(c.who, id);
                                 if (!path) return fail(path.error());
                                 return api::file_reply(*path, "application/octet-stream",
                                                        door.find(c.who, id)->file_name);
                             }));
    auto errors = of_batch(
        method::get, "/error_workbook", "get_import_error_workbook", nullptr,
        api::reading<in_batch>([&door](api::call& c, batch_id id) -> result<api::reply> {
            auto const path = door.error_workbook(c.who, id);
            if (!path) return fail(path.error());
            auto const stem = std::filesystem::path(door.find(c.who, id)->file_name).stem().string();
            return api::file_reply(*path, api::xlsx_content,
                                   door.say(c.who.language, "import.error_workbook_name", {{"file", stem}}));
        }));
    for (auto* e : {&original, &errors}) {
        e->output = nullptr;
        e->file = true;
        out.push_back(std::move(*e));
    }
    return out;
}

}  // namespace guiyan::imports
