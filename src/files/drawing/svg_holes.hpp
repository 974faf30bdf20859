#pragma once
// Private to this folder: {{ holes }} in the texts of an SVG, also where they are cut over several nodes.

#include <functional>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace guiyan::drawing {

/// Names of the holes below `root`, each once. An open "{{" or a name that is none is an error.
result<std::vector<std::string>> holes_of(pugi::xml_node root);

/// Puts values in; the holes are known to be well formed. `value` gives nullptr for a name it has not.
result<done> fill_holes(pugi::xml_node root,
                        std::function<std::string const*(std::string const&)> const& value);

/// All <text> elements below a node.
std::vector<pugi::xml_node> texts_of(pugi::xml_node root);

/// The characters of a <text> and of its <tspan>s.
std::string characters_of(pugi::xml_node text);

}  // namespace guiyan::drawing
