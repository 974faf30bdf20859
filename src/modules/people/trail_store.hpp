#pragma once
// What the trail says of changed people, as SQL: for catching up an index that was kept as a file.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "db/connection.hpp"

namespace guiyan::people::trail_store {

/// Number of the last event; 0 when there is none.
std::int64_t head(db::connection&);

/// As `most` below: bringing the index up to date by looking up more people than this one by one costs more
/// than making it anew.
inline constexpr std::size_t most_looked_up = 5000;

/// People whose records may have changed after an event; nothing where the trail does not name them all, or
/// names more than `most`.
std::optional<std::unordered_set<std::int64_t>> changed_since(db::connection&, std::int64_t event,
                                                              std::size_t most);

/// What an account did of one kind since a moment: how often, and when first ("" when never).
struct recent_acts {
    std::int64_t count = 0;
    std::string first_at;
};
recent_acts acts_since(db::connection&, std::int64_t account_id, std::string_view what,
                       std::string_view since);

/// People that the trail names since then; nothing where they are more than `most`. Unlike changed_since() it
/// does not mind events that name nobody: for a stretch in which whoever changes many people says so himself.
std::optional<std::unordered_set<std::int64_t>> people_since(db::connection&, std::int64_t event,
                                                             std::size_t most);

}  // namespace guiyan::people::trail_store
