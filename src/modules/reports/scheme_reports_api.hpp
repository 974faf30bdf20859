#pragma once
// Endpoints of the reports of schemes.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/reports/scheme_reports.hpp"

namespace guiyan::reports {

std::vector<api::endpoint> endpoints(scheme_reports&);

}  // namespace guiyan::reports
