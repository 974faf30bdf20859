#pragma once
// Endpoints of the activities.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/activities/activities.hpp"

namespace guiyan::activities {

std::vector<api::endpoint> endpoints(activities&);

}  // namespace guiyan::activities
