#include "modules/exports/exports_api.hpp"

#include "api/reading.hpp"

namespace guiyan::exports {
namespace {

using api::type_of;

api::reply file_reply(made_file const& file) {
    return api::file_reply(file.path, file.format == "csv" ? "text/csv; charset=utf-8" : api::xlsx_content,
                           file.name);
}

}  // namespace

std::vector<api::endpoint> endpoints(exports& door) {
    std::vector<api::endpoint> out;
    out.push_back({.verb = api::method::post,
                   .path = "/api/people/export",
                   .operation = "export_people",
                   .permission = "people.export",
                   .input = type_of<export_wish>(),
                   .output = type_of<export_request>(),
                   .file = true,
                   .handle = api::reading<api::in_body<export_wish>>(
                       [&door](api::call& c, export_wish const& wish) -> result<api::reply> {
                           auto const got = door.ask(c.who, wish);
                           if (!got) return fail(got.error());
                           if (auto const* file = std::get_if<made_file>(&*got)) return file_reply(*file);
                           return api::record_reply(std::get<export_request>(*got), 202);
                       })});
    out.push_back(
        {.path = "/api/exports",
         .operation = "list_exports",
         .permission = "people.export",
         .query = type_of<export_list_query>(),
         .output = type_of<export_page>(),
         .handle = api::reading<api::in_query<export_list_query>>(
             [&door](api::call& c, export_list_query const& asked) { return door.list(c.who, asked); })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/exports/{id}/approval",
                   .operation = "approve_export",
                   .permission = "exports.approve",
                   .output = type_of<export_request>(),
                   .versioned = true,
                   .handle = api::reading<api::in_path<export_id>, api::in_version>(
                       [&door](api::call& c, export_id id, std::int64_t version) {
                           return door.approve(c.who, id, version);
                       })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/exports/{id}/rejection",
                   .operation = "reject_export",
                   .permission = "exports.approve",
                   .input = type_of<rejection>(),
                   .output = type_of<export_request>(),
                   .versioned = true,
                   .handle = api::reading<api::in_path<export_id>, api::in_version, api::in_body<rejection>>(
                       [&door](api::call& c, export_id id, std::int64_t version, rejection const& why) {
                           return door.reject(c.who, id, version, why.reason);
                       })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/exports/{id}/withdrawal",
                   .operation = "withdraw_export",
                   .permission = "people.export",
                   .output = type_of<export_request>(),
                   .versioned = true,
                   .handle = api::reading<api::in_path<export_id>, api::in_version>(
                       [&door](api::call& c, export_id id, std::int64_t version) {
                           return door.withdraw(c.who, id, version);
                       })});
    out.push_back({.path = "/api/exports/limits",
                   .operation = "get_export_limits",
                   .permission = "people.export",
                   .output = type_of<export_limits>(),
                   .handle = api::reading<>([&door](api::call&) { return door.limits(); })});
    out.push_back({.path = "/api/exports/{id}/content",
                   .operation = "fetch_export",
                   .permission = "people.export",
                   .file = true,
                   .handle = api::reading<api::in_path<export_id>>(
                       [&door](api::call& c, export_id id) -> result<api::reply> {
                           auto const file = door.content(c.who, id);
                           if (!file) return fail(file.error());
                           return file_reply(*file);
                       })});
    return out;
}

}  // namespace guiyan::exports
