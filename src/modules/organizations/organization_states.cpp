#include "modules/organizations/organization_states.hpp"

namespace guiyan::organizations {

step const* find_step(std::string_view state, act does) {
    static constexpr step all[] = {
        {"proposed", act::approve, "active", decider::by_level, false, "approved"},
        {"proposed", act::reject, "dissolved", decider::by_level, true, "rejected"},
        {"active", act::suspend, "suspended", decider::county, true, "suspended"},
        {"suspended", act::resume, "active", decider::county, true, "resumed"},
        {"active", act::dissolve, "dissolved", decider::county, true, "dissolved"},
        {"suspended", act::dissolve, "dissolved", decider::county, true, "dissolved"},
    };
    for (auto const& s : all)
        if (s.from == state && s.does == does) return &s;
    return nullptr;
}

}  // namespace guiyan::organizations
