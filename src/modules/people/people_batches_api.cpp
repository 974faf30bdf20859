#include "modules/people/people_batches_api.hpp"

#include "api/reading.hpp"
#include "record/plain.hpp"

namespace guiyan::people {

using record::privacy;

BOOST_DESCRIBE_STRUCT(batch_wish, (), (act, value, reason, people, all, expected, filters))
BOOST_DESCRIBE_STRUCT(batch_failure, (), (id, name, why))
BOOST_DESCRIBE_STRUCT(batch_outcome, (), (id, asked, done, failed))
BOOST_DESCRIBE_STRUCT(batch_told, (), (id, act, value, reason, asked, done, at, undone_at, undone, may_undo))
BOOST_DESCRIBE_STRUCT(batch_list, (), (items, most))

record::type const& record_of(batch_wish const*) {
    static auto const t = record::describe_plain<batch_wish>(
        "people_batch_wish", {{.name = "act", .required = true, .max_length = 40},
                              {.name = "value", .max_length = 40},
                              {.name = "reason", .max_length = 200},
                              {.name = "people", .max_length = 20},
                              {.name = "filters", .personal = privacy::identity}});
    return t;
}
record::type const& record_of(batch_failure const*) {
    static auto const t = record::describe_plain<batch_failure>(
        "people_batch_failure", {{.name = "name", .personal = privacy::identity}});
    return t;
}
record::type const& record_of(batch_outcome const*) {
    static auto const t = record::describe_plain<batch_outcome>("people_batch_outcome");
    return t;
}
record::type const& record_of(batch_told const*) {
    static auto const t = record::describe_plain<batch_told>("people_batch");
    return t;
}
record::type const& record_of(batch_list const*) {
    static auto const t = record::describe_plain<batch_list>("people_batch_list");
    return t;
}

std::vector<api::endpoint> endpoints(people_batches& acts) {
    std::vector<api::endpoint> out;
    out.push_back({.verb = api::method::post,
                   .path = "/api/people/batch_preview",
                   .operation = "preview_people_batch",
                   .permission = "people.write",
                   .input = api::type_of<batch_wish>(),
                   .output = api::type_of<batch_outcome>(),
                   .safe_to_repeat = true,
                   .handle = api::reading<api::in_body<batch_wish>>(
                       [&acts](api::call& c, batch_wish const& wish) { return acts.preview(c.who, wish); })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/people/batches",
                   .operation = "act_on_people",
                   .permission = "people.write",
                   .input = api::type_of<batch_wish>(),
                   .output = api::type_of<batch_outcome>(),
                   .handle = api::reading<api::in_body<batch_wish>>(
                       [&acts](api::call& c, batch_wish const& wish) { return acts.act(c.who, wish); })});
    out.push_back({.path = "/api/people/batches",
                   .operation = "list_people_batches",
                   .permission = "people.write",
                   .output = api::type_of<batch_list>(),
                   .handle = api::reading<>([&acts](api::call& c) { return acts.list(c.who); })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/people/batches/{id}/reversal",
                   .operation = "undo_people_batch",
                   .permission = "people.write",
                   .output = api::type_of<batch_outcome>(),
                   .handle = api::reading<api::in_path<person_batch_id>>(
                       [&acts](api::call& c, person_batch_id id) { return acts.undo(c.who, id); })});
    return out;
}

}  // namespace guiyan::people
