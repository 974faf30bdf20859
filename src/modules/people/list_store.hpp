#pragma once
// SQL of list lines: the columns a list shows and no others. Nothing sealed is read, so nothing has to be opened.

#include <span>
#include <vector>

#include "db/database.hpp"
#include "modules/people/people.hpp"

namespace guiyan::people::list_store {

struct line {
    person_row row;  ///< without names of places, `stale` and `match`
    regions::region_id region_id;
};

/// In the order of the ids; those out of the actor's reach are left out.
std::vector<line> lines(db::connection&, actor const&, std::span<std::int64_t const> ids);

}  // namespace guiyan::people::list_store
