#pragma once
// The text of a pack's report with its holes filled: {{ figure('S0-F02') }} becomes a printed figure that
// keeps its id, any other hole the text of its expression.

#include <string>
#include <vector>

#include "modules/indicators/indicators.hpp"
#include "modules/schemes/schemes.hpp"

namespace guiyan::reports {

struct used_figure {
    std::string id;
    scheme::indicator const* what = nullptr;
    scheme::reading reading;
};

struct filled_text {
    std::string markdown;
    std::vector<used_figure> figures;  ///< each once, in the order of the text
};

/// Errors: a hole that is not closed, cannot be read or names no figure; the sentence says the line.
result<filled_text> fill(std::string const& text, schemes::scheme_reckoner const&,
                         indicators::indicators const&);

}  // namespace guiyan::reports
