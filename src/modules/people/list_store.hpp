#pragma once
// SQL of list lines: the columns a list shows and no others. Nothing sealed is read, so nothing has to be
// opened.

#include <span>
#include <vector>

#include "db/database.hpp"
#include "modules/people/people.hpp"

namespace guiyan::people::list_store {

/// In the order of the ids, without `stale` and `match`; those out of the actor's reach, by the place that
/// the tree has for them, are left out.
std::vector<person_row> lines(db::connection&, actor const&, regions::region_tree const&,
                              std::span<std::int64_t const> ids);

}  // namespace guiyan::people::list_store
