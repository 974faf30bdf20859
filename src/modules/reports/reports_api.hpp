#pragma once
// Endpoints of counted papers.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/reports/reports.hpp"

namespace guiyan::reports {

std::vector<api::endpoint> endpoints(reports&);

}  // namespace guiyan::reports
