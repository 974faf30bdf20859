#pragma once
// The states of a unit and what leads from one to the next (requirements.md C.4, organization).

#include <string_view>

namespace guiyan::organizations {

enum class act { approve, reject, suspend, resume, dissolve };

/// Whose decision it is.
enum class decider {
    by_level,  ///< township for a village's or township's unit, county for the others
    county,
};

struct step {
    std::string_view from;
    act does;
    std::string_view to;
    decider who;
    bool needs_reason;
    std::string_view event;  ///< as the trail names it
};

/// The step, or nullptr where nothing leads on from this state by this act.
step const* find_step(std::string_view state, act);

}  // namespace guiyan::organizations
