#pragma once
// One effect per Idempotency-Key: the key is taken in the transaction of the effect, the reply is kept after
// it for a day, sealed, because it may show personal data.

#include <optional>

#include "api/message.hpp"
#include "base/actor.hpp"
#include "db/database.hpp"
#include "store/vault.hpp"

namespace guiyan::app {

/// Guard of every write: takes the key of the actor's request, or refuses with fault::conflict when it is
/// taken.
std::optional<error> take_once_key(db::transaction&);

/// The reply the key got before; a conflict where the same key came with another request, or where the first
/// answer was lost; nothing where the key is new.
std::optional<api::reply> replay(db::database&, store::vault const&, actor const&, once_key const&);

void keep_reply(db::database&, store::vault const&, actor const&, once_key const&, api::reply const&);

}  // namespace guiyan::app
