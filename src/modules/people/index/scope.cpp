#include <algorithm>

#include "modules/people/index/conditions.hpp"

namespace guiyan::people {

people_scope people_scope::within(std::vector<ordinal_range> regions, bool unplaced) {
    return people_scope(inside::in_order(std::move(regions)), false, unplaced);
}

bool people_scope::allows(region_ordinal region) const {
    if (all_) return true;
    if (region == no_region) return unplaced_;
    return inside::any_contains(regions_, region);
}

}  // namespace guiyan::people
