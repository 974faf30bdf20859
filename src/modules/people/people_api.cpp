#include "modules/people/people_api.hpp"

#include "api/reading.hpp"
#include "modules/people/people_views.hpp"
#include "record/plain.hpp"

namespace guiyan::people {

struct reason_request {
    std::string reason;
};
struct reveal_request {
    std::string field;
    std::string reason;
};
struct merger_request {
    person_id other_id;
    std::vector<std::string> take;
};
struct place_count {
    std::string code, name, short_name;
    int level = 0;
    std::string kind;
    bool has_children = false;
    std::int64_t people_count = 0;
};
struct place_count_list {
    std::vector<place_count> items;
};
BOOST_DESCRIBE_STRUCT(place_count, (), (code, name, short_name, level, kind, has_children, people_count))
BOOST_DESCRIBE_STRUCT(place_count_list, (), (items))
struct duplicate_list {
    std::vector<possible_duplicate> items;
};
BOOST_DESCRIBE_STRUCT(reason_request, (), (reason))
BOOST_DESCRIBE_STRUCT(reveal_request, (), (field, reason))
BOOST_DESCRIBE_STRUCT(merger_request, (), (other_id, take))
struct duplicate_group_list {
    std::vector<duplicate_group> items;
};
struct distinction_request {
    person_id other_id;
};
BOOST_DESCRIBE_STRUCT(duplicate_list, (), (items))
BOOST_DESCRIBE_STRUCT(duplicate_group, (), (why, people))
BOOST_DESCRIBE_STRUCT(duplicate_group_list, (), (items))
BOOST_DESCRIBE_STRUCT(distinction_request, (), (other_id))
record::type const& record_of(reason_request const*) {
    static auto const t = record::describe_plain<reason_request>(
        "reason_request", {{.name = "reason", .required = true, .max_length = 200}});
    return t;
}
record::type const& record_of(reveal_request const*) {
    static auto const t = record::describe_plain<reveal_request>(
        "reveal_request", {{.name = "field", .required = true, .max_length = 40},
                           {.name = "reason", .required = true, .max_length = 200}});
    return t;
}
record::type const& record_of(merger_request const*) {
    static auto const t =
        record::describe_plain<merger_request>("merger_request", {{.name = "other_id", .required = true}});
    return t;
}
record::type const& record_of(place_count const*) {
    static auto const t = record::describe_plain<place_count>("place_count");
    return t;
}
record::type const& record_of(place_count_list const*) {
    static auto const t = record::describe_plain<place_count_list>("place_count_list");
    return t;
}
record::type const& record_of(duplicate_group const*) {
    static auto const t = record::describe_plain<duplicate_group>("duplicate_group");
    return t;
}
record::type const& record_of(duplicate_group_list const*) {
    static auto const t = record::describe_plain<duplicate_group_list>("duplicate_group_list");
    return t;
}
record::type const& record_of(distinction_request const*) {
    static auto const t = record::describe_plain<distinction_request>(
        "distinction_request", {{.name = "other_id", .required = true}});
    return t;
}
record::type const& record_of(duplicate_list const*) {
    static auto const t = record::describe_plain<duplicate_list>("duplicate_list");
    return t;
}

namespace {

using api::type_of;

/// Places below the query's `region`, or the roots of the actor without one, and the people under each.
result<place_count_list> count_places(people const& bank, actor const& who, people_list_query const& asked) {
    auto const tree = bank.tree();
    std::vector<regions::region const*> places;
    if (asked.region.empty()) {
        places = tree->roots(who.areas);
    } else {
        auto const* parent = tree->find(asked.region.front());
        if (!parent || !who.reaches(parent->code)) return fail(fault::not_found, "error.not_found");
        places = tree->children(*parent);
    }
    auto const counts = bank.count_places(who, asked, places);
    place_count_list list;
    for (std::size_t i = 0; i < places.size(); ++i)
        list.items.push_back({places[i]->code, places[i]->name, places[i]->short_name, places[i]->level,
                              places[i]->kind, !tree->children(*places[i]).empty(), counts[i]});
    return list;
}

result<api::reply> written(result<std::string> json) {
    if (!json) return fail(json.error());
    return api::json_text_reply(std::move(*json));
}

void add_lists(std::vector<api::endpoint>& out, people& bank) {
    out.push_back({.path = "/api/people",
                   .operation = "list_people",
                   .permission = "people.read",
                   .query = type_of<people_list_query>(),
                   .output = type_of<people_page>(),
                   .handle = api::reading<api::in_query<people_list_query>>(
                       [&bank](api::call& c, people_list_query const& asked) {
                           return written(bank.list_text(c.who, asked));
                       })});
    out.push_back({.path = "/api/people/facets",
                   .operation = "count_people_facets",
                   .permission = "people.read",
                   .query = type_of<people_list_query>(),
                   .output = type_of<facets>(),
                   .handle = api::reading<api::in_query<people_list_query>>(
                       [&bank](api::call& c, people_list_query const& asked) {
                           return written(bank.facets_text(c.who, asked));
                       })});
    out.push_back({.path = "/api/people/places",
                   .operation = "count_people_places",
                   .permission = "people.read",
                   .query = type_of<people_list_query>(),
                   .output = type_of<place_count_list>(),
                   .handle = api::reading<api::in_query<people_list_query>>(
                       [&bank](api::call& c, people_list_query const& asked) {
                           return count_places(bank, c.who, asked);
                       })});
}

void add_records(std::vector<api::endpoint>& out, people& bank) {
    out.push_back({.verb = api::method::post,
                   .path = "/api/people",
                   .operation = "register_person",
                   .permission = "people.write",
                   .input = type_of<person>(),
                   .output = type_of<person>(),
                   .handle = api::reading<>(
                       [&bank](api::call& c) -> result<person> {
                           person draft;
                           if (auto ok = c.body_into(draft); !ok) {
                               // Everything at once: what the fields say together is checked as far as they
                               // could be read.
                               auto all = ok.error();
                               if (!all.fields.empty())
                                   for (auto& e : bank.prepare(c.who, draft))
                                       all.fields.push_back(std::move(e));
                               return fail(std::move(all));
                           }
                           return bank.register_person(c.who, std::move(draft));
                       },
                       201)});
    out.push_back({.path = "/api/people/{id}",
                   .operation = "get_person",
                   .permission = "people.read",
                   .output = type_of<person>(),
                   .handle = api::reading<api::in_path<person_id>>(
                       [&bank](api::call& c, person_id id) { return bank.find(c.who, id); })});
    out.push_back({.verb = api::method::patch,
                   .path = "/api/people/{id}",
                   .operation = "amend_person",
                   .permission = "people.write",
                   .input = type_of<person>(),
                   .output = type_of<person>(),
                   .amends = true,
                   .handle = api::reading<api::in_path<person_id>, api::in_version>(
                       [&bank](api::call& c, person_id id, std::int64_t version) {
                           return bank.amend(c.who, id, version, [&](person& p) { return c.amend(p); });
                       })});
    out.push_back(
        {.verb = api::method::post,
         .path = "/api/people/{id}/reveal",
         .operation = "reveal_person_field",
         .permission = "people.reveal",
         .input = type_of<reveal_request>(),
         .output = type_of<revealed>(),
         .safe_to_repeat = true,
         .handle = api::reading<api::in_path<person_id>, api::in_body<reveal_request>>(
             [&bank](api::call& c, person_id id, reveal_request const& asked) -> result<api::reply> {
                 auto shown = bank.reveal(c.who, id, asked.field, asked.reason);
                 if (!shown) return fail(shown.error());
                 return api::secret_reply(*shown);
             })});
}

using state_act = result<person> (people::*)(actor const&, person_id, std::int64_t, std::string const&);

void add_states(std::vector<api::endpoint>& out, people& bank) {
    struct act {
        char const* path;
        char const* operation;
        char const* permission;
        state_act run;
    };
    for (act const& each :
         {act{"archival", "archive_person", "people.write", &people::archive},
          act{"restoration", "restore_person", "people.write", &people::restore},
          act{"voiding", "void_person", "people.void", &people::void_person},
          act{"voiding_reversal", "unvoid_person", "people.unvoid", &people::unvoid_person}})
        out.push_back(
            {.verb = api::method::post,
             .path = std::string("/api/people/{id}/") + each.path,
             .operation = each.operation,
             .permission = each.permission,
             .input = type_of<reason_request>(),
             .output = type_of<person>(),
             .versioned = true,
             .handle = api::reading<api::in_path<person_id>, api::in_version, api::in_body<reason_request>>(
                 [&bank, run = each.run](api::call& c, person_id id, std::int64_t version,
                                         reason_request const& said) {
                     return (bank.*run)(c.who, id, version, said.reason);
                 })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/people/{id}/confirmation",
                   .operation = "confirm_person",
                   .permission = "people.write",
                   .output = type_of<person>(),
                   .versioned = true,
                   .handle = api::reading<api::in_path<person_id>, api::in_version>(
                       [&bank](api::call& c, person_id id, std::int64_t version) {
                           return bank.confirm(c.who, id, version);
                       })});
}

void add_duplicates(std::vector<api::endpoint>& out, people& bank) {
    out.push_back({.path = "/api/people/{id}/duplicates",
                   .operation = "list_person_duplicates",
                   .permission = "people.read",
                   .output = type_of<duplicate_list>(),
                   .handle = api::reading<api::in_path<person_id>>(
                       [&bank](api::call& c, person_id id) -> result<duplicate_list> {
                           auto found = bank.duplicates(c.who, id);
                           if (!found) return fail(found.error());
                           return duplicate_list{std::move(*found)};
                       })});
    out.push_back({.path = "/api/duplicates",
                   .operation = "list_duplicate_groups",
                   .permission = "people.read",
                   .output = type_of<duplicate_group_list>(),
                   .handle = api::reading<>([&bank](api::call& c) {
                       return duplicate_group_list{bank.duplicate_groups(c.who)};
                   })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/people/{id}/distinction",
                   .operation = "tell_people_apart",
                   .permission = "people.write",
                   .input = type_of<distinction_request>(),
                   .handle = api::reading<api::in_path<person_id>, api::in_body<distinction_request>>(
                       [&bank](api::call& c, person_id id, distinction_request const& asked) {
                           return bank.tell_apart(c.who, id, asked.other_id);
                       })});
    out.push_back(
        {.verb = api::method::post,
         .path = "/api/people/{id}/merger",
         .operation = "merge_people",
         .permission = "people.merge",
         .input = type_of<merger_request>(),
         .output = type_of<person>(),
         .versioned = true,
         .handle = api::reading<api::in_path<person_id>, api::in_version, api::in_body<merger_request>>(
             [&bank](api::call& c, person_id id, std::int64_t version, merger_request const& asked) {
                 return bank.merge(c.who, id, asked.other_id, version, asked.take);
             })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/people/{id}/merger_reversal",
                   .operation = "undo_merger",
                   .permission = "people.merge",
                   .output = type_of<person>(),
                   .handle = api::reading<api::in_path<person_id>>(
                       [&bank](api::call& c, person_id id) { return bank.undo_merger(c.who, id); })});
}

}  // namespace

std::vector<api::endpoint> endpoints(people& bank) {
    std::vector<api::endpoint> out;
    add_lists(out, bank);
    add_records(out, bank);
    add_states(out, bank);
    add_duplicates(out, bank);
    return out;
}

}  // namespace guiyan::people
