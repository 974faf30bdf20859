#pragma once
// An engagement as the procedures see it, and the events that its states are reached by.

#include <string_view>

#include "modules/engagements/engagement.hpp"
#include "modules/procedures/traveller.hpp"
#include "modules/schemes/schemes.hpp"

namespace guiyan::engagements {

inline scheme::record_key key_of(engagement const& e) {
    return {"engagement", e.id.value};
}
/// The edition whose rules an engagement is judged by: the one it was appointed under; "" before, when that
/// of the day holds.
inline std::string_view edition_of(engagement const& e) {
    return e.pack_edition;
}
/// The engagement has to outlive it.
procedures::traveller traveller_of(schemes::scheme_reckoner const&, engagement const&);
/// The event of facts.yaml that leads to a state: "appoint" to serving.
std::string_view event_to(std::string_view state);

}  // namespace guiyan::engagements
