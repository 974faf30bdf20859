#include "modules/requests/request.hpp"
#include "record/describe.hpp"

namespace guiyan::requests {

BOOST_DESCRIBE_STRUCT(request, (),
                      (id, scheme_id, scheme_name, kind, title, content, category, person_id, person_name,
                       org_id, region_id, region_code, region_name, engagement_id, document_id,
                       document_title, service_item_id, project_id, parent_id, assigned_org_id, quantity,
                       amount, skills, wanted_on, submitted_on, taken_on, due_on, handled_on, closed_on,
                       result, resolved, satisfaction, confirmed_by_requester, green_channel, priority,
                       channel, asked, votes_for, votes_against, abstained, adopted, author, extra, state,
                       is_void, void_reason, created_by_name, acts, created_at, updated_at, row_version))

record::type const& record_of(request const*) {
    using record::privacy;
    static auto const t = record::describe<request>(
        "request",
        {{.name = "id", .personal = privacy::none, .read_only = true},
         {.name = "scheme_id", .personal = privacy::none},
         {.name = "scheme_name", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "kind", .personal = privacy::none, .required = true, .table = "request_kind"},
         {.name = "title", .personal = privacy::none, .required = true, .max_length = 80},
         {.name = "content", .personal = privacy::none, .max_length = 5000},
         {.name = "category", .personal = privacy::none, .max_length = 40},
         {.name = "person_id", .personal = privacy::career},
         {.name = "person_name", .personal = privacy::identity, .read_only = true, .stored = false},
         {.name = "org_id", .personal = privacy::none},
         {.name = "region_id", .personal = privacy::none, .read_only = true},
         {.name = "region_code", .personal = privacy::none, .stored = false, .form = "region_code"},
         {.name = "region_name", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "engagement_id", .personal = privacy::career},
         {.name = "document_id", .personal = privacy::none},
         {.name = "document_title", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "service_item_id", .personal = privacy::none},
         {.name = "project_id", .personal = privacy::none},
         {.name = "parent_id", .personal = privacy::none},
         {.name = "assigned_org_id", .personal = privacy::none},
         {.name = "quantity", .personal = privacy::none, .minimum = 0, .maximum = 1000000},
         {.name = "amount", .personal = privacy::none},
         {.name = "skills", .personal = privacy::none, .table = "skill"},
         {.name = "wanted_on", .personal = privacy::none},
         {.name = "submitted_on", .personal = privacy::none},
         {.name = "taken_on", .personal = privacy::none, .read_only = true},
         {.name = "due_on", .personal = privacy::none, .read_only = true},
         {.name = "handled_on", .personal = privacy::none, .read_only = true},
         {.name = "closed_on", .personal = privacy::none, .read_only = true},
         {.name = "result", .personal = privacy::career, .read_only = true, .max_length = 2000},
         {.name = "resolved", .personal = privacy::none, .read_only = true},
         {.name = "satisfaction", .personal = privacy::none, .read_only = true},
         {.name = "confirmed_by_requester", .personal = privacy::none, .read_only = true},
         {.name = "green_channel", .personal = privacy::none, .read_only = true},
         {.name = "priority", .personal = privacy::none, .read_only = true},
         {.name = "channel", .personal = privacy::none, .table = "opinion_channel"},
         {.name = "asked", .personal = privacy::none, .minimum = 0, .maximum = 1000000},
         {.name = "votes_for", .personal = privacy::none, .minimum = 0, .maximum = 1000000},
         {.name = "votes_against", .personal = privacy::none, .minimum = 0, .maximum = 1000000},
         {.name = "abstained", .personal = privacy::none, .minimum = 0, .maximum = 1000000},
         {.name = "adopted", .personal = privacy::none, .read_only = true},
         {.name = "author", .personal = privacy::contact, .sealed = true, .max_length = 200},
         {.name = "extra", .personal = privacy::career, .stored = false},
         {.name = "state", .personal = privacy::none, .read_only = true},
         {.name = "is_void", .personal = privacy::none, .read_only = true},
         {.name = "void_reason", .personal = privacy::none, .read_only = true},
         {.name = "created_by_name", .personal = privacy::identity, .read_only = true, .stored = false},
         {.name = "acts", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "created_at", .personal = privacy::none, .read_only = true},
         {.name = "updated_at", .personal = privacy::none, .read_only = true},
         {.name = "row_version", .personal = privacy::none, .read_only = true}});
    return t;
}

}  // namespace guiyan::requests
