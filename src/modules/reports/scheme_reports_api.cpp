#include "modules/reports/scheme_reports_api.hpp"

#include "api/reading.hpp"
#include "record/plain.hpp"

namespace guiyan::reports {

struct issue_file_query {
    std::optional<std::string> format;
    std::optional<bool> annex;
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(issue_file_query, (), (format, annex, reason))
record::type const& record_of(issue_file_query const*) {
    static auto const t = record::describe_plain<issue_file_query>(
        "report_issue_file_query",
        {{.name = "format", .max_length = 10}, {.name = "reason", .max_length = 200}});
    return t;
}
struct comparison_query {
    issue_id with;
};
BOOST_DESCRIBE_STRUCT(comparison_query, (), (with))
record::type const& record_of(comparison_query const*) {
    static auto const t = record::describe_plain<comparison_query>("report_comparison_query");
    return t;
}
struct withdrawal {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(withdrawal, (), (reason))
record::type const& record_of(withdrawal const*) {
    static auto const t = record::describe_plain<withdrawal>(
        "report_withdrawal", {{.name = "reason", .required = true, .max_length = 300}});
    return t;
}

namespace {

result<api::reply> sent(scheme_reports& all, actor const& who, std::optional<std::string> const& reason,
                        result<report_file> f) {
    if (f) f = all.hand_out(who, reason.value_or(""), std::move(*f));
    if (!f) return fail(f.error());
    return api::bytes_reply(std::move(f->bytes), f->content_type, f->name);
}

}  // namespace

std::vector<api::endpoint> endpoints(scheme_reports& all) {
    std::vector<api::endpoint> out;
    auto const* const page = api::type_of<report_page>();
    out.push_back(
        {.path = "/api/report_preview",
         .operation = "preview_report",
         .permission = "figures.read",
         .query = api::type_of<preview_query>(),
         .output = page,
         .handle = api::reading<api::in_query<preview_query>>(
             [&all](api::call& c, preview_query const& asked) { return all.preview(c.who, asked); })});
    out.push_back(
        {.path = "/api/report_preview/file",
         .operation = "get_report_preview_file",
         .permission = "people.read",
         .query = api::type_of<file_query>(),
         .handle = api::reading<api::in_query<file_query>>([&all](api::call& c, file_query const& asked) {
             return sent(all, c.who, asked.reason, all.preview_file(c.who, asked));
         })});
    out.push_back({.path = "/api/schemes/{id}/reports",
                   .operation = "list_report_issues",
                   .permission = "figures.read",
                   .output = api::type_of<issue_list>(),
                   .handle = api::reading<api::in_path<scheme_id>>(
                       [&all](api::call& c, scheme_id id) { return all.list(c.who, id); })});
    out.push_back(
        {.verb = api::method::post,
         .path = "/api/report_issues",
         .operation = "begin_report_issue",
         .permission = "reports.write",
         .input = api::type_of<issue_draft>(),
         .output = page,
         .handle = api::reading<api::in_body<issue_draft>>(
             [&all](api::call& c, issue_draft const& asked) { return all.begin(c.who, asked); }, 201)});
    out.push_back({.path = "/api/report_issues/{id}",
                   .operation = "get_report_issue",
                   .permission = "figures.read",
                   .output = page,
                   .handle = api::reading<api::in_path<issue_id>>(
                       [&all](api::call& c, issue_id id) { return all.find(c.who, id); })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/report_issues/{id}/text",
                   .operation = "write_report_issue",
                   .permission = "reports.write",
                   .input = api::type_of<issue_text>(),
                   .output = page,
                   .versioned = true,
                   .handle = api::reading<api::in_path<issue_id>, api::in_version, api::in_body<issue_text>>(
                       [&all](api::call& c, issue_id id, std::int64_t version, issue_text const& said) {
                           return all.write(c.who, id, version, said);
                       })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/report_issues/{id}/issuing",
                   .operation = "issue_report",
                   .permission = "reports.write",
                   .output = page,
                   .versioned = true,
                   .handle = api::reading<api::in_path<issue_id>, api::in_version>(
                       [&all](api::call& c, issue_id id, std::int64_t version) {
                           return all.issue(c.who, id, version);
                       })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/report_issues/{id}/withdrawal",
                   .operation = "withdraw_report_issue",
                   .permission = "reports.write",
                   .input = api::type_of<withdrawal>(),
                   .output = page,
                   .versioned = true,
                   .handle = api::reading<api::in_path<issue_id>, api::in_version, api::in_body<withdrawal>>(
                       [&all](api::call& c, issue_id id, std::int64_t version, withdrawal const& said) {
                           return all.withdraw(c.who, id, version, said.reason);
                       })});
    out.push_back(
        {.path = "/api/report_issues/{id}/file",
         .operation = "get_report_issue_file",
         .permission = "people.read",
         .query = api::type_of<issue_file_query>(),
         .handle = api::reading<api::in_path<issue_id>, api::in_query<issue_file_query>>(
             [&all](api::call& c, issue_id id, issue_file_query const& asked) {
                 return sent(all, c.who, asked.reason,
                             all.file(c.who, id, asked.format.value_or("docx"), asked.annex.value_or(true)));
             })});
    out.push_back({.path = "/api/report_issues/{id}/comparison",
                   .operation = "compare_report_issues",
                   .permission = "people.read",
                   .query = api::type_of<comparison_query>(),
                   .output = api::type_of<issue_comparison>(),
                   .handle = api::reading<api::in_path<issue_id>, api::in_query<comparison_query>>(
                       [&all](api::call& c, issue_id id, comparison_query const& asked) {
                           return all.compare(c.who, id,
                                              asked.with ? std::optional(asked.with) : std::nullopt);
                       })});
    return out;
}

}  // namespace guiyan::reports
