#pragma once
// Endpoints of packs and schemes.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/schemes/schemes.hpp"

namespace guiyan::schemes {

std::vector<api::endpoint> endpoints(schemes&);
/// Those of the shelf; among the above.
std::vector<api::endpoint> pack_endpoints(schemes&);

}  // namespace guiyan::schemes
