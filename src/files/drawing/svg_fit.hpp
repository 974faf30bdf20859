#pragma once
// Private to this folder: texts with data-width are broken and shrunk into their place (rules:
// svg_paper.hpp). At the desk.

#include <pugixml.hpp>

#include "base/result.hpp"
#include "files/drawing/text_setter.hpp"

namespace guiyan::drawing {

/// All texts below `root`; also lets the setter see every text, so that it knows the missing characters.
result<done> fit_texts(pugi::xml_node root, text_setter& setter);

}  // namespace guiyan::drawing
