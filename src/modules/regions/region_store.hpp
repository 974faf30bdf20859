#pragma once
// SQL of the divisions, one function per statement.

#include <vector>

#include "db/database.hpp"
#include "modules/regions/region.hpp"
#include "store/vault.hpp"

namespace guiyan::regions::region_store {

std::vector<region> all(db::connection&, store::vault const&);
void insert(db::transaction&, region const&, store::vault const&);
bool update(db::transaction&, region const&, std::int64_t expected_version, store::vault const&);

}  // namespace guiyan::regions::region_store
