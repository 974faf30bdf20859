#pragma once
// Endpoints of an account's own notices.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/notices/notices.hpp"

namespace guiyan::notices {

std::vector<api::endpoint> endpoints(notices&);

}  // namespace guiyan::notices
