#pragma once
// Endpoints of the divisions.

#include <vector>

#include "api/endpoint.hpp"
#include "modules/regions/regions.hpp"

namespace guiyan::regions {

/// A place in a tree or a list.
struct region_row {
    std::string code, name, short_name;
    int level = 0;
    std::string kind;
    std::optional<std::string> parent_code;
    std::string display;
    bool has_children = false;
    std::optional<date> valid_to;
};
record::type const& record_of(region_row const*);
region_row row_of(region_tree const&, region const&);

std::vector<api::endpoint> endpoints(regions&);

}  // namespace guiyan::regions
