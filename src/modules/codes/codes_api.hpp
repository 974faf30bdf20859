#pragma once
// Endpoints of the code browser.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/codes/codes.hpp"

namespace guiyan::codes {

std::vector<api::endpoint> endpoints(code_tables const&);

}  // namespace guiyan::codes
