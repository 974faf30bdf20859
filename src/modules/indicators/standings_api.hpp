#pragma once

#include <vector>

#include "api/endpoint.hpp"
#include "modules/indicators/standings.hpp"

namespace guiyan::indicators {

std::vector<api::endpoint> endpoints(standings&);

}  // namespace guiyan::indicators
