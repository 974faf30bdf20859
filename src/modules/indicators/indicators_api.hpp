#pragma once
// Endpoints of the figures.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/indicators/indicators.hpp"

namespace guiyan::indicators {

std::vector<api::endpoint> endpoints(indicators&);

}  // namespace guiyan::indicators
