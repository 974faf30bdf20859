#include "modules/attachments/attachments_api.hpp"

#include "api/reading.hpp"
#include "record/plain.hpp"

namespace guiyan::attachments {

using record::privacy;

/// Which record.
struct attachment_query {
    std::string entity;
    record_id entity_id;
};
BOOST_DESCRIBE_STRUCT(attachment_query, (), (entity, entity_id))
record::type const& record_of(attachment_query const*) {
    static auto const t = record::describe_plain<attachment_query>(
        "attachment_query",
        {{.name = "entity", .required = true, .max_length = 40}, {.name = "entity_id", .required = true}});
    return t;
}

struct attachment_list {
    std::vector<attachment> items;
};
BOOST_DESCRIBE_STRUCT(attachment_list, (), (items))
record::type const& record_of(attachment_list const*) {
    static auto const t = record::describe<attachment_list>(
        "attachment_list", {{.name = "items", .personal = privacy::identity}});
    return t;
}

struct attachment_reason {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(attachment_reason, (), (reason))
record::type const& record_of(attachment_reason const*) {
    static auto const t = record::describe_plain<attachment_reason>(
        "attachment_reason", {{.name = "reason", .required = true, .max_length = 500}});
    return t;
}

namespace {

// Whoever has business with records may ask; which record's files he gets follows the record
// (attachment_ports).
constexpr char const* reading = "people.read";
constexpr char const* writing = "attachments.write";

using state_act = result<attachment> (attachments::*)(actor const&, attachment_id, std::int64_t,
                                                      std::string const&);

api::endpoint state_change(attachments& kept, char const* noun, char const* operation, state_act act) {
    return {
        .verb = api::method::post,
        .path = std::string("/api/attachments/{id}/") + noun,
        .operation = operation,
        .permission = writing,
        .input = api::type_of<attachment_reason>(),
        .output = &attachment_type(),
        .versioned = true,
        .handle = api::reading<api::in_path<attachment_id>, api::in_version, api::in_body<attachment_reason>>(
            [&kept, act](api::call& c, attachment_id id, std::int64_t version,
                         attachment_reason const& said) {
                return (kept.*act)(c.who, id, version, said.reason);
            })};
}

}  // namespace

std::vector<api::endpoint> endpoints(attachments& kept) {
    std::vector<api::endpoint> out;
    out.push_back({.path = "/api/attachments",
                   .operation = "list_attachments",
                   .permission = reading,
                   .query = api::type_of<attachment_query>(),
                   .output = api::type_of<attachment_list>(),
                   .handle = api::reading<api::in_query<attachment_query>>(
                       [&kept](api::call& c, attachment_query const& of) -> result<attachment_list> {
                           auto all = kept.list(c.who, of.entity, of.entity_id.value);
                           if (!all) return fail(all.error());
                           return attachment_list{std::move(*all)};
                       })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/attachments",
                   .operation = "attach_file",
                   .permission = writing,
                   .query = api::type_of<attachment_query>(),
                   .output = &attachment_type(),
                   .upload = true,
                   .handle = api::reading<api::in_query<attachment_query>, api::in_upload>(
                       [&kept](api::call& c, attachment_query const& to, api::upload const& file) {
                           return kept.attach(c.who, to.entity, to.entity_id.value, file.name, file.path);
                       },
                       201)});
    out.push_back({.path = "/api/attachments/{id}/content",
                   .operation = "download_attachment",
                   .permission = reading,
                   .file = true,
                   .handle = api::reading<api::in_path<attachment_id>>(
                       [&kept](api::call& c, attachment_id id) -> result<api::reply> {
                           auto const opened = kept.open(c.who, id);
                           if (!opened) return fail(opened.error());
                           return api::file_reply(opened->plain, opened->what.mime, opened->what.name);
                       })});
    out.push_back(state_change(kept, "voiding", "void_attachment", &attachments::void_attachment));
    out.push_back(state_change(kept, "restoration", "restore_attachment", &attachments::restore));
    return out;
}

}  // namespace guiyan::attachments
