#pragma once
// Endpoints of acts on many people.

#include "api/endpoint.hpp"
#include "modules/people/people_batches.hpp"

namespace guiyan::people {

std::vector<api::endpoint> endpoints(people_batches&);

}  // namespace guiyan::people
