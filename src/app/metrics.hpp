#pragma once
// Figures of the program in Prometheus' text format.

#include <string>

#include "app/house.hpp"
#include "server/server_metrics.hpp"

namespace guiyan::app {

std::string metrics_text(house const&, server::server_metrics const&);

}  // namespace guiyan::app
