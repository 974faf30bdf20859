#pragma once
// Endpoints of exports.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/exports/exports.hpp"

namespace guiyan::exports {

std::vector<api::endpoint> endpoints(exports&);

}  // namespace guiyan::exports
