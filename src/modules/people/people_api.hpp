#pragma once
// Endpoints of the talent bank.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/people/people.hpp"

namespace guiyan::people {

std::vector<api::endpoint> endpoints(people&);

}  // namespace guiyan::people
