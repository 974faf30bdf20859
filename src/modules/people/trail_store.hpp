#pragma once
// What the trail says of changed people, as SQL: for catching up an index that was kept as a file.

#include <cstdint>
#include <optional>
#include <unordered_set>

#include "db/connection.hpp"

namespace guiyan::people::trail_store {

/// Number of the last event; 0 when there is none.
std::int64_t head(db::connection&);

/// People whose records may have changed after an event; nothing where the trail does not name them all, or
/// names more than `most`.
std::optional<std::unordered_set<std::int64_t>> changed_since(db::connection&, std::int64_t event,
                                                              std::size_t most);

}  // namespace guiyan::people::trail_store
