#include "modules/people/people_api.hpp"

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

using api::call;
using api::reply;

template <class T>
record::type const* type() {
    return &record_of(static_cast<T const*>(nullptr));
}

result<reply> answer(result<person> p, int status = 200) {
    if (!p) return fail(p.error());
    return api::record_reply(*p, status);
}

using state_act = result<person> (people::*)(actor const&, person_id, std::int64_t, std::string const&);

}  // namespace

std::vector<api::endpoint> endpoints(people& bank) {
    std::vector<api::endpoint> out;
    out.push_back({.path = "/api/people",
                   .operation = "list_people",
                   .permission = "people.read",
                   .query = type<people_list_query>(),
                   .output = type<people_page>(),
                   .handle = [&bank](call& c) -> result<reply> {
                       auto q = c.parameters<people_list_query>();
                       if (!q) return fail(q.error());
                       auto page = bank.list_text(c.who, *q);
                       if (!page) return fail(page.error());
                       return api::json_text_reply(std::move(*page));
                   }});
    out.push_back({.path = "/api/people/facets",
                   .operation = "count_people_facets",
                   .permission = "people.read",
                   .query = type<people_list_query>(),
                   .output = type<facets>(),
                   .handle = [&bank](call& c) -> result<reply> {
                       auto q = c.parameters<people_list_query>();
                       if (!q) return fail(q.error());
                       auto f = bank.facets_text(c.who, *q);
                       if (!f) return fail(f.error());
                       return api::json_text_reply(std::move(*f));
                   }});
    out.push_back({.path = "/api/people/places",
                   .operation = "count_people_places",
                   .permission = "people.read",
                   .query = type<people_list_query>(),
                   .output = type<place_count_list>(),
                   .handle = [&bank](call& c) -> result<reply> {
                       auto q = c.parameters<people_list_query>();
                       if (!q) return fail(q.error());
                       // `region` is the place whose children are counted; the roots of the actor without
                       // one.
                       auto const tree = bank.tree();
                       std::vector<regions::region const*> places;
                       if (q->region.empty()) {
                           places = tree->roots(c.who.areas);
                       } else {
                           auto const* parent = tree->find(q->region.front());
                           if (!parent || !c.who.reaches(parent->code))
                               return fail(fault::not_found, "error.not_found");
                           places = tree->children(*parent);
                       }
                       auto const counts = bank.count_places(c.who, *q, places);
                       place_count_list list;
                       for (std::size_t i = 0; i < places.size(); ++i)
                           list.items.push_back({places[i]->code, places[i]->name, places[i]->short_name,
                                                 places[i]->level, places[i]->kind,
                                                 !tree->children(*places[i]).empty(), counts[i]});
                       return api::record_reply(list);
                   }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/people",
                   .operation = "register_person",
                   .permission = "people.write",
                   .input = type<person>(),
                   .output = type<person>(),
                   .handle = [&bank](call& c) -> result<reply> {
                       person draft;
                       if (auto ok = c.body_into(draft); !ok) {
                           // Everything at once: what the fields say together is checked as far as they could
                           // be read.
                           auto all = ok.error();
                           if (!all.fields.empty())
                               for (auto& e : bank.prepare(c.who, draft)) all.fields.push_back(std::move(e));
                           return fail(std::move(all));
                       }
                       return answer(bank.register_person(c.who, std::move(draft)), 201);
                   }});
    out.push_back({.path = "/api/people/{id}",
                   .operation = "get_person",
                   .permission = "people.read",
                   .output = type<person>(),
                   .handle = [&bank](call& c) -> result<reply> {
                       auto id = c.path_id("id");
                       if (!id) return fail(id.error());
                       return answer(bank.find(c.who, person_id{*id}));
                   }});
    out.push_back({.verb = api::method::patch,
                   .path = "/api/people/{id}",
                   .operation = "amend_person",
                   .permission = "people.write",
                   .input = type<person>(),
                   .output = type<person>(),
                   .amends = true,
                   .handle = [&bank](call& c) -> result<reply> {
                       auto id = c.path_id("id");
                       if (!id) return fail(id.error());
                       return answer(bank.amend(c.who, person_id{*id}, *c.if_match(),
                                                [&](person& p) { return c.amend(p); }));
                   }});
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
        out.push_back({.verb = api::method::post,
                       .path = std::string("/api/people/{id}/") + each.path,
                       .operation = each.operation,
                       .permission = each.permission,
                       .input = type<reason_request>(),
                       .output = type<person>(),
                       .versioned = true,
                       .handle = [&bank, run = each.run](call& c) -> result<reply> {
                           auto id = c.path_id("id");
                           if (!id) return fail(id.error());
                           auto body = c.body<reason_request>();
                           if (!body) return fail(body.error());
                           return answer((bank.*run)(c.who, person_id{*id}, *c.if_match(), body->reason));
                       }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/people/{id}/confirmation",
                   .operation = "confirm_person",
                   .permission = "people.write",
                   .output = type<person>(),
                   .versioned = true,
                   .handle = [&bank](call& c) -> result<reply> {
                       auto id = c.path_id("id");
                       if (!id) return fail(id.error());
                       return answer(bank.confirm(c.who, person_id{*id}, *c.if_match()));
                   }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/people/{id}/reveal",
                   .operation = "reveal_person_field",
                   .permission = "people.reveal",
                   .input = type<reveal_request>(),
                   .output = type<revealed>(),
                   .safe_to_repeat = true,
                   .handle = [&bank](call& c) -> result<reply> {
                       auto id = c.path_id("id");
                       if (!id) return fail(id.error());
                       auto body = c.body<reveal_request>();
                       if (!body) return fail(body.error());
                       auto shown = bank.reveal(c.who, person_id{*id}, body->field, body->reason);
                       if (!shown) return fail(shown.error());
                       auto r = api::record_reply(*shown);
                       r.headers.emplace_back("x-no-compress", "1");
                       return r;
                   }});
    out.push_back({.path = "/api/people/{id}/duplicates",
                   .operation = "list_person_duplicates",
                   .permission = "people.read",
                   .output = type<duplicate_list>(),
                   .handle = [&bank](call& c) -> result<reply> {
                       auto id = c.path_id("id");
                       if (!id) return fail(id.error());
                       auto found = bank.duplicates(c.who, person_id{*id});
                       if (!found) return fail(found.error());
                       return api::record_reply(duplicate_list{std::move(*found)});
                   }});
    out.push_back({.path = "/api/duplicates",
                   .operation = "list_duplicate_groups",
                   .permission = "people.read",
                   .output = type<duplicate_group_list>(),
                   .handle = [&bank](call& c) -> result<reply> {
                       return api::record_reply(duplicate_group_list{bank.duplicate_groups(c.who)});
                   }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/people/{id}/distinction",
                   .operation = "tell_people_apart",
                   .permission = "people.write",
                   .input = type<distinction_request>(),
                   .handle = [&bank](call& c) -> result<reply> {
                       auto id = c.path_id("id");
                       if (!id) return fail(id.error());
                       auto body = c.body<distinction_request>();
                       if (!body) return fail(body.error());
                       auto ok = bank.tell_apart(c.who, person_id{*id}, body->other_id);
                       if (!ok) return fail(ok.error());
                       return api::no_content();
                   }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/people/{id}/merger",
                   .operation = "merge_people",
                   .permission = "people.merge",
                   .input = type<merger_request>(),
                   .output = type<person>(),
                   .versioned = true,
                   .handle = [&bank](call& c) -> result<reply> {
                       auto id = c.path_id("id");
                       if (!id) return fail(id.error());
                       auto body = c.body<merger_request>();
                       if (!body) return fail(body.error());
                       return answer(
                           bank.merge(c.who, person_id{*id}, body->other_id, *c.if_match(), body->take));
                   }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/people/{id}/merger_reversal",
                   .operation = "undo_merger",
                   .permission = "people.merge",
                   .output = type<person>(),
                   .handle = [&bank](call& c) -> result<reply> {
                       auto id = c.path_id("id");
                       if (!id) return fail(id.error());
                       return answer(bank.undo_merger(c.who, person_id{*id}));
                   }});
    return out;
}

}  // namespace guiyan::people
