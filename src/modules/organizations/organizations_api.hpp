#pragma once
// Endpoints of the units.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/organizations/organizations.hpp"

namespace guiyan::organizations {

std::vector<api::endpoint> endpoints(organizations&);

}  // namespace guiyan::organizations
