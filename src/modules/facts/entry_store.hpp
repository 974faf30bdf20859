#pragma once
// SQL of when a record was entered and last moved.

#include "modules/facts/facts.hpp"

namespace guiyan::facts::entry_store {

entry find(db::connection&, std::string_view kind, std::int64_t id);

}  // namespace guiyan::facts::entry_store
