#pragma once
// Endpoints of the attachments.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/attachments/attachments.hpp"

namespace guiyan::attachments {

std::vector<api::endpoint> endpoints(attachments&);

}  // namespace guiyan::attachments
