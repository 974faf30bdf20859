#include "modules/organizations/organizations_api.hpp"

#include "record/describe.hpp"

namespace guiyan::organizations {

using record::privacy;

BOOST_DESCRIBE_STRUCT(organization_list_query, (), (q, kind, region, state, sort, page, size))
BOOST_DESCRIBE_STRUCT(organization_page, (), (items, total, page, size))

record::type const& record_of(organization_list_query const*) {
    static auto const t = record::describe<organization_list_query>(
        "organization_list_query",
        {{.name = "q", .personal = privacy::none, .max_length = 100},
         {.name = "kind", .personal = privacy::none, .table = "org_kind"},
         {.name = "region", .personal = privacy::none, .form = "region_code"},
         {.name = "state", .personal = privacy::none, .max_length = 20},
         {.name = "sort", .personal = privacy::none, .max_length = 20},
         {.name = "page", .personal = privacy::none, .minimum = 1, .maximum = 1000000},
         {.name = "size", .personal = privacy::none, .minimum = 1, .maximum = 200}});
    return t;
}

record::type const& record_of(organization_page const*) {
    static auto const t = record::describe<organization_page>("organization_page",
                                                              {{.name = "items", .personal = privacy::none},
                                                               {.name = "total", .personal = privacy::none},
                                                               {.name = "page", .personal = privacy::none},
                                                               {.name = "size", .personal = privacy::none}});
    return t;
}

/// Why a state was changed. An approval may go without words.
struct organization_approval {
    std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(organization_approval, (), (reason))
record::type const& record_of(organization_approval const*) {
    static auto const t = record::describe<organization_approval>(
        "organization_approval", {{.name = "reason", .personal = privacy::none, .max_length = 500}});
    return t;
}

struct organization_decision {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(organization_decision, (), (reason))
record::type const& record_of(organization_decision const*) {
    static auto const t = record::describe<organization_decision>(
        "organization_decision",
        {{.name = "reason", .personal = privacy::none, .required = true, .max_length = 500}});
    return t;
}

namespace {

result<api::reply> answer(result<organization> const& made, int status = 200) {
    if (!made) return fail(made.error());
    return api::record_reply(*made, status);
}

/// POST /api/organizations/{id}/<noun> with If-Match and a reason.
template <class Input>
api::endpoint state_change(organizations& units, char const* noun, char const* operation, act does) {
    return {.verb = api::method::post,
            .path = std::string("/api/organizations/{id}/") + noun,
            .operation = operation,
            .permission = "organizations.write",
            .input = &record_of(static_cast<Input const*>(nullptr)),
            .output = &organization_type(),
            .versioned = true,
            .handle = [&units, does](api::call& c) -> result<api::reply> {
                auto const id = c.path_id("id");
                if (!id) return fail(id.error());
                auto const version = c.if_match();
                if (!version) return fail(version.error());
                auto const said = c.body<Input>();
                if (!said) return fail(said.error());
                std::string reason;
                if constexpr (std::is_same_v<Input, organization_approval>)
                    reason = said->reason.value_or("");
                else
                    reason = said->reason;
                return answer(units.decide(c.who, organization_id{*id}, *version, does, reason));
            }};
}

}  // namespace

std::vector<api::endpoint> endpoints(organizations& units) {
    std::vector<api::endpoint> out;
    out.push_back({.path = "/api/organizations",
                   .operation = "list_organizations",
                   .permission = "organizations.read",
                   .query = &record_of(static_cast<organization_list_query const*>(nullptr)),
                   .output = &record_of(static_cast<organization_page const*>(nullptr)),
                   .handle = [&units](api::call& c) -> result<api::reply> {
                       auto const asked = c.parameters<organization_list_query>();
                       if (!asked) return fail(asked.error());
                       auto const page = units.list(c.who, *asked);
                       if (!page) return fail(page.error());
                       return api::record_reply(*page);
                   }});
    out.push_back({.verb = api::method::post,
                   .path = "/api/organizations",
                   .operation = "register_organization",
                   .permission = "organizations.write",
                   .input = &organization_type(),
                   .output = &organization_type(),
                   .handle = [&units](api::call& c) -> result<api::reply> {
                       auto draft = c.body<organization>();
                       if (!draft) return fail(draft.error());
                       return answer(units.register_organization(c.who, std::move(*draft)), 201);
                   }});
    out.push_back({.path = "/api/organizations/{id}",
                   .operation = "get_organization",
                   .permission = "organizations.read",
                   .output = &organization_type(),
                   .handle = [&units](api::call& c) -> result<api::reply> {
                       auto const id = c.path_id("id");
                       if (!id) return fail(id.error());
                       return answer(units.find(c.who, organization_id{*id}));
                   }});
    out.push_back({.verb = api::method::patch,
                   .path = "/api/organizations/{id}",
                   .operation = "amend_organization",
                   .permission = "organizations.write",
                   .input = &organization_type(),
                   .output = &organization_type(),
                   .amends = true,
                   .handle = [&units](api::call& c) -> result<api::reply> {
                       auto const id = c.path_id("id");
                       if (!id) return fail(id.error());
                       auto const version = c.if_match();
                       if (!version) return fail(version.error());
                       return answer(units.amend(c.who, organization_id{*id}, *version,
                                                 [&](organization& o) { return c.amend(o); }));
                   }});
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
