#include "modules/activities/activity_states.hpp"

namespace guiyan::activities {

step const* find_step(std::string_view state, std::string_view event) {
    static constexpr step all[] = {
        {"planned", "hold", "held", doer::organiser, false, "held"},
        {"planned", "cancel", "cancelled", doer::organiser, true, "cancelled"},
        {"held", "verify", "verified", doer::verifier, false, "verified"},
        {"held", "reject", "rejected", doer::verifier, true, "rejected"},
        {"rejected", "correct", "held", doer::organiser, false, "corrected"},
    };
    for (auto const& s : all)
        if (s.from == state && s.event == event) return &s;
    return nullptr;
}

}  // namespace guiyan::activities
