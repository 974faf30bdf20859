#pragma once
// Private to this folder: an SVG from outside, taken apart and made harmless.

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace guiyan::drawing {

/// Fills `into`, or says what was refused.
result<done> read_svg(std::string_view bytes, pugi::xml_document& into);

/// "297mm" as 297; 0 for anything else.
double millimetres(std::string_view length);

}  // namespace guiyan::drawing
