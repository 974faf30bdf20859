#pragma once
// Addresses of the rules that remind.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/consequences/consequences.hpp"

namespace guiyan::consequences {

std::vector<api::endpoint> endpoints(consequences&);

}  // namespace guiyan::consequences
