#include "modules/audit/audit.hpp"

#include "api/reading.hpp"
#include "modules/audit/event_store.hpp"
#include "record/plain.hpp"

namespace guiyan::audit {

using record::privacy;

struct history_entry {
    std::string at, account_name, unit_name, what;
    std::vector<event_change> changes;
    std::string reason;
};
struct history_list {
    std::vector<history_entry> items;
};
/// {id} of the path.
struct of_person {
    std::int64_t id = 0;
};
struct verification_view {
    bool ok = false;
    std::int64_t checked = 0;
    std::string head;
    std::int64_t broken_at = 0;
};
BOOST_DESCRIBE_STRUCT(event_change, (), (field, before, after))
BOOST_DESCRIBE_STRUCT(event_view, (),
                      (id, at, account_name, role, unit_name, remote, request_id, what, entity, entity_id,
                       label, changes, reason, outcome, hash))
BOOST_DESCRIBE_STRUCT(event_query, (), (entity, entity_id, account, what, from, to, page, size))
BOOST_DESCRIBE_STRUCT(event_page, (), (items, total, page, size))
BOOST_DESCRIBE_STRUCT(history_entry, (), (at, account_name, unit_name, what, changes, reason))
BOOST_DESCRIBE_STRUCT(history_list, (), (items))
BOOST_DESCRIBE_STRUCT(verification_view, (), (ok, checked, head, broken_at))

record::type const& record_of(event_change const*) {
    static auto const t =
        record::describe<event_change>("event_change", {{.name = "field", .personal = privacy::none},
                                                        {.name = "before", .personal = privacy::identity},
                                                        {.name = "after", .personal = privacy::identity}});
    return t;
}
record::type const& record_of(event_view const*) {
    static auto const t = record::describe_plain<event_view>(
        "event_view", {{.name = "account_name", .personal = privacy::identity},
                       {.name = "remote", .personal = privacy::contact},
                       {.name = "label", .personal = privacy::identity}});
    return t;
}
record::type const& record_of(event_query const*) {
    static auto const t = record::describe_plain<event_query>(
        "event_query",
        {{.name = "page", .minimum = 1, .maximum = 1000000}, {.name = "size", .minimum = 1, .maximum = 200}});
    return t;
}
record::type const& record_of(event_page const*) {
    static auto const t = record::describe_plain<event_page>("event_page");
    return t;
}
record::type const& record_of(history_entry const*) {
    static auto const t = record::describe_plain<history_entry>(
        "history_entry", {{.name = "account_name", .personal = privacy::identity}});
    return t;
}
record::type const& record_of(history_list const*) {
    static auto const t = record::describe_plain<history_list>("history_list");
    return t;
}
record::type const& record_of(verification_view const*) {
    static auto const t = record::describe_plain<verification_view>("trail_verification");
    return t;
}

trail::trail(db::database& database, db::chain_link link) : db_(database), link_(std::move(link)) {}

event_page trail::search(event_query const& q) const {
    event_page out;
    out.page = q.page;
    out.size = q.size;
    db_.read([&](db::connection& c) { out.items = event_store::page(c, q, out.total); });
    return out;
}

std::vector<event_view> trail::history(std::string_view entity, std::int64_t id) const {
    return db_.query([&](db::connection& c) { return event_store::of_record(c, entity, id); });
}

db::verification trail::verify() const {
    return db_.query([&](db::connection& c) { return db::verify_trail(c, link_); });
}

std::vector<api::endpoint> endpoints(trail const& t, record_gate may_read) {
    std::vector<api::endpoint> out;
    out.push_back({.path = "/api/audit",
                   .operation = "list_events",
                   .permission = "audit.read",
                   .query = api::type_of<event_query>(),
                   .output = api::type_of<event_page>(),
                   .handle = api::reading<api::in_query<event_query>>(
                       [&t](api::call&, event_query const& asked) { return t.search(asked); })});
    out.push_back({.path = "/api/audit/verification",
                   .operation = "verify_trail",
                   .permission = "audit.read",
                   .output = api::type_of<verification_view>(),
                   .handle = api::reading<>([&t](api::call&) {
                       auto const v = t.verify();
                       return verification_view{v.broken_at == 0, v.checked, v.head, v.broken_at};
                   })});
    out.push_back({.path = "/api/people/{id}/history",
                   .operation = "list_person_history",
                   .permission = "people.read",
                   .output = api::type_of<history_list>(),
                   .handle = api::reading<api::in_path<of_person>>(
                       [&t, may_read](api::call& c, of_person person) -> result<history_list> {
                           if (!may_read(c.who, "person", person.id))
                               return fail(fault::not_found, "error.not_found");
                           history_list list;
                           for (auto& e : t.history("person", person.id))
                               list.items.push_back({e.at, e.account_name, e.unit_name, e.what,
                                                     std::move(e.changes), e.reason});
                           return list;
                       })});
    return out;
}

}  // namespace guiyan::audit
