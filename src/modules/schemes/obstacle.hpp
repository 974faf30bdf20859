#pragma once
// One reason why something may not be done: the rule that says so, in words, with its source. Refusals carry
// them, and pages show them before the click.

#include <string>
#include <vector>

#include "base/result.hpp"
#include "record/field.hpp"
#include "scheme/reckoner.hpp"

namespace guiyan::schemes {

struct obstacle {
    std::string rule;   ///< "procedures.appointment.visit.visited"
    std::string text;   ///< in the words of the pack
    std::string basis;  ///< document and clause
    std::string
        assumed;      ///< what the county chose where the document is silent; "" when the document says it
    std::string url;  ///< page where it can be cured, "" for none
};
record::type const& record_of(obstacle const*);

/// Each leaf of a verdict that does not hold; what is missing is named.
std::vector<obstacle> obstacles_of(scheme::verdict const&, std::string const& basis = {},
                                   std::string const& assumed = {});

/// fault::refused: the sentence says the first reason with its clause, `fields` all of them.
error refusal(std::vector<obstacle> const&);

}  // namespace guiyan::schemes
