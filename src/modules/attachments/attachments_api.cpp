#include "modules/attachments/attachments_api.hpp"

#include "api/upload.hpp"
#include "record/describe.hpp"

namespace guiyan::attachments {

using record::privacy;

/// Which record.
struct attachment_query {
    std::string entity;
    record_id entity_id;
};
BOOST_DESCRIBE_STRUCT(attachment_query, (), (entity, entity_id))
record::type const& record_of(attachment_query const*) {
    static auto const t = record::describe<attachment_query>(
        "attachment_query",
        {{.name = "entity", .personal = privacy::none, .required = true, .max_length = 40},
         {.name = "entity_id", .personal = privacy::none, .required = true}});
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
    static auto const t = record::describe<attachment_reason>(
        "attachment_reason",
        {{.name = "reason", .personal = privacy::none, .required = true, .max_length = 500}});
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
    return {.verb = api::method::post,
            .path = std::string("/api/attachments/{id}/") + noun,
            .operation = operation,
            .permission = writing,
            .input = &record_of(static_cast<attachment_reason const*>(nullptr)),
            .output = &attachment_type(),
            .versioned = true,
            .handle = [&kept, act](api::call& c) -> result<api::reply> {
                auto const id = c.path_id("id");
                if (!id) return fail(id.error());
                auto const version = c.if_match();
                if (!version) return fail(version.error());
                auto const said = c.body<attachment_reason>();
                if (!said) return fail(said.error());
                auto const made = (kept.*act)(c.who, attachment_id{*id}, *version, said->reason);
                if (!made) return fail(made.error());
                return api::record_reply(*made);
            }};
}

}  // namespace

std::vector<api::endpoint> endpoints(attachments& kept) {
    auto const* const which = &record_of(static_cast<attachment_query const*>(nullptr));
    std::vector<api::endpoint> out;
    out.push_back({.path = "/api/attachments",
                   .operation = "list_attachments",
                   .permission = reading,
                   .query = which,
                   .output = &record_of(static_cast<attachment_list const*>(nullptr)),
                   .handle = [&kept](api::call& c) -> result<api::reply> {
                       auto const of = c.parameters<attachment_query>();
                       if (!of) return fail(of.error());
                       auto all = kept.list(c.who, of->entity, of->entity_id.value);
                       if (!all) return fail(all.error());
                       return api::record_reply(attachment_list{std::move(*all)});
                   }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/attachments",
                   .operation = "attach_file",
                   .permission = writing,
                   .query = which,
                   .output = &attachment_type(),
                   .upload = true,
                   .handle = [&kept](api::call& c) -> result<api::reply> {
                       auto const to = c.parameters<attachment_query>();
                       if (!to) return fail(to.error());
                       auto const file = api::uploaded_file(c.raw);
                       if (!file) return fail(file.error());
                       auto const made =
                           kept.attach(c.who, to->entity, to->entity_id.value, file->name, file->path);
                       if (!made) return fail(made.error());
                       return api::record_reply(*made, 201);
                   }});
    out.push_back({.path = "/api/attachments/{id}/content",
                   .operation = "download_attachment",
                   .permission = reading,
                   .file = true,
                   .handle = [&kept](api::call& c) -> result<api::reply> {
                       auto const id = c.path_id("id");
                       if (!id) return fail(id.error());
                       auto const opened = kept.open(c.who, attachment_id{*id});
                       if (!opened) return fail(opened.error());
                       api::reply r;
                       r.headers = {{"content-type", opened->what.mime},
                                    {"content-disposition", api::attachment_name(opened->what.name)}};
                       r.body_file = opened->plain.string();
                       r.remove_body_file = true;
                       return r;
                   }});
    out.push_back(state_change(kept, "voiding", "void_attachment", &attachments::void_attachment));
    out.push_back(state_change(kept, "restoration", "restore_attachment", &attachments::restore));
    return out;
}

}  // namespace guiyan::attachments
