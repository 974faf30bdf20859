#include "modules/search/search.hpp"

#include "api/reading.hpp"
#include "record/plain.hpp"

namespace guiyan::search {

using record::privacy;

struct search_query {
    std::string q;
};
struct search_hit {
    std::string id, label, detail, why, url;
};
struct search_group {
    std::string kind;  ///< people, regions, organizations
    std::int64_t total = 0;
    std::vector<search_hit> items;
};
struct search_answer {
    std::vector<search_group> groups;
};
BOOST_DESCRIBE_STRUCT(search_query, (), (q))
BOOST_DESCRIBE_STRUCT(search_hit, (), (id, label, detail, why, url))
BOOST_DESCRIBE_STRUCT(search_group, (), (kind, total, items))
BOOST_DESCRIBE_STRUCT(search_answer, (), (groups))

record::type const& record_of(search_query const*) {
    static auto const t = record::describe<search_query>(
        "search_query", {{.name = "q", .personal = privacy::identity, .required = true, .max_length = 100}});
    return t;
}
record::type const& record_of(search_hit const*) {
    static auto const t =
        record::describe_plain<search_hit>("search_hit", {{.name = "label", .personal = privacy::identity}});
    return t;
}
record::type const& record_of(search_group const*) {
    static auto const t = record::describe_plain<search_group>("search_group");
    return t;
}
record::type const& record_of(search_answer const*) {
    static auto const t = record::describe_plain<search_answer>("search_answer");
    return t;
}

namespace {

constexpr std::int64_t of_each = 5;  // interface.md 2.3

search_group find_people(people::people const& bank, actor const& who, std::string const& q) {
    search_group out{"people", 0, {}};
    people::people_list_query asked;
    asked.q = q;
    asked.size = of_each;
    auto const page = bank.list(who, asked);
    if (!page) return out;
    out.total = page->total;
    for (auto const& p : page->items) {
        auto const place =
            (p.town_name && *p.town_name != p.region_name ? *p.town_name + "·" : "") + p.region_name;
        out.items.push_back(
            {to_string(p.id), p.name, place, p.match.value_or(""), "/people?open=" + to_string(p.id)});
    }
    return out;
}

search_group find_places(regions::regions const& places, actor const& who, std::string const& q) {
    search_group out{"regions", 0, {}};
    auto const tree = places.tree();
    for (std::uint32_t i = 0; i < tree->size(); ++i) {
        auto const& r = tree->at(i);
        if (!who.reaches(r.code) || r.valid_to) continue;
        std::string why;
        if (r.short_name.find(q) != r.short_name.npos || r.name.find(q) != r.name.npos) why = "title";
        for (auto const& alias : r.aliases)
            if (why.empty() && alias.find(q) != alias.npos) why = "alias";
        if (why.empty()) continue;
        ++out.total;
        if (static_cast<std::int64_t>(out.items.size()) < of_each)
            out.items.push_back({r.code, r.short_name, tree->display(r), why, "/regions/" + r.code});
    }
    return out;
}

search_group find_units(organizations::organizations const& units, actor const& who, std::string const& q) {
    search_group out{"organizations", 0, {}};
    organizations::organization_list_query asked;
    asked.q = q;
    asked.size = of_each;
    auto const page = units.list(who, asked);
    if (!page) return out;
    out.total = page->total;
    for (auto const& o : page->items)
        out.items.push_back(
            {to_string(o.id), o.name, o.region_name, "title", "/organizations?open=" + to_string(o.id)});
    return out;
}

}  // namespace

std::vector<api::endpoint> endpoints(people::people const& bank, regions::regions const& places,
                                     organizations::organizations const& units) {
    std::vector<api::endpoint> out;
    out.push_back(
        {.path = "/api/search",
         .operation = "search",
         .permission = std::string(api::any_account),
         .query = api::type_of<search_query>(),
         .output = api::type_of<search_answer>(),
         .handle = api::reading<api::in_query<search_query>>([&](api::call& c, search_query const& asked) {
             search_answer answer;
             auto& groups = answer.groups;
             if (c.who.may("people.read")) groups.push_back(find_people(bank, c.who, asked.q));
             if (c.who.may("regions.read")) groups.push_back(find_places(places, c.who, asked.q));
             if (c.who.may("organizations.read")) groups.push_back(find_units(units, c.who, asked.q));
             return answer;
         })});
    return out;
}

}  // namespace guiyan::search
