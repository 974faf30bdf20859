#include "modules/organizations/organizations_api.hpp"

#include "api/reading.hpp"
#include "record/plain.hpp"

namespace guiyan::organizations {

BOOST_DESCRIBE_STRUCT(organization_list_query, (), (q, kind, region, state, sort, page, size))
BOOST_DESCRIBE_STRUCT(organization_page, (), (items, total, page, size))

record::type const& record_of(organization_list_query const*) {
    static auto const t = record::describe_plain<organization_list_query>(
        "organization_list_query", {{.name = "q", .max_length = 100},
                                    {.name = "kind", .table = "org_kind"},
                                    {.name = "region", .form = "region_code"},
                                    {.name = "state", .max_length = 20},
                                    {.name = "sort", .max_length = 20},
                                    {.name = "page", .minimum = 1, .maximum = 1000000},
                                    {.name = "size", .minimum = 1, .maximum = 200}});
    return t;
}

record::type const& record_of(organization_page const*) {
    static auto const t = record::describe_plain<organization_page>("organization_page");
    return t;
}

/// Why a state was changed. An approval may go without words.
struct organization_approval {
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(organization_approval, (), (reason))
record::type const& record_of(organization_approval const*) {
    static auto const t = record::describe_plain<organization_approval>(
        "organization_approval", {{.name = "reason", .max_length = 500}});
    return t;
}

struct organization_decision {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(organization_decision, (), (reason))
record::type const& record_of(organization_decision const*) {
    static auto const t = record::describe_plain<organization_decision>(
        "organization_decision", {{.name = "reason", .required = true, .max_length = 500}});
    return t;
}

namespace {

std::string reason_of(organization_approval const& said) {
    return said.reason.value_or("");
}
std::string reason_of(organization_decision const& said) {
    return said.reason;
}

/// POST /api/organizations/{id}/<noun> with If-Match and a reason.
template <class Input>
api::endpoint state_change(organizations& units, char const* noun, char const* operation, act does) {
    return {.verb = api::method::post,
            .path = std::string("/api/organizations/{id}/") + noun,
            .operation = operation,
            .permission = "organizations.write",
            .input = api::type_of<Input>(),
            .output = &organization_type(),
            .versioned = true,
            .handle = api::reading<api::in_path<organization_id>, api::in_version, api::in_body<Input>>(
                [&units, does](api::call& c, organization_id id, std::int64_t version, Input const& said) {
                    return units.decide(c.who, id, version, does, reason_of(said));
                })};
}

}  // namespace

std::vector<api::endpoint> endpoints(organizations& units) {
    std::vector<api::endpoint> out;
    out.push_back({.path = "/api/organizations",
                   .operation = "list_organizations",
                   .permission = "organizations.read",
                   .query = api::type_of<organization_list_query>(),
                   .output = api::type_of<organization_page>(),
                   .handle = api::reading<api::in_query<organization_list_query>>(
                       [&units](api::call& c, organization_list_query const& asked) {
                           return units.list(c.who, asked);
                       })});
    out.push_back({.verb = api::method::post,
                   .path = "/api/organizations",
                   .operation = "register_organization",
                   .permission = "organizations.write",
                   .input = &organization_type(),
                   .output = &organization_type(),
                   .handle = api::reading<api::in_body<organization>>(
                       [&units](api::call& c, organization& draft) {
                           return units.register_organization(c.who, std::move(draft));
                       },
                       201)});
    out.push_back({.path = "/api/organizations/{id}",
                   .operation = "get_organization",
                   .permission = "organizations.read",
                   .output = &organization_type(),
                   .handle = api::reading<api::in_path<organization_id>>(
                       [&units](api::call& c, organization_id id) { return units.find(c.who, id); })});
    out.push_back({.verb = api::method::patch,
                   .path = "/api/organizations/{id}",
                   .operation = "amend_organization",
                   .permission = "organizations.write",
                   .input = &organization_type(),
                   .output = &organization_type(),
                   .amends = true,
                   .handle = api::reading<api::in_path<organization_id>, api::in_version>(
                       [&units](api::call& c, organization_id id, std::int64_t version) {
                           return units.amend(c.who, id, version,
                                              [&](organization& o) { return c.amend(o); });
                       })});
    out.push_back(
        state_change<organization_approval>(units, "approval", "approve_organization", act::approve));
    out.push_back(
        state_change<organization_decision>(units, "rejection", "reject_organization", act::reject));
    out.push_back(
        state_change<organization_decision>(units, "suspension", "suspend_organization", act::suspend));
    out.push_back(
        state_change<organization_decision>(units, "resumption", "resume_organization", act::resume));
    out.push_back(
        state_change<organization_decision>(units, "dissolution", "dissolve_organization", act::dissolve));
    return out;
}

}  // namespace guiyan::organizations
