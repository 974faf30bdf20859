#pragma once
// The one box on top of every page: people, places and units within reach, a few of each, with why they were
// found. A view: it reads through the front doors of others, so their scope holds here too.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/organizations/organizations.hpp"
#include "modules/people/people.hpp"
#include "modules/regions/regions.hpp"

namespace guiyan::search {

std::vector<api::endpoint> endpoints(people::people const&, regions::regions const&,
                                     organizations::organizations const&);

}  // namespace guiyan::search
