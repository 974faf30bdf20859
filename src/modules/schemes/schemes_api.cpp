#include "modules/schemes/schemes_api.hpp"

#include "api/reading.hpp"
#include "record/plain.hpp"

namespace guiyan::schemes {

BOOST_DESCRIBE_STRUCT(scheme_list, (), (items))
BOOST_DESCRIBE_STRUCT(code_line, (), (code, name))
BOOST_DESCRIBE_STRUCT(table_view, (), (table, name, items))
BOOST_DESCRIBE_STRUCT(role_view, (), (code, name, serves, sources, duties, procedure, asks))
BOOST_DESCRIBE_STRUCT(module_view, (), (id, name, shows))
BOOST_DESCRIBE_STRUCT(report_line, (), (id, name, kind))
BOOST_DESCRIBE_STRUCT(scheme_home, (), (scheme, modules, parts, roles, tables, reports, obstacles, editions))
BOOST_DESCRIBE_STRUCT(param_view, (),
                      (name, label, unit, value, initial, min, max, choices, set_by, set_by_names, may_set,
                       basis, assumed, from_on, history))
BOOST_DESCRIBE_STRUCT(param_list, (), (items))
BOOST_DESCRIBE_STRUCT(explained_line, (), (text, basis))
BOOST_DESCRIBE_STRUCT(explained_chapter, (), (title, lines))
BOOST_DESCRIBE_STRUCT(explanation, (), (title, chapters))
BOOST_DESCRIBE_STRUCT(edition_change, (), (edition, from_on, reason))
BOOST_DESCRIBE_STRUCT(param_change, (), (name, value, from_on, reason))

record::type const& record_of(scheme_list const*) {
    static auto const t = record::describe_plain<scheme_list>("scheme_list");
    return t;
}
record::type const& record_of(code_line const*) {
    static auto const t = record::describe_plain<code_line>("code_line");
    return t;
}
record::type const& record_of(table_view const*) {
    static auto const t = record::describe_plain<table_view>("pack_table");
    return t;
}
record::type const& record_of(role_view const*) {
    static auto const t = record::describe_plain<role_view>("pack_role");
    return t;
}
record::type const& record_of(module_view const*) {
    static auto const t = record::describe_plain<module_view>("pack_module");
    return t;
}
record::type const& record_of(report_line const*) {
    static auto const t = record::describe_plain<report_line>("pack_report");
    return t;
}
record::type const& record_of(scheme_home const*) {
    static auto const t = record::describe_plain<scheme_home>("scheme_home");
    return t;
}
record::type const& record_of(param_view const*) {
    static auto const t = record::describe_plain<param_view>("param_view");
    return t;
}
record::type const& record_of(param_list const*) {
    static auto const t = record::describe_plain<param_list>("param_list");
    return t;
}
record::type const& record_of(explained_line const*) {
    static auto const t = record::describe_plain<explained_line>("explained_line");
    return t;
}
record::type const& record_of(explained_chapter const*) {
    static auto const t = record::describe_plain<explained_chapter>("explained_chapter");
    return t;
}
record::type const& record_of(explanation const*) {
    static auto const t = record::describe_plain<explanation>("scheme_explanation");
    return t;
}
record::type const& record_of(edition_change const*) {
    static auto const t = record::describe_plain<edition_change>(
        "edition_change", {{.name = "edition", .required = true, .max_length = 20},
                           {.name = "from_on", .required = true},
                           {.name = "reason", .required = true, .max_length = 300}});
    return t;
}
record::type const& record_of(param_change const*) {
    static auto const t = record::describe_plain<param_change>(
        "param_change", {{.name = "name", .required = true, .max_length = 60},
                         {.name = "value", .required = true, .max_length = 200},
                         {.name = "from_on", .required = true},
                         {.name = "reason", .required = true, .max_length = 300}});
    return t;
}

namespace {

api::endpoint state_change(schemes& all, char const* noun, char const* operation,
                           result<scheme_home> (schemes::*act)(actor const&, scheme_id, std::int64_t)) {
    return {.verb = api::method::post,
            .path = std::string("/api/schemes/{id}/") + noun,
            .operation = operation,
            .permission = "schemes.write",
            .output = api::type_of<scheme_home>(),
            .versioned = true,
            .handle = api::reading<api::in_path<scheme_id>, api::in_version>(
                [&all, act](api::call& c, scheme_id id, std::int64_t version) {
                    return (all.*act)(c.who, id, version);
                })};
}

}  // namespace

std::vector<api::endpoint> endpoints(schemes& all) {
    auto out = pack_endpoints(all);
    out.push_back({.path = "/api/schemes",
                   .operation = "list_schemes",
                   .permission = "schemes.read",
                   .output = api::type_of<scheme_list>(),
                   .handle = api::reading<>([&all](api::call& c) { return all.list(c.who); })});
    out.push_back(
        {.verb = api::method::post,
         .path = "/api/schemes",
         .operation = "propose_scheme",
         .permission = "schemes.write",
         .input = api::type_of<running_scheme>(),
         .output = api::type_of<scheme_home>(),
         .handle = api::reading<api::in_body<running_scheme>>(
             [&all](api::call& c, running_scheme& draft) { return all.propose(c.who, std::move(draft)); },
             201)});
    out.push_back({.path = "/api/schemes/{id}",
                   .operation = "get_scheme",
                   .permission = "schemes.read",
                   .output = api::type_of<scheme_home>(),
                   .handle = api::reading<api::in_path<scheme_id>>(
                       [&all](api::call& c, scheme_id id) { return all.find(c.who, id); })});
    out.push_back(state_change(all, "activation", "activate_scheme", &schemes::activate));
    out.push_back(state_change(all, "closing", "close_scheme", &schemes::close));
    out.push_back(
        {.verb = api::method::post,
         .path = "/api/schemes/{id}/edition",
         .operation = "change_scheme_edition",
         .permission = "schemes.write",
         .input = api::type_of<edition_change>(),
         .output = api::type_of<scheme_home>(),
         .versioned = true,
         .handle = api::reading<api::in_path<scheme_id>, api::in_version, api::in_body<edition_change>>(
             [&all](api::call& c, scheme_id id, std::int64_t version, edition_change const& asked) {
                 return all.change_edition(c.who, id, version, asked);
             })});
    out.push_back({.path = "/api/schemes/{id}/params",
                   .operation = "list_scheme_params",
                   .permission = "schemes.read",
                   .output = api::type_of<param_list>(),
                   .handle = api::reading<api::in_path<scheme_id>>(
                       [&all](api::call& c, scheme_id id) { return all.params(c.who, id); })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/schemes/{id}/params",
                   .operation = "set_scheme_param",
                   .permission = "schemes.params",
                   .input = api::type_of<param_change>(),
                   .output = api::type_of<param_list>(),
                   .handle = api::reading<api::in_path<scheme_id>, api::in_body<param_change>>(
                       [&all](api::call& c, scheme_id id, param_change const& asked) {
                           return all.set_param(c.who, id, asked);
                       })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/schemes/{id}/trial",
                   .operation = "try_scheme",
                   .permission = "schemes.write",
                   .input = api::type_of<trial_input>(),
                   .output = api::type_of<trial_outcome>(),
                   .handle = api::reading<api::in_path<scheme_id>, api::in_body<trial_input>>(
                       [&all](api::call& c, scheme_id id, trial_input const& asked) {
                           return all.try_out(c.who, id, asked);
                       })});
    out.push_back({.path = "/api/schemes/{id}/explanation",
                   .operation = "explain_scheme",
                   .permission = "schemes.read",
                   .output = api::type_of<explanation>(),
                   .handle = api::reading<api::in_path<scheme_id>>(
                       [&all](api::call& c, scheme_id id) { return all.explain(c.who, id); })});
    return out;
}

}  // namespace guiyan::schemes
