#include "modules/activities/activities_api.hpp"

#include "api/reading.hpp"
#include "record/plain.hpp"

namespace guiyan::activities {

BOOST_DESCRIBE_STRUCT(activity_list_query, (),
                      (scheme_id, kind, state, region, duty, evidence, engagement_id, person_id, from, to, q,
                       waits_for_me, voided, sort, page, size))
BOOST_DESCRIBE_STRUCT(activity_page, (), (items, total, person_times, persons, days, page, size))
BOOST_DESCRIBE_STRUCT(log_place, (), (engagement_id, scheme_id, role, region_code, region_name))
BOOST_DESCRIBE_STRUCT(log_start, (), (places, last))

record::type const& record_of(activity_list_query const*) {
    static auto const t = record::describe_plain<activity_list_query>(
        "activity_list_query", {{.name = "kind", .table = "activity_kind"},
                                {.name = "state", .table = "activity_state"},
                                {.name = "region", .form = "region_code"},
                                {.name = "duty", .max_length = 60},
                                {.name = "evidence", .table = "evidence"},
                                {.name = "q", .max_length = 100},
                                {.name = "sort", .max_length = 20},
                                {.name = "page", .minimum = 1, .maximum = 1000000},
                                {.name = "size", .minimum = 1, .maximum = 200}});
    return t;
}
record::type const& record_of(activity_page const*) {
    static auto const t = record::describe_plain<activity_page>("activity_page");
    return t;
}
record::type const& record_of(log_place const*) {
    static auto const t = record::describe_plain<log_place>("log_place");
    return t;
}
record::type const& record_of(log_start const*) {
    static auto const t = record::describe_plain<log_start>("log_start");
    return t;
}

/// Why a state was changed, and the day it happened where that was not today.
struct activity_step_request {
    std::optional<std::string> reason;
    std::optional<date> on;
};
BOOST_DESCRIBE_STRUCT(activity_step_request, (), (reason, on))
record::type const& record_of(activity_step_request const*) {
    static auto const t = record::describe_plain<activity_step_request>(
        "activity_step_request", {{.name = "reason", .max_length = 500}});
    return t;
}

struct activity_voiding {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(activity_voiding, (), (reason))
record::type const& record_of(activity_voiding const*) {
    static auto const t = record::describe_plain<activity_voiding>(
        "activity_voiding", {{.name = "reason", .required = true, .max_length = 500}});
    return t;
}

namespace {

constexpr char const* reading = "activities.read";
constexpr char const* writing = "activities.write";
constexpr char const* own = "activities.own";

/// POST /api/activities/{id}/<noun> with If-Match.
api::endpoint step_of(activities& all, char const* noun, char const* operation, char const* event,
                      char const* permission, char const* or_permission) {
    return {.verb = api::method::post,
            .path = std::string("/api/activities/{id}/") + noun,
            .operation = operation,
            .permission = permission,
            .or_permission = or_permission,
            .input = api::type_of<activity_step_request>(),
            .output = &activity_type(),
            .versioned = true,
            .handle =
                api::reading<api::in_path<activity_id>, api::in_version, api::in_body<activity_step_request>>(
                    [&all, event](api::call& c, activity_id id, std::int64_t version,
                                  activity_step_request const& said) {
                        return all.take_step(c.who, id, version, event, said.reason.value_or(""), said.on);
                    })};
}

api::endpoint voiding_of(activities& all, char const* noun, char const* operation, char const* permission,
                         char const* or_permission,
                         result<activity> (activities::*does)(actor const&, activity_id, std::int64_t,
                                                              std::string const&)) {
    return {
        .verb = api::method::post,
        .path = std::string("/api/activities/{id}/") + noun,
        .operation = operation,
        .permission = permission,
        .or_permission = or_permission,
        .input = api::type_of<activity_voiding>(),
        .output = &activity_type(),
        .versioned = true,
        .handle = api::reading<api::in_path<activity_id>, api::in_version, api::in_body<activity_voiding>>(
            [&all, does](api::call& c, activity_id id, std::int64_t version, activity_voiding const& said) {
                return (all.*does)(c.who, id, version, said.reason);
            })};
}

void add_reads(std::vector<api::endpoint>& out, activities& all) {
    out.push_back(
        {.path = "/api/activities",
         .operation = "list_activities",
         .permission = reading,
         .or_permission = own,
         .query = api::type_of<activity_list_query>(),
         .output = api::type_of<activity_page>(),
         .handle = api::reading<api::in_query<activity_list_query>>(
             [&all](api::call& c, activity_list_query const& asked) { return all.list(c.who, asked); })});
    out.push_back({.path = "/api/activities/start",
                   .operation = "start_activity_log",
                   .permission = writing,
                   .or_permission = own,
                   .output = api::type_of<log_start>(),
                   .handle = api::reading<>([&all](api::call& c) { return all.start_log(c.who); })});
    out.push_back({.path = "/api/activities/{id}",
                   .operation = "get_activity",
                   .permission = reading,
                   .or_permission = own,
                   .output = &activity_type(),
                   .handle = api::reading<api::in_path<activity_id>>(
                       [&all](api::call& c, activity_id id) { return all.find(c.who, id); })});
    out.push_back({.path = "/api/activities/{id}/timeline",
                   .operation = "get_activity_timeline",
                   .permission = reading,
                   .or_permission = own,
                   .output = api::type_of<audit::timeline>(),
                   .handle = api::reading<api::in_path<activity_id>>(
                       [&all](api::call& c, activity_id id) { return all.history(c.who, id); })});
}

}  // namespace

std::vector<api::endpoint> endpoints(activities& all) {
    std::vector<api::endpoint> out;
    add_reads(out, all);
    out.push_back({.verb = api::method::post,
                   .path = "/api/activities",
                   .operation = "register_activity",
                   .permission = writing,
                   .or_permission = own,
                   .input = &activity_type(),
                   .output = &activity_type(),
                   .handle = api::reading<api::in_body<activity>>(
                       [&all](api::call& c, activity& draft) {
                           return all.register_activity(c.who, std::move(draft), "");
                       },
                       201)});
    out.push_back({.verb = api::method::patch,
                   .path = "/api/activities/{id}",
                   .operation = "amend_activity",
                   .permission = writing,
                   .or_permission = own,
                   .input = &activity_type(),
                   .output = &activity_type(),
                   .amends = true,
                   .handle = api::reading<api::in_path<activity_id>, api::in_version>(
                       [&all](api::call& c, activity_id id, std::int64_t version) {
                           return all.amend(c.who, id, version, [&](activity& a) { return c.amend(a); });
                       })});
    out.push_back(step_of(all, "holding", "hold_activity", "hold", writing, own));
    out.push_back(step_of(all, "cancellation", "cancel_activity", "cancel", writing, own));
    out.push_back(step_of(all, "correction", "correct_activity", "correct", writing, own));
    out.push_back(step_of(all, "verification", "verify_activity", "verify", "activities.verify", ""));
    out.push_back(step_of(all, "rejection", "reject_activity", "reject", "activities.verify", ""));
    out.push_back(voiding_of(all, "voiding", "void_activity", writing, own, &activities::void_activity));
    out.push_back(
        voiding_of(all, "unvoiding", "unvoid_activity", "deeds.unvoid", "", &activities::unvoid_activity));
    return out;
}

}  // namespace guiyan::activities
