#pragma once
// Whose a document is to write, to approve, to put out: judged from the actor and the record alone.

#include "base/actor.hpp"
#include "modules/documents/document_states.hpp"
#include "modules/documents/document_store.hpp"

namespace guiyan::documents {

bool is_author(actor const&, document_store::kept const&);
bool may_write(actor const&, document_store::kept const&);
/// Whether the step is this actor's; nobody approves what he wrote.
bool may_take(actor const&, document_store::kept const&, step const&);
bool may_void(actor const&, document_store::kept const&);
bool may_unvoid(actor const&, document_store::kept const&);
/// `by_steps`: a procedure of the pack leads it, in the place of the fixed steps up to publication.
std::vector<std::string> acts_of(actor const&, document_store::kept const&, bool by_steps);
bool is_led_by_steps(std::string_view event);

}  // namespace guiyan::documents
