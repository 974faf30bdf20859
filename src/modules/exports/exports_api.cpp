#include "modules/exports/exports_api.hpp"

namespace guiyan::exports {
namespace {

using api::call;
using api::reply;

template <class T>
record::type const* type() {
    return &record_of(static_cast<T const*>(nullptr));
}

reply file_reply(made_file const& file) {
    reply r;
    r.headers = {{"content-type", file.format == "csv"
                                      ? "text/csv; charset=utf-8"
                                      : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
                 {"content-disposition", api::attachment_name(file.name)}};
    r.body_file = file.path.string();
    r.remove_body_file = true;
    return r;
}

result<reply> answer(result<export_request> const& request) {
    if (!request) return fail(request.error());
    return api::record_reply(*request);
}

}  // namespace

std::vector<api::endpoint> endpoints(exports& door) {
    std::vector<api::endpoint> out;
    out.push_back({.verb = api::method::post,
                   .path = "/api/people/export",
                   .operation = "export_people",
                   .permission = "people.export",
                   .input = type<export_wish>(),
                   .output = type<export_request>(),
                   .file = true,
                   .handle = [&door](call& c) -> result<reply> {
                       auto const wish = c.body<export_wish>();
                       if (!wish) return fail(wish.error());
                       auto const got = door.ask(c.who, *wish);
                       if (!got) return fail(got.error());
                       if (auto const* file = std::get_if<made_file>(&*got)) return file_reply(*file);
                       return api::record_reply(std::get<export_request>(*got), 202);
                   }});
    out.push_back({.path = "/api/exports",
                   .operation = "list_exports",
                   .permission = "people.export",
                   .query = type<export_list_query>(),
                   .output = type<export_page>(),
                   .handle = [&door](call& c) -> result<reply> {
                       auto const asked = c.parameters<export_list_query>();
                       if (!asked) return fail(asked.error());
                       auto const page = door.list(c.who, *asked);
                       if (!page) return fail(page.error());
                       return api::record_reply(*page);
                   }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/exports/{id}/approval",
                   .operation = "approve_export",
                   .permission = "exports.approve",
                   .output = type<export_request>(),
                   .versioned = true,
                   .handle = [&door](call& c) -> result<reply> {
                       auto const id = c.path_id("id");
                       auto const version = c.if_match();
                       if (!id || !version) return fail(id ? version.error() : id.error());
                       return answer(door.approve(c.who, {*id}, *version));
                   }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/exports/{id}/rejection",
                   .operation = "reject_export",
                   .permission = "exports.approve",
                   .input = type<rejection>(),
                   .output = type<export_request>(),
                   .versioned = true,
                   .handle = [&door](call& c) -> result<reply> {
                       auto const id = c.path_id("id");
                       auto const version = c.if_match();
                       auto const why = c.body<rejection>();
                       if (!id || !version) return fail(id ? version.error() : id.error());
                       if (!why) return fail(why.error());
                       return answer(door.reject(c.who, {*id}, *version, why->reason));
                   }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/exports/{id}/withdrawal",
                   .operation = "withdraw_export",
                   .permission = "people.export",
                   .output = type<export_request>(),
                   .versioned = true,
                   .handle = [&door](call& c) -> result<reply> {
                       auto const id = c.path_id("id");
                       auto const version = c.if_match();
                       if (!id || !version) return fail(id ? version.error() : id.error());
                       return answer(door.withdraw(c.who, {*id}, *version));
                   }});
    out.push_back({.path = "/api/exports/limits",
                   .operation = "get_export_limits",
                   .permission = "people.export",
                   .output = type<export_limits>(),
                   .handle = [&door](call&) -> result<reply> { return api::record_reply(door.limits()); }});
    out.push_back({.path = "/api/exports/{id}/content",
                   .operation = "fetch_export",
                   .permission = "people.export",
                   .file = true,
                   .handle = [&door](call& c) -> result<reply> {
                       auto const id = c.path_id("id");
                       if (!id) return fail(id.error());
                       auto const file = door.content(c.who, {*id});
                       if (!file) return fail(file.error());
                       return file_reply(*file);
                   }});
    return out;
}

}  // namespace guiyan::exports
