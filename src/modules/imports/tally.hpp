#pragma once
// How many lines of a file stand where, and how often each kind was agreed to, under the decisions taken so
// far.

#include "modules/imports/decisions.hpp"
#include "modules/imports/import_batch.hpp"

namespace guiyan::imports {

struct tally {
    line_counts counts;
    std::vector<kind_count> kinds;  ///< in the order of the list of kinds
};

/// Opens only the lines that have reports.
tally count_lines(spool_reader&, decision_set const&);

}  // namespace guiyan::imports
