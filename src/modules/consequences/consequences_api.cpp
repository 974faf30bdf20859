#include "modules/consequences/consequences_api.hpp"

#include "api/reading.hpp"

namespace guiyan::consequences {
namespace {

/// {rule} of the path: "passive", "obligations.town_support".
struct in_rule {
    static result<std::string> read(api::call const& c) { return std::string(c.path_text("rule")); }
};

}  // namespace

std::vector<api::endpoint> endpoints(consequences& all) {
    std::vector<api::endpoint> out;
    out.push_back({.path = "/api/schemes/{id}/consequences",
                   .operation = "list_consequences",
                   .permission = "engagements.read",
                   .output = api::type_of<consequence_list>(),
                   .handle = api::reading<api::in_path<scheme_id>>(
                       [&all](api::call& c, scheme_id id) { return all.list(c.who, id); })});
    out.push_back({.path = "/api/schemes/{id}/consequences/{rule}/records",
                   .operation = "list_consequence_records",
                   .permission = "engagements.read",
                   .query = api::type_of<held_query>(),
                   .output = api::type_of<held_page>(),
                   .handle = api::reading<api::in_path<scheme_id>, in_rule, api::in_query<held_query>>(
                       [&all](api::call& c, scheme_id id, std::string const& rule, held_query const& asked) {
                           return all.records(c.who, id, rule, asked);
                       })});
    return out;
}

}  // namespace guiyan::consequences
