#include "modules/documents/documents_api.hpp"

#include "api/reading.hpp"
#include "modules/documents/document_store.hpp"
#include "record/plain.hpp"

namespace guiyan::documents {

BOOST_DESCRIBE_STRUCT(document_list_query, (),
                      (scheme_id, kind, state, region, person_id, engagement_id, activity_id, from, to, q,
                       waits_for_me, voided, sort, page, size))
BOOST_DESCRIBE_STRUCT(document_page, (), (items, total, page, size))
BOOST_DESCRIBE_STRUCT(document_step_request, (), (reason, on, publicity, workdays, days, first_day, channels))
BOOST_DESCRIBE_STRUCT(board_sheet, (),
                      (title, meeting, meeting_place, meeting_day, published_on, content, contributors,
                       region_name))

record::type const& record_of(document_list_query const*) {
    static auto const t = record::describe_plain<document_list_query>(
        "document_list_query", {{.name = "kind", .table = "document_kind"},
                                {.name = "state", .table = "document_state"},
                                {.name = "region", .form = "region_code"},
                                {.name = "q", .max_length = 100},
                                {.name = "sort", .max_length = 20},
                                {.name = "page", .minimum = 1, .maximum = 1000000},
                                {.name = "size", .minimum = 1, .maximum = 200}});
    return t;
}
record::type const& record_of(document_page const*) {
    static auto const t = record::describe_plain<document_page>("document_page");
    return t;
}
record::type const& record_of(document_step_request const*) {
    static auto const t = record::describe_plain<document_step_request>(
        "document_step_request", {{.name = "reason", .max_length = 500},
                                  {.name = "publicity", .max_length = 60},
                                  {.name = "workdays", .minimum = 0, .maximum = 60},
                                  {.name = "days", .minimum = 0, .maximum = 90},
                                  {.name = "first_day", .max_length = 20},
                                  {.name = "channels", .table = "publish_channel"}});
    return t;
}
record::type const& record_of(board_sheet const*) {
    static auto const t = record::describe_plain<board_sheet>(
        "board_sheet", {{.name = "contributors", .personal = record::privacy::identity}});
    return t;
}

BOOST_DESCRIBE_STRUCT(document_procedure, (), (document, name, basis, steps, log))
BOOST_DESCRIBE_STRUCT(document_return, (), (to, note))
record::type const& record_of(document_procedure const*) {
    static auto const t = record::describe_plain<document_procedure>("document_procedure");
    return t;
}
record::type const& record_of(document_return const*) {
    static auto const t = record::describe_plain<document_return>(
        "document_return", {{.name = "to", .required = true, .max_length = 60},
                            {.name = "note", .required = true, .max_length = 500}});
    return t;
}

struct version_list {
    std::vector<document_version> items;
};
struct publication_list {
    std::vector<publication> items;
};
/// Numbers of two versions.
struct comparison_query {
    std::int64_t from = 1, to = 1;
};
struct document_reason {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(version_list, (), (items))
BOOST_DESCRIBE_STRUCT(publication_list, (), (items))
BOOST_DESCRIBE_STRUCT(comparison_query, (), (from, to))
BOOST_DESCRIBE_STRUCT(document_reason, (), (reason))
record::type const& record_of(version_list const*) {
    static auto const t = record::describe_plain<version_list>("document_version_list");
    return t;
}
record::type const& record_of(publication_list const*) {
    static auto const t = record::describe_plain<publication_list>("document_publication_list");
    return t;
}
record::type const& record_of(comparison_query const*) {
    static auto const t = record::describe_plain<comparison_query>(
        "comparison_query", {{.name = "from", .required = true, .minimum = 1, .maximum = 100000},
                             {.name = "to", .required = true, .minimum = 1, .maximum = 100000}});
    return t;
}
record::type const& record_of(document_reason const*) {
    static auto const t = record::describe_plain<document_reason>(
        "document_reason", {{.name = "reason", .required = true, .max_length = 500}});
    return t;
}

namespace {

constexpr char const* reading = "documents.read";
constexpr char const* writing = "documents.write";
constexpr char const* own = "documents.own";

/// The number of a version in the path, {no}.
struct in_version_no {
    static result<std::int64_t> read(api::call const& c) { return c.path_id("no"); }
};

/// POST /api/documents/{id}/<noun> with If-Match.
api::endpoint step_of(documents& all, char const* noun, char const* operation, char const* event,
                      char const* permission) {
    return {.verb = api::method::post,
            .path = std::string("/api/documents/{id}/") + noun,
            .operation = operation,
            .permission = permission,
            .input = api::type_of<document_step_request>(),
            .output = &document_type(),
            .versioned = true,
            .handle =
                api::reading<api::in_path<document_id>, api::in_version, api::in_body<document_step_request>>(
                    [&all, event](api::call& c, document_id id, std::int64_t version,
                                  document_step_request const& asked) {
                        return all.take_step(c.who, id, version, event, asked);
                    })};
}

api::endpoint with_reason(documents& all, char const* noun, char const* operation, char const* permission,
                          result<document> (documents::*does)(actor const&, document_id, std::int64_t,
                                                              std::string const&)) {
    return {
        .verb = api::method::post,
        .path = std::string("/api/documents/{id}/") + noun,
        .operation = operation,
        .permission = permission,
        .input = api::type_of<document_reason>(),
        .output = &document_type(),
        .versioned = true,
        .handle = api::reading<api::in_path<document_id>, api::in_version, api::in_body<document_reason>>(
            [&all, does](api::call& c, document_id id, std::int64_t version, document_reason const& said) {
                return (all.*does)(c.who, id, version, said.reason);
            })};
}

/// Steps of a procedure: who may act is said by the pack, as any class of account that may read it.
template <class Input, class F>
api::endpoint procedure_act(char const* path, char const* operation, F f) {
    return {.verb = api::method::post,
            .path = path,
            .operation = operation,
            .permission = reading,
            .or_permission = own,
            .input = api::type_of<Input>(),
            .output = api::type_of<document_procedure>(),
            .versioned = true,
            .handle = api::reading<api::in_path<document_id>, api::in_version, api::in_body<Input>>(f)};
}

void add_procedure(std::vector<api::endpoint>& out, documents& all) {
    out.push_back(procedure_act<procedures::step_input>(
        "/api/documents/{id}/steps", "take_document_step",
        [&all](api::call& c, document_id id, std::int64_t version, procedures::step_input const& in) {
            return all.take_procedure_step(c.who, id, version, in);
        }));
    out.push_back(procedure_act<document_return>(
        "/api/documents/{id}/sending_back", "send_document_back",
        [&all](api::call& c, document_id id, std::int64_t version, document_return const& said) {
            return all.send_back(c.who, id, version, said);
        }));
}

template <class List, class T>
result<List> listed(result<std::vector<T>> found) {
    if (!found) return fail(found.error());
    return List{std::move(*found)};
}

/// A read of one document under /api/documents/{id}…
template <class Output, class F>
api::endpoint read_of(char const* path, char const* operation, F f) {
    return {.path = path,
            .operation = operation,
            .permission = reading,
            .or_permission = own,
            .output = api::type_of<Output>(),
            .handle = api::reading<api::in_path<document_id>>(f)};
}

void add_reads(std::vector<api::endpoint>& out, documents& all) {
    out.push_back(
        {.path = "/api/documents",
         .operation = "list_documents",
         .permission = reading,
         .or_permission = own,
         .query = api::type_of<document_list_query>(),
         .output = api::type_of<document_page>(),
         .handle = api::reading<api::in_query<document_list_query>>(
             [&all](api::call& c, document_list_query const& asked) { return all.list(c.who, asked); })});
    out.push_back(read_of<document>("/api/documents/{id}", "get_document",
                                    [&all](api::call& c, document_id id) { return all.find(c.who, id); }));
    out.push_back(read_of<document_procedure>(
        "/api/documents/{id}/procedure", "get_document_procedure",
        [&all](api::call& c, document_id id) { return all.procedure_of(c.who, id); }));
    out.push_back(
        read_of<audit::timeline>("/api/documents/{id}/timeline", "get_document_timeline",
                                 [&all](api::call& c, document_id id) { return all.history(c.who, id); }));
    out.push_back(read_of<version_list>(
        "/api/documents/{id}/versions", "list_document_versions",
        [&all](api::call& c, document_id id) { return listed<version_list>(all.versions(c.who, id)); }));
    out.push_back(
        {.path = "/api/documents/{id}/versions/{no}",
         .operation = "get_document_version",
         .permission = reading,
         .or_permission = own,
         .output = api::type_of<document_version>(),
         .handle = api::reading<api::in_path<document_id>, in_version_no>(
             [&all](api::call& c, document_id id, std::int64_t no) { return all.version(c.who, id, no); })});
    out.push_back({.path = "/api/documents/{id}/comparison",
                   .operation = "compare_document_versions",
                   .permission = reading,
                   .or_permission = own,
                   .query = api::type_of<comparison_query>(),
                   .output = api::type_of<comparison>(),
                   .handle = api::reading<api::in_path<document_id>, api::in_query<comparison_query>>(
                       [&all](api::call& c, document_id id, comparison_query const& asked) {
                           return all.compare_versions(c.who, id, asked.from, asked.to);
                       })});
    out.push_back(read_of<publication_list>("/api/documents/{id}/publications", "list_document_publications",
                                            [&all](api::call& c, document_id id) {
                                                return listed<publication_list>(all.publications(c.who, id));
                                            }));
    out.push_back(read_of<board_sheet>(
        "/api/documents/{id}/board_sheet", "get_board_sheet",
        [&all](api::call& c, document_id id) { return all.sheet_for_the_board(c.who, id); }));
    out.push_back({.path = "/api/documents/{id}/file",
                   .operation = "download_document_file",
                   .permission = reading,
                   .or_permission = own,
                   .file = true,
                   .handle = api::reading<api::in_path<document_id>>(
                       [&all](api::call& c, document_id id) -> result<api::reply> {
                           auto found = all.file(c.who, id);
                           if (!found) return fail(found.error());
                           api::reply r;
                           r.headers.emplace_back("content-type", found->mime);
                           r.headers.emplace_back("content-disposition",
                                                  "attachment; filename=\"" + to_string(id) + ".pdf\"");
                           r.body = std::move(found->bytes);
                           return r;
                       })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/papers/batch_file",
                   .operation = "print_papers",
                   .permission = reading,
                   .input = api::type_of<paper_batch_wish>(),
                   .file = true,
                   .handle = api::reading<api::in_body<paper_batch_wish>>(
                       [&all](api::call& c, paper_batch_wish const& asked) -> result<api::reply> {
                           auto made = all.batch_file(c.who, asked);
                           if (!made) return fail(made.error());
                           return api::bytes_reply(std::move(made->bytes), "application/pdf",
                                                   "papers_" + std::to_string(made->papers) + ".pdf");
                       })});
}

}  // namespace

std::vector<api::endpoint> endpoints(documents& all) {
    std::vector<api::endpoint> out;
    add_reads(out, all);
    add_procedure(out, all);
    out.push_back(
        {.verb = api::method::post,
         .path = "/api/documents",
         .operation = "draft_document",
         .permission = writing,
         .input = &document_type(),
         .output = &document_type(),
         .handle = api::reading<api::in_body<document>>(
             [&all](api::call& c, document& draft) { return all.draft(c.who, std::move(draft)); }, 201)});
    out.push_back({.verb = api::method::patch,
                   .path = "/api/documents/{id}",
                   .operation = "amend_document",
                   .permission = writing,
                   .input = &document_type(),
                   .output = &document_type(),
                   .amends = true,
                   .handle = api::reading<api::in_path<document_id>, api::in_version>(
                       [&all](api::call& c, document_id id, std::int64_t version) {
                           return all.amend(c.who, id, version, [&](document& d) { return c.amend(d); });
                       })});
    out.push_back(
        {.verb = api::method::post,
         .path = "/api/documents/{id}/versions",
         .operation = "add_document_version",
         .permission = writing,
         .input = api::type_of<document_version>(),
         .output = &document_type(),
         .versioned = true,
         .handle = api::reading<api::in_path<document_id>, api::in_version, api::in_body<document_version>>(
             [&all](api::call& c, document_id id, std::int64_t version, document_version& v) {
                 return all.add_version(c.who, id, version, std::move(v));
             },
             201)});
    out.push_back({.verb = api::method::post,
                   .path = "/api/documents/{id}/publications",
                   .operation = "put_out_document",
                   .permission = "documents.publish",
                   .input = api::type_of<publication>(),
                   .output = api::type_of<publication_list>(),
                   .handle = api::reading<api::in_path<document_id>, api::in_body<publication>>(
                       [&all](api::call& c, document_id id, publication& p) {
                           return listed<publication_list>(all.put_publication(c.who, id, std::move(p)));
                       },
                       201)});
    out.push_back(step_of(all, "submission", "submit_document", "submit", writing));
    out.push_back(step_of(all, "approval", "approve_document", "approve", "documents.approve"));
    out.push_back(step_of(all, "return", "return_document", "return", "documents.approve"));
    out.push_back(step_of(all, "publicity", "publicize_document", "publicize", "documents.publish"));
    out.push_back(step_of(all, "publication", "publish_document", "publish", "documents.publish"));
    out.push_back(step_of(all, "withdrawal", "withdraw_document", "withdraw", "documents.publish"));
    out.push_back(step_of(all, "archival", "archive_document", "archive", "documents.publish"));
    out.push_back(step_of(all, "supersession", "supersede_document", "supersede", "documents.publish"));
    out.push_back(with_reason(all, "revocation", "revoke_document", "documents.publish", &documents::revoke));
    out.push_back(with_reason(all, "voiding", "void_document", writing, &documents::void_document));
    out.push_back(
        with_reason(all, "unvoiding", "unvoid_document", "deeds.unvoid", &documents::unvoid_document));
    return out;
}

}  // namespace guiyan::documents
