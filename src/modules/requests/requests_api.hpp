#pragma once
// Endpoints of the requests.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/requests/requests.hpp"

namespace guiyan::requests {

std::vector<api::endpoint> endpoints(requests&);

}  // namespace guiyan::requests
