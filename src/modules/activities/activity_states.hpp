#pragma once
// The states of an activity and what leads from one to the next (requirements.md C.4, activity).

#include <optional>
#include <string_view>

namespace guiyan::activities {

/// Whose act it is.
enum class doer {
    organiser,  ///< whoever may write it
    verifier,   ///< village or township of the place, never its author or somebody who took part
};

struct step {
    std::string_view from;
    std::string_view event;  ///< word of the pack's guards
    std::string_view to;
    doer who;
    bool needs_reason;
    std::string_view trail;  ///< as the trail names it
};

/// The step, or nullptr where nothing leads on from this state by this event.
step const* find_step(std::string_view state, std::string_view event);

}  // namespace guiyan::activities
