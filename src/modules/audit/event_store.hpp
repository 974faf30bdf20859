#pragma once
// SQL of the trail's pages.

#include <cstdint>
#include <vector>

#include "modules/audit/audit.hpp"

namespace guiyan::audit::event_store {

std::vector<event_view> page(db::connection&, event_query const&, std::int64_t& total);
/// Oldest first, at most 500 newest.
std::vector<event_view> of_record(db::connection&, std::string_view entity, std::int64_t entity_id);

/// Hash of one row, "" where there is none.
std::string hash_of(db::connection&, std::int64_t id);

}  // namespace guiyan::audit::event_store
