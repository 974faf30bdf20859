#include "modules/portal/portal_api.hpp"

#include <fstream>

#include "api/reading.hpp"
#include "record/plain.hpp"

namespace guiyan::portal {

BOOST_DESCRIBE_STRUCT(paper_check, (),
                      (status, title, number, name, role, place, issued_by, issued_on, valid_from, valid_to,
                       revoked_on, checked_at))
BOOST_DESCRIBE_STRUCT(public_notice, (),
                      (id, title, region_name, issued_by, public_from, public_to, open, content, basis,
                       objections_to, named, secret, reply_days, reply_workdays))
BOOST_DESCRIBE_STRUCT(notice_list, (), (items))
BOOST_DESCRIBE_STRUCT(public_story, (), (id, kind, title, region_name, published_on, content))
BOOST_DESCRIBE_STRUCT(story_list, (), (items))

record::type const& record_of(paper_check const*) {
    static auto const t = record::describe_plain<paper_check>(
        "paper_check", {{.name = "name", .personal = record::privacy::identity}});
    return t;
}
record::type const& record_of(public_notice const*) {
    static auto const t = record::describe_plain<public_notice>("public_notice");
    return t;
}
record::type const& record_of(notice_list const*) {
    static auto const t = record::describe_plain<notice_list>("public_notice_list");
    return t;
}
record::type const& record_of(public_story const*) {
    static auto const t = record::describe_plain<public_story>("public_story");
    return t;
}
record::type const& record_of(story_list const*) {
    static auto const t = record::describe_plain<story_list>("public_story_list");
    return t;
}

namespace {

std::string bytes_of(api::upload const& file) {
    std::ifstream in(file.path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

std::vector<api::endpoint> endpoints(portal& open) {
    std::vector<api::endpoint> out;
    out.push_back({.path = "/api/public/papers/{code}",
                   .operation = "check_paper_code",
                   .permission = std::string(api::anybody),
                   .output = api::type_of<paper_check>(),
                   .handle = api::reading<>([&open](api::call& c) {
                       return open.check_code(c.raw.remote, c.path_text("code"));
                   })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/public/papers/check",
                   .operation = "check_paper_file",
                   .permission = std::string(api::anybody),
                   .output = api::type_of<paper_check>(),
                   .upload = true,
                   .handle = api::reading<api::in_upload>([&open](api::call& c, api::upload const& file) {
                       return open.check_file(c.raw.remote, bytes_of(file));
                   })});
    out.push_back({.path = "/api/public/notices",
                   .operation = "list_public_notices",
                   .permission = std::string(api::anybody),
                   .output = api::type_of<notice_list>(),
                   .handle = api::reading<>([&open](api::call&) { return open.notices(); })});
    out.push_back(
        {.verb = api::method::post,
         .path = "/api/public/notices/{id}/objections",
         .operation = "object_to_notice",
         .permission = std::string(api::anybody),
         .input = api::type_of<requests::public_objection>(),
         .output = api::type_of<requests::receipt_view>(),
         .handle =
             api::reading<api::in_path<documents::document_id>, api::in_body<requests::public_objection>>(
                 [&open](api::call& c, documents::document_id id, requests::public_objection const& said) {
                     return open.object(c.who, id, said);
                 },
                 201)});
    out.push_back({.path = "/api/public/objections/{receipt}",
                   .operation = "follow_objection",
                   .permission = std::string(api::anybody),
                   .output = api::type_of<requests::receipt_view>(),
                   .handle = api::reading<>(
                       [&open](api::call& c) { return open.follow(c.raw.remote, c.path_text("receipt")); })});
    out.push_back({.path = "/api/public/stories",
                   .operation = "list_public_stories",
                   .permission = std::string(api::anybody),
                   .output = api::type_of<story_list>(),
                   .handle = api::reading<>([&open](api::call&) { return open.stories(); })});
    return out;
}

}  // namespace guiyan::portal
