#pragma once
// Whose an activity is to write, to verify, to void: judged from the actor and the record alone.

#include "base/actor.hpp"
#include "modules/activities/activity_store.hpp"

namespace guiyan::activities {

/// Whether this natural person wrote in it.
bool is_author(actor const&, activity_store::kept const&);
bool takes_part(actor const&, activity const&);
/// By place, or as its author where he only has rights in his own.
bool may_write(actor const&, activity_store::kept const&);
/// The village or township of a place verifies for it; the county for a place of its own (C.4).
bool is_local(actor const&, regions::region const& place);
bool may_void(actor const&, activity_store::kept const&);
bool may_unvoid(actor const&, activity_store::kept const&);
/// The acts open to the reader, as the pages show buttons.
std::vector<std::string> acts_of(actor const&, activity_store::kept const&, regions::region const& place);

}  // namespace guiyan::activities
