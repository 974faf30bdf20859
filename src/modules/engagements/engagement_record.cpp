#include "modules/engagements/engagement.hpp"
#include "record/describe.hpp"

namespace guiyan::engagements {

BOOST_DESCRIBE_STRUCT(engagement, (),
                      (id, scheme_id, role, role_name, person_id, person_name, region_id, region_code,
                       region_name, township_name, org_id, org_name, hiring_org_id, using_org_id,
                       source_channel, source_group, entered_pool_on, vetted_on, invited_on, accepted_on,
                       appointed_on, term_start, term_end, ended_on, end_reason, match_needs, match_strength,
                       match_will, match_total, required_days, reserve_for, special_post, mode,
                       certificate_id, predecessor_id, renewals, case_tag, extra, pack_edition, state,
                       state_since, is_void, void_reason, created_at, updated_at, row_version))
BOOST_DESCRIBE_STRUCT(engagement_draft, (),
                      (scheme_id, role, person_id, region_code, org_id, source_channel, source_group, extra))
record::type const& record_of(engagement const*) {
    using record::privacy;
    static auto const t = record::describe<engagement>(
        "engagement",
        {{.name = "id", .personal = privacy::none, .read_only = true},
         {.name = "scheme_id", .personal = privacy::none, .read_only = true},
         {.name = "role", .personal = privacy::career, .read_only = true},
         {.name = "role_name", .personal = privacy::career, .read_only = true, .stored = false},
         {.name = "person_id", .personal = privacy::career, .read_only = true},
         {.name = "person_name", .personal = privacy::identity, .read_only = true, .stored = false},
         {.name = "region_id", .personal = privacy::none, .read_only = true},
         {.name = "region_code", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "region_name", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "township_name", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "org_id", .personal = privacy::none, .read_only = true},
         {.name = "org_name", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "hiring_org_id", .personal = privacy::none},
         {.name = "using_org_id", .personal = privacy::none},
         {.name = "source_channel", .personal = privacy::career, .max_length = 40},
         {.name = "source_group", .personal = privacy::career, .max_length = 40},
         {.name = "entered_pool_on", .personal = privacy::career, .read_only = true},
         {.name = "vetted_on", .personal = privacy::career, .read_only = true},
         {.name = "invited_on", .personal = privacy::career, .read_only = true},
         {.name = "accepted_on", .personal = privacy::career, .read_only = true},
         {.name = "appointed_on", .personal = privacy::career, .read_only = true},
         {.name = "term_start", .personal = privacy::career},
         {.name = "term_end", .personal = privacy::career},
         {.name = "ended_on", .personal = privacy::career, .read_only = true},
         {.name = "end_reason", .personal = privacy::career, .read_only = true, .table = "end_reason"},
         {.name = "match_needs", .personal = privacy::career, .minimum = 0, .maximum = 100},
         {.name = "match_strength", .personal = privacy::career, .minimum = 0, .maximum = 100},
         {.name = "match_will", .personal = privacy::career, .minimum = 0, .maximum = 100},
         {.name = "match_total", .personal = privacy::career, .minimum = 0, .maximum = 100},
         {.name = "required_days", .personal = privacy::career, .minimum = 0},
         {.name = "reserve_for", .personal = privacy::career, .max_length = 40},
         {.name = "special_post", .personal = privacy::career},
         {.name = "mode", .personal = privacy::career, .max_length = 40},
         {.name = "certificate_id", .personal = privacy::none, .read_only = true},
         {.name = "predecessor_id", .personal = privacy::none, .read_only = true},
         {.name = "renewals", .personal = privacy::none, .read_only = true},
         {.name = "case_tag", .personal = privacy::none, .max_length = 40},
         {.name = "extra", .personal = privacy::career, .stored = false},
         {.name = "pack_edition", .personal = privacy::none, .read_only = true},
         {.name = "state", .personal = privacy::career, .read_only = true},
         {.name = "state_since", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "is_void", .personal = privacy::none, .read_only = true},
         {.name = "void_reason", .personal = privacy::none, .read_only = true},
         {.name = "created_at", .personal = privacy::none, .read_only = true},
         {.name = "updated_at", .personal = privacy::none, .read_only = true},
         {.name = "row_version", .personal = privacy::none, .read_only = true}});
    return t;
}

record::type const& record_of(engagement_draft const*) {
    using record::privacy;
    static auto const t = record::describe<engagement_draft>(
        "engagement_draft",
        {{.name = "scheme_id", .personal = privacy::none, .required = true},
         {.name = "role", .personal = privacy::career, .required = true, .max_length = 60},
         {.name = "person_id", .personal = privacy::career, .required = true},
         {.name = "region_code", .personal = privacy::none, .form = "region_code"},
         {.name = "org_id", .personal = privacy::none},
         {.name = "source_channel", .personal = privacy::career, .max_length = 40},
         {.name = "source_group", .personal = privacy::career, .max_length = 40},
         {.name = "extra", .personal = privacy::career}});
    return t;
}

}  // namespace guiyan::engagements
