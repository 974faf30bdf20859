#pragma once
// Endpoints of an account's own saved filters.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/saved_filters/saved_filters.hpp"

namespace guiyan::saved_filters {

std::vector<api::endpoint> endpoints(saved_filters&);

}  // namespace guiyan::saved_filters
