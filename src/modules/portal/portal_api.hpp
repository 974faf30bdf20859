#pragma once
// Endpoints of the public pages: no session is needed for any of them.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/portal/portal.hpp"

namespace guiyan::portal {

std::vector<api::endpoint> endpoints(portal&);

}  // namespace guiyan::portal
