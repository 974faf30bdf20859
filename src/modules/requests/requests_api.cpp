#include "modules/requests/requests_api.hpp"

#include "api/reading.hpp"
#include "record/plain.hpp"

namespace guiyan::requests {

BOOST_DESCRIBE_STRUCT(request_list_query, (),
                      (scheme_id, kind, state, region, engagement_id, document_id, from, to, q, voided, sort,
                       page, size))
BOOST_DESCRIBE_STRUCT(request_page, (), (items, total, page, size))
BOOST_DESCRIBE_STRUCT(request_step_request, (), (result, outcome))
BOOST_DESCRIBE_STRUCT(public_objection, (), (content, name, contact))
BOOST_DESCRIBE_STRUCT(receipt_view, (), (receipt, title, state, submitted_on, handled_on, outcome, result))

record::type const& record_of(request_list_query const*) {
    static auto const t = record::describe_plain<request_list_query>(
        "request_list_query", {{.name = "kind", .table = "request_kind"},
                               {.name = "state", .table = "request_state"},
                               {.name = "region", .form = "region_code"},
                               {.name = "q", .max_length = 100},
                               {.name = "sort", .max_length = 20},
                               {.name = "page", .minimum = 1, .maximum = 1000000},
                               {.name = "size", .minimum = 1, .maximum = 200}});
    return t;
}
record::type const& record_of(request_page const*) {
    static auto const t = record::describe_plain<request_page>("request_page");
    return t;
}
record::type const& record_of(request_step_request const*) {
    static auto const t = record::describe_plain<request_step_request>(
        "request_step_request",
        {{.name = "result", .max_length = 2000}, {.name = "outcome", .table = "objection_result"}});
    return t;
}
record::type const& record_of(public_objection const*) {
    using record::privacy;
    static auto const t = record::describe_plain<public_objection>(
        "public_objection", {{.name = "content", .required = true, .max_length = 2000},
                             {.name = "name", .personal = privacy::identity, .max_length = 40},
                             {.name = "contact", .personal = privacy::contact, .max_length = 100}});
    return t;
}
record::type const& record_of(receipt_view const*) {
    static auto const t = record::describe_plain<receipt_view>("objection_receipt");
    return t;
}

struct request_reason {
    std::string reason;
};
struct revealed_author {
    std::string value;
};
BOOST_DESCRIBE_STRUCT(request_reason, (), (reason))
BOOST_DESCRIBE_STRUCT(revealed_author, (), (value))
record::type const& record_of(request_reason const*) {
    static auto const t = record::describe_plain<request_reason>(
        "request_reason", {{.name = "reason", .required = true, .max_length = 500}});
    return t;
}
record::type const& record_of(revealed_author const*) {
    static auto const t = record::describe_plain<revealed_author>(
        "revealed_author", {{.name = "value", .personal = record::privacy::contact}});
    return t;
}

namespace {

constexpr char const* reading = "requests.read";
constexpr char const* writing = "requests.write";

/// POST /api/requests/{id}/<noun> with If-Match.
api::endpoint step_of(requests& all, char const* noun, char const* operation, char const* event) {
    return {
        .verb = api::method::post,
        .path = std::string("/api/requests/{id}/") + noun,
        .operation = operation,
        .permission = "requests.handle",
        .input = api::type_of<request_step_request>(),
        .output = &request_type(),
        .versioned = true,
        .handle = api::reading<api::in_path<request_id>, api::in_version, api::in_body<request_step_request>>(
            [&all, event](api::call& c, request_id id, std::int64_t version,
                          request_step_request const& said) {
                return all.take_step(c.who, id, version, event, said);
            })};
}

api::endpoint with_reason(requests& all, char const* noun, char const* operation, char const* permission,
                          result<request> (requests::*does)(actor const&, request_id, std::int64_t,
                                                            std::string const&)) {
    return {.verb = api::method::post,
            .path = std::string("/api/requests/{id}/") + noun,
            .operation = operation,
            .permission = permission,
            .input = api::type_of<request_reason>(),
            .output = &request_type(),
            .versioned = true,
            .handle = api::reading<api::in_path<request_id>, api::in_version, api::in_body<request_reason>>(
                [&all, does](api::call& c, request_id id, std::int64_t version, request_reason const& said) {
                    return (all.*does)(c.who, id, version, said.reason);
                })};
}

}  // namespace

std::vector<api::endpoint> endpoints(requests& all) {
    std::vector<api::endpoint> out;
    out.push_back(
        {.path = "/api/requests",
         .operation = "list_requests",
         .permission = reading,
         .query = api::type_of<request_list_query>(),
         .output = api::type_of<request_page>(),
         .handle = api::reading<api::in_query<request_list_query>>(
             [&all](api::call& c, request_list_query const& asked) { return all.list(c.who, asked); })});
    out.push_back(
        {.verb = api::method::post,
         .path = "/api/requests",
         .operation = "register_request",
         .permission = writing,
         .input = &request_type(),
         .output = &request_type(),
         .handle = api::reading<api::in_body<request>>(
             [&all](api::call& c, request& draft) { return all.register_request(c.who, std::move(draft)); },
             201)});
    out.push_back({.path = "/api/requests/{id}",
                   .operation = "get_request",
                   .permission = reading,
                   .output = &request_type(),
                   .handle = api::reading<api::in_path<request_id>>(
                       [&all](api::call& c, request_id id) { return all.find(c.who, id); })});
    out.push_back({.path = "/api/requests/{id}/timeline",
                   .operation = "get_request_timeline",
                   .permission = reading,
                   .output = api::type_of<audit::timeline>(),
                   .handle = api::reading<api::in_path<request_id>>(
                       [&all](api::call& c, request_id id) { return all.history(c.who, id); })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/requests/{id}/author",
                   .operation = "reveal_request_author",
                   .permission = "requests.handle",
                   .input = api::type_of<request_reason>(),
                   .output = api::type_of<revealed_author>(),
                   .handle = api::reading<api::in_path<request_id>, api::in_body<request_reason>>(
                       [&all](api::call& c, request_id id, request_reason const& said) -> result<api::reply> {
                           auto shown = all.reveal_author(c.who, id, said.reason);
                           if (!shown) return fail(shown.error());
                           return api::secret_reply(revealed_author{*shown});
                       })});
    out.push_back(step_of(all, "acceptance", "accept_request", "accept"));
    out.push_back(step_of(all, "decision", "decide_request", "decide"));
    out.push_back(with_reason(all, "voiding", "void_request", writing, &requests::void_request));
    out.push_back(with_reason(all, "unvoiding", "unvoid_request", "deeds.unvoid", &requests::unvoid_request));
    return out;
}

}  // namespace guiyan::requests
