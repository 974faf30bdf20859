#pragma once
// The import wizard over HTTP: /api/imports….

#include <vector>

#include "api/endpoint.hpp"
#include "modules/imports/imports.hpp"

namespace guiyan::imports {

/// `door` outlives the table.
std::vector<api::endpoint> endpoints(imports& door);

}  // namespace guiyan::imports
