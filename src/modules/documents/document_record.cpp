#include "modules/documents/document.hpp"

#include <set>

#include "record/plain.hpp"

namespace guiyan::documents {

BOOST_DESCRIBE_STRUCT(section, (), (code, text))
BOOST_DESCRIBE_STRUCT(document, (),
                      (id, scheme_id, scheme_name, kind, title, doc_no, org_id, org_name, region_id,
                       region_code, region_name, person_id, person_name, engagement_id, activity_id,
                       activity_title, review_id, project_id, credential, issued_on, valid_from, valid_to,
                       revoked_on, revoke_reason, public_from, public_to, published_on, channels, tags,
                       sections, contributors, content, contributor_names, version_no, case_tag, extra, state,
                       is_void, void_reason, created_by_name, open_objections, notice_of, notice_of_id,
                       notice_basis, has_file, is_mine, acts, created_at, updated_at, row_version))
BOOST_DESCRIBE_STRUCT(document_version, (), (no, made_on, made_by_name, contributors, note, sections))
BOOST_DESCRIBE_STRUCT(publication, (), (channel, on_day, link, note, recorded_at))

record::type const& record_of(section const*) {
    static auto const t = record::describe_plain<section>(
        "document_section",
        {{.name = "code", .required = true, .max_length = 60}, {.name = "text", .max_length = 50000}});
    return t;
}

record::type const& record_of(document const*) {
    using record::privacy;
    static auto const t = record::describe<document>(
        "document",
        {{.name = "id", .personal = privacy::none, .read_only = true},
         {.name = "scheme_id", .personal = privacy::none},
         {.name = "scheme_name", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "kind", .personal = privacy::none, .required = true, .table = "document_kind"},
         {.name = "title", .personal = privacy::identity, .required = true, .max_length = 80},
         {.name = "doc_no", .personal = privacy::none, .max_length = 60},
         {.name = "org_id", .personal = privacy::none},
         {.name = "org_name", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "region_id", .personal = privacy::none, .read_only = true},
         {.name = "region_code",
          .personal = privacy::none,
          .required = true,
          .stored = false,
          .form = "region_code"},
         {.name = "region_name", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "person_id", .personal = privacy::career},
         {.name = "person_name", .personal = privacy::identity, .read_only = true, .stored = false},
         {.name = "engagement_id", .personal = privacy::career},
         {.name = "activity_id", .personal = privacy::none},
         {.name = "activity_title", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "review_id", .personal = privacy::none},
         {.name = "project_id", .personal = privacy::none},
         {.name = "credential", .personal = privacy::none, .read_only = true},
         {.name = "issued_on", .personal = privacy::none},
         {.name = "valid_from", .personal = privacy::none},
         {.name = "valid_to", .personal = privacy::none},
         {.name = "revoked_on", .personal = privacy::none, .read_only = true},
         {.name = "revoke_reason", .personal = privacy::none, .read_only = true},
         {.name = "public_from", .personal = privacy::none, .read_only = true},
         {.name = "public_to", .personal = privacy::none, .read_only = true},
         {.name = "published_on", .personal = privacy::none, .read_only = true},
         {.name = "channels", .personal = privacy::none, .read_only = true},
         {.name = "tags", .personal = privacy::none, .max_length = 40},
         {.name = "sections", .personal = privacy::none, .read_only = true},
         {.name = "contributors", .personal = privacy::none, .read_only = true},
         {.name = "content", .personal = privacy::none, .stored = false},
         {.name = "contributor_names", .personal = privacy::identity, .stored = false, .max_length = 40},
         {.name = "version_no", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "case_tag", .personal = privacy::none, .max_length = 40},
         {.name = "extra", .personal = privacy::career, .stored = false},
         {.name = "state", .personal = privacy::none, .read_only = true},
         {.name = "is_void", .personal = privacy::none, .read_only = true},
         {.name = "void_reason", .personal = privacy::none, .read_only = true},
         {.name = "created_by_name", .personal = privacy::identity, .read_only = true, .stored = false},
         {.name = "open_objections", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "notice_of", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "notice_of_id", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "notice_basis", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "has_file", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "is_mine", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "acts", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "created_at", .personal = privacy::none, .read_only = true},
         {.name = "updated_at", .personal = privacy::none, .read_only = true},
         {.name = "row_version", .personal = privacy::none, .read_only = true}});
    return t;
}

record::type const& record_of(document_version const*) {
    using record::privacy;
    static auto const t = record::describe_plain<document_version>(
        "document_version", {{.name = "no", .read_only = true},
                             {.name = "made_on", .read_only = true},
                             {.name = "made_by_name", .personal = privacy::identity, .read_only = true},
                             {.name = "contributors", .personal = privacy::identity, .max_length = 40},
                             {.name = "note", .max_length = 200},
                             {.name = "sections", .required = true}});
    return t;
}

record::type const& record_of(publication const*) {
    static auto const t = record::describe_plain<publication>(
        "document_publication", {{.name = "channel", .required = true, .table = "publish_channel"},
                                 {.name = "on_day", .required = true},
                                 {.name = "link", .max_length = 300},
                                 {.name = "note", .max_length = 200},
                                 {.name = "recorded_at", .read_only = true}});
    return t;
}

std::vector<field_error> settle(document const& d) {
    std::vector<field_error> out;
    if (d.valid_from && d.valid_to && *d.valid_to < *d.valid_from)
        out.push_back({"/valid_to", "error.range_reversed", {}});
    std::set<std::string> seen;
    for (std::size_t i = 0; i < d.content.size(); ++i)
        if (!seen.insert(d.content[i].code).second)
            out.push_back({"/content/" + std::to_string(i) + "/code", "documents.section_twice", {}});
    return out;
}

}  // namespace guiyan::documents
