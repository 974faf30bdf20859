#include "modules/imports/imports_api.hpp"

#include "api/upload.hpp"
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

using api::call;
using api::reply;

constexpr auto permission = "imports.write";

template <class T>
record::type const* type() {
    return &record_of(static_cast<T const*>(nullptr));
}

result<reply> answer(imports const& door, call const& c, result<import_batch> const& b, int status = 200) {
    if (!b) return fail(b.error());
    return api::record_reply(view_of(door, *b, c.who.language), status);
}

result<done> only_people(std::string const& entity) {
    if (entity != "people") return fail_field("/entity", "error.unknown_code", {{"code", entity}});
    return done{};
}

reply file_reply(std::filesystem::path const& path, std::string_view mime, std::string const& name) {
    reply r;
    r.headers = {{"content-type", std::string(mime)}, {"content-disposition", api::attachment_name(name)}};
    r.body_file = path.string();
    r.remove_body_file = true;
    return r;
}

constexpr std::string_view xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Endpoints of one batch: `does` gets its id.
api::endpoint of_batch(api::method verb, std::string path, std::string operation, record::type const* input,
                       std::function<result<reply>(call&, batch_id)> does) {
    api::endpoint e;
    e.verb = verb;
    e.path = "/api/imports/{id}" + path;
    e.operation = std::move(operation);
    e.permission = permission;
    e.input = input;
    e.output = type<import_view>();
    e.handle = [does = std::move(does)](call& c) -> result<reply> {
        auto const id = c.path_id("id");
        if (!id) return fail(id.error());
        return does(c, batch_id{*id});
    };
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
                   .query = type<open_query>(),
                   .output = type<import_view>(),
                   .upload = true,
                   .handle = [&door](call& c) -> result<reply> {
                       auto const q = c.parameters<open_query>();
                       if (!q) return fail(q.error());
                       if (auto ok = only_people(q->entity); !ok) return fail(ok.error());
                       auto const file = api::uploaded_file(c.raw);
                       if (!file) return fail(file.error());
                       return answer(door, c, door.open(c.who, q->region, file->name, file->path), 201);
                   }});
    out.push_back({.path = "/api/imports",
                   .operation = "list_imports",
                   .permission = permission,
                   .query = type<import_list_query>(),
                   .output = type<import_page>(),
                   .handle = [&door](call& c) -> result<reply> {
                       auto const q = c.parameters<import_list_query>();
                       if (!q) return fail(q.error());
                       import_page page;
                       page.page = q->page;
                       page.size = q->size;
                       for (auto& b : door.list(c.who, q->page, q->size, page.total)) {
                           b.sheets.clear();  // the list shows none of them
                           b.kinds.clear();
                           page.items.push_back(view_of(door, b, c.who.language));
                       }
                       return api::record_reply(page);
                   }});
    out.push_back({.path = "/api/imports/template",
                   .operation = "get_import_template",
                   .permission = permission,
                   .query = type<template_query>(),
                   .file = true,
                   .handle = [&door](call& c) -> result<reply> {
                       auto const q = c.parameters<template_query>();
                       if (!q) return fail(q.error());
                       if (auto ok = only_people(q->entity); !ok) return fail(ok.error());
                       return file_reply(door.make_template(c.who), xlsx,
                                         door.say(c.who.language, "import.template.file_name"));
                   }});
    out.push_back(of_batch(method::get, "", "get_import", nullptr,
                           [&door](call& c, batch_id id) { return answer(door, c, door.find(c.who, id)); }));
    auto rows = of_batch(method::get, "/rows", "list_import_rows", nullptr,
                         [&door](call& c, batch_id id) -> result<reply> {
                             auto const q = c.parameters<line_query>();
                             if (!q) return fail(q.error());
                             auto const page = door.lines(c.who, id, *q);
                             if (!page) return fail(page.error());
                             return api::record_reply(view_of(door, c.who, *page));
                         });
    rows.query = type<line_query>();
    rows.output = type<import_lines>();
    out.push_back(std::move(rows));
    out.push_back(of_batch(method::patch, "/mapping", "map_import", type<mapping_change>(),
                           [&door](call& c, batch_id id) -> result<reply> {
                               auto const asked = c.body<mapping_change>();
                               if (!asked) return fail(asked.error());
                               return answer(door, c, door.map_columns(c.who, id, *asked));
                           }));
    out.push_back(of_batch(method::patch, "/decisions", "decide_import", type<decision_change>(),
                           [&door](call& c, batch_id id) -> result<reply> {
                               auto const asked = c.body<decision_change>();
                               if (!asked) return fail(asked.error());
                               return answer(door, c, door.decide(c.who, id, *asked));
                           }));
    out.push_back(of_batch(method::post, "/commit", "commit_import", type<commit_choice>(),
                           [&door](call& c, batch_id id) -> result<reply> {
                               auto const asked = c.body<commit_choice>();
                               if (!asked) return fail(asked.error());
                               if (asked->mode != "all" && asked->mode != "only_clean")
                                   return fail_field("/mode", "error.unknown_code", {{"code", asked->mode}});
                               return answer(door, c,
                                             door.commit(c.who, id, asked->mode == "only_clean",
                                                         asked->update_existing));
                           }));
    out.push_back(of_batch(method::post, "/cancel", "cancel_import", nullptr, [&door](call& c, batch_id id) {
        return answer(door, c, door.cancel(c.who, id));
    }));
    out.push_back(of_batch(method::post, "/undo", "undo_import", type<undo_reason>(),
                           [&door](call& c, batch_id id) -> result<reply> {
                               auto const asked = c.body<undo_reason>();
                               if (!asked) return fail(asked.error());
                               return answer(door, c, door.undo(c.who, id, asked->reason));
                           }));
    out.push_back({.path = "/api/people/{id}/origin",
                   .operation = "get_person_origin",
                   .permission = "people.read",
                   .output = type<person_origin>(),
                   .handle = [&door](call& c) -> result<reply> {
                       auto const id = c.path_id("id");
                       if (!id) return fail(id.error());
                       auto const found = door.origin_of(c.who, people::person_id{*id});
                       if (!found) return fail(found.error());
                       return api::record_reply(*found);
                   }});
    auto original =
        of_batch(method::get, "/original", "get_import_original", nullptr,
                 [&door](call& c, batch_id id) -> result<reply> {
                     auto const path = door.original(c.who, id);
                     if (!path) return fail(path.error());
                     return file_reply(*path, "application/octet-stream", door.find(c.who, id)->file_name);
                 });
    auto errors = of_batch(
        method::get, "/error_workbook", "get_import_error_workbook", nullptr,
        [&door](call& c, batch_id id) -> result<reply> {
            auto const path = door.error_workbook(c.who, id);
            if (!path) return fail(path.error());
            auto const stem = std::filesystem::path(door.find(c.who, id)->file_name).stem().string();
            return file_reply(*path, xlsx,
                              door.say(c.who.language, "import.error_workbook_name", {{"file", stem}}));
        });
    for (auto* e : {&original, &errors}) {
        e->output = nullptr;
        e->file = true;
        out.push_back(std::move(*e));
    }
    return out;
}

}  // namespace guiyan::imports
