#pragma once
// Endpoints of the engagements.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/engagements/engagements.hpp"

namespace guiyan::engagements {

std::vector<api::endpoint> endpoints(engagements&);

}  // namespace guiyan::engagements
