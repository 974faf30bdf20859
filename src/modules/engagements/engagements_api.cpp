#include "modules/engagements/engagements_api.hpp"

#include "api/reading.hpp"

namespace guiyan::engagements {
namespace {

/// Whose step it is says the pack: any office that sees the record may be one of its bodies.
constexpr char const* any_body = "engagements.read";

api::endpoint act_on(engagements& all, char const* noun, char const* operation, act what,
                     char const* permission = "engagements.write") {
    return {.verb = api::method::post,
            .path = std::string("/api/engagements/{id}/") + noun,
            .operation = operation,
            .permission = permission,
            .input = api::type_of<act_input>(),
            .output = api::type_of<engagement_view>(),
            .versioned = true,
            .handle = api::reading<api::in_path<engagement_id>, api::in_version, api::in_body<act_input>>(
                [&all, what](api::call& c, engagement_id id, std::int64_t version, act_input const& said) {
                    return all.perform(c.who, id, version, what, said);
                })};
}

}  // namespace

std::vector<api::endpoint> endpoints(engagements& all) {
    std::vector<api::endpoint> out;
    out.push_back(
        {.path = "/api/engagements",
         .operation = "list_engagements",
         .permission = "engagements.read",
         .or_permission = "engagements.own",
         .query = api::type_of<engagement_list_query>(),
         .output = api::type_of<engagement_page>(),
         .handle = api::reading<api::in_query<engagement_list_query>>(
             [&all](api::call& c, engagement_list_query const& asked) { return all.list(c.who, asked); })});
    out.push_back(
        {.verb = api::method::post,
         .path = "/api/engagements",
         .operation = "propose_engagement",
         .permission = "engagements.write",
         .input = api::type_of<engagement_draft>(),
         .output = api::type_of<engagement_view>(),
         .handle = api::reading<api::in_body<engagement_draft>>(
             [&all](api::call& c, engagement_draft& draft) { return all.propose(c.who, std::move(draft)); },
             201)});
    out.push_back({.path = "/api/engagements/board",
                   .operation = "get_engagement_board",
                   .permission = "engagements.read",
                   .query = api::type_of<board_query>(),
                   .output = api::type_of<engagement_board>(),
                   .handle = api::reading<api::in_query<board_query>>(
                       [&all](api::call& c, board_query const& asked) { return all.board(c.who, asked); })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/engagements/batch",
                   .operation = "take_steps",
                   .permission = any_body,
                   .input = api::type_of<batch_input>(),
                   .output = api::type_of<batch_outcome>(),
                   .handle = api::reading<api::in_body<batch_input>>(
                       [&all](api::call& c, batch_input const& asked) -> result<batch_outcome> {
                           if (asked.ids.size() > 500) return fail_field("/ids", "engagements.too_many");
                           return all.take_steps(c.who, asked);
                       })});
    out.push_back({.path = "/api/engagements/{id}",
                   .operation = "get_engagement",
                   .permission = "engagements.read",
                   .or_permission = "engagements.own",
                   .output = api::type_of<engagement_view>(),
                   .handle = api::reading<api::in_path<engagement_id>>(
                       [&all](api::call& c, engagement_id id) { return all.find(c.who, id); })});
    out.push_back(
        {.verb = api::method::post,
         .path = "/api/engagements/{id}/steps",
         .operation = "take_step",
         .permission = any_body,
         .or_permission = "engagements.own",
         .input = api::type_of<step_input>(),
         .output = api::type_of<engagement_view>(),
         .versioned = true,
         .handle = api::reading<api::in_path<engagement_id>, api::in_version, api::in_body<step_input>>(
             [&all](api::call& c, engagement_id id, std::int64_t version, step_input const& in) {
                 return all.take_step(c.who, id, version, in);
             })});
    out.push_back(act_on(all, "return", "return_engagement", act::send_back, any_body));
    out.push_back(act_on(all, "rejection", "reject_engagement", act::reject, any_body));
    out.push_back(act_on(all, "visits", "log_engagement_visit", act::visit));
    out.push_back(act_on(all, "ending", "end_engagement", act::end));
    out.push_back(act_on(all, "suspension", "suspend_engagement", act::suspend));
    out.push_back(act_on(all, "resumption", "resume_engagement", act::resume));
    out.push_back(act_on(all, "renewal", "renew_engagement", act::renew));
    out.push_back(act_on(all, "reopening", "reopen_engagement", act::reopen));
    out.push_back(act_on(all, "tracking", "track_engagement", act::track));
    out.push_back(act_on(all, "voiding", "void_engagement", act::void_it));
    out.push_back(act_on(all, "unvoiding", "unvoid_engagement", act::unvoid));
    return out;
}

}  // namespace guiyan::engagements
