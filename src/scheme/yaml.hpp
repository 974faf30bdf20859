#pragma once
// YAML as packs use it: mappings, lists and scalars with their places. Anchors, aliases, tags, several
// documents, tabs as indentation and hostile sizes are refused in words. The library's headers stay in
// yaml.cpp.

#include <string>
#include <string_view>
#include <vector>

#include "scheme/finding.hpp"

namespace guiyan::scheme {

struct yaml_node {
    enum class kind { nothing, scalar, list, mapping };
    kind is = kind::nothing;
    place at;
    bool quoted = false;
    std::string text;                                      ///< of a scalar
    std::vector<yaml_node> items;                          ///< of a list
    std::vector<std::pair<yaml_node, yaml_node>> entries;  ///< of a mapping, in order; a key may come twice
};

struct yaml_limits {
    std::size_t bytes = 2 << 20;
    std::size_t nodes = 200'000;
    int depth = 32;
};

/// The one document of a file. What is wrong is added to `into`, and the node is `nothing`.
yaml_node read_yaml(std::string_view text, std::string const& file, findings& into, yaml_limits const& = {});

}  // namespace guiyan::scheme
