#pragma once
// Endpoints of the documents.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/documents/documents.hpp"

namespace guiyan::documents {

std::vector<api::endpoint> endpoints(documents&);

}  // namespace guiyan::documents
