#include "modules/activities/activity.hpp"
#include "record/describe.hpp"

namespace guiyan::activities {

BOOST_DESCRIBE_STRUCT(activity_participant, (),
                      (id, person_id, person_name, engagement_id, role, group_code, headcount, days, hours,
                       confirmed, completed, score))
BOOST_DESCRIBE_STRUCT(activity, (),
                      (id, scheme_id, scheme_name, kind, title, topic, programme, sector, class_group, org_id,
                       org_name, region_id, region_code, region_name, place, mode, service_mode, starts_at,
                       ends_at, hours, days, duty, task_id, project_id, request_id, batch_no, series_no,
                       online_part, offline_part, summary, headcount, evidence, verified_by_name, verified_on,
                       refused_because, case_tag, extra, participants, state, is_void, void_reason,
                       created_by_name, late_days, is_mine, acts, questions, created_at, updated_at,
                       row_version))

record::type const& record_of(activity_participant const*) {
    using record::privacy;
    static auto const t = record::describe<activity_participant>(
        "activity_participant",
        {{.name = "id", .personal = privacy::none, .read_only = true, .stored = true},
         {.name = "person_id", .personal = privacy::career},
         {.name = "person_name", .personal = privacy::identity, .read_only = true, .stored = false},
         {.name = "engagement_id", .personal = privacy::career},
         {.name = "role", .personal = privacy::career, .table = "participant_role"},
         {.name = "group_code", .personal = privacy::none, .max_length = 40},
         {.name = "headcount", .personal = privacy::none, .minimum = 1, .maximum = 100000},
         {.name = "days", .personal = privacy::career, .minimum = 0, .maximum = 366},
         {.name = "hours", .personal = privacy::career, .minimum = 0, .maximum = 9000},
         {.name = "confirmed", .personal = privacy::none, .read_only = true},
         {.name = "completed", .personal = privacy::career},
         {.name = "score", .personal = privacy::career, .minimum = 0, .maximum = 1000}});
    return t;
}

BOOST_DESCRIBE_STRUCT(activity_question, (), (kind, text, activity_ids))
record::type const& record_of(activity_question const*) {
    using record::privacy;
    static auto const t = record::describe<activity_question>(
        "activity_question", {{.name = "kind", .personal = privacy::none},
                              {.name = "text", .personal = privacy::identity},
                              {.name = "activity_ids", .personal = privacy::none}});
    return t;
}

record::type const& record_of(activity const*) {
    using record::privacy;
    static auto const t = record::describe<activity>(
        "activity",
        {{.name = "id", .personal = privacy::none, .read_only = true},
         {.name = "scheme_id", .personal = privacy::none},
         {.name = "scheme_name", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "kind", .personal = privacy::none, .required = true, .table = "activity_kind"},
         {.name = "title", .personal = privacy::none, .required = true, .max_length = 80},
         {.name = "topic", .personal = privacy::none, .max_length = 60},
         {.name = "programme", .personal = privacy::none, .max_length = 60},
         {.name = "sector", .personal = privacy::none, .max_length = 40},
         {.name = "class_group", .personal = privacy::none, .max_length = 40},
         {.name = "org_id", .personal = privacy::none},
         {.name = "org_name", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "region_id", .personal = privacy::none, .read_only = true},
         {.name = "region_code",
          .personal = privacy::none,
          .required = true,
          .stored = false,
          .form = "region_code"},
         {.name = "region_name", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "place", .personal = privacy::none, .max_length = 100},
         {.name = "mode", .personal = privacy::none, .table = "activity_mode"},
         {.name = "service_mode", .personal = privacy::none, .table = "service_mode"},
         {.name = "starts_at", .personal = privacy::none, .required = true},
         {.name = "ends_at", .personal = privacy::none},
         {.name = "hours", .personal = privacy::none, .minimum = 0, .maximum = 9000},
         {.name = "days", .personal = privacy::none, .minimum = 0, .maximum = 366},
         {.name = "duty", .personal = privacy::none, .max_length = 60},
         {.name = "task_id", .personal = privacy::none},
         {.name = "project_id", .personal = privacy::none},
         {.name = "request_id", .personal = privacy::none},
         {.name = "batch_no", .personal = privacy::none, .minimum = 1, .maximum = 9999},
         {.name = "series_no", .personal = privacy::none, .minimum = 1, .maximum = 9999},
         {.name = "online_part", .personal = privacy::none},
         {.name = "offline_part", .personal = privacy::none},
         {.name = "summary", .personal = privacy::none, .max_length = 20000},
         {.name = "headcount", .personal = privacy::none, .minimum = 0, .maximum = 1000000},
         {.name = "evidence", .personal = privacy::none, .read_only = true},
         {.name = "verified_by_name", .personal = privacy::identity, .read_only = true},
         {.name = "verified_on", .personal = privacy::none, .read_only = true},
         {.name = "refused_because", .personal = privacy::none, .read_only = true},
         {.name = "case_tag", .personal = privacy::none, .max_length = 40},
         {.name = "extra", .personal = privacy::career, .stored = false},
         {.name = "participants", .personal = privacy::career, .stored = false},
         {.name = "state", .personal = privacy::none, .max_length = 20},
         {.name = "is_void", .personal = privacy::none, .read_only = true},
         {.name = "void_reason", .personal = privacy::none, .read_only = true},
         {.name = "created_by_name", .personal = privacy::identity, .read_only = true, .stored = false},
         {.name = "late_days", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "is_mine", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "acts", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "questions", .personal = privacy::identity, .read_only = true, .stored = false},
         {.name = "created_at", .personal = privacy::none, .read_only = true},
         {.name = "updated_at", .personal = privacy::none, .read_only = true},
         {.name = "row_version", .personal = privacy::none, .read_only = true}});
    return t;
}

namespace {

bool is_half(std::optional<double> const& days) {
    return !days || *days * 2 == static_cast<double>(static_cast<std::int64_t>(*days * 2));
}

}  // namespace

std::vector<field_error> settle(activity const& a) {
    std::vector<field_error> out;
    if (a.ends_at && *a.ends_at < a.starts_at) out.push_back({"/ends_at", "error.range_reversed", {}});
    if (!is_half(a.days)) out.push_back({"/days", "activities.half_days", {}});
    if (a.state != "planned" && a.state != "held") out.push_back({"/state", "activities.begins_as", {}});
    for (std::size_t i = 0; i < a.participants.size(); ++i) {
        auto const& p = a.participants[i];
        auto const at = "/participants/" + std::to_string(i);
        if (!is_half(p.days)) out.push_back({at + "/days", "activities.half_days", {}});
        bool const named = p.person_id || p.engagement_id;
        if (named && p.headcount != 1) out.push_back({at + "/headcount", "activities.one_person", {}});
        for (std::size_t j = 0; j < i && p.person_id; ++j)
            if (a.participants[j].person_id == p.person_id && a.participants[j].role == p.role)
                out.push_back({at + "/person_id", "activities.twice", {}});
    }
    return out;
}

}  // namespace guiyan::activities
