#pragma once
// Private to this folder: how much of a cell the wizard shows.

#include <string>
#include <string_view>

#include "modules/imports/line_spool.hpp"

namespace guiyan::imports {

/// Runs of eleven and more digits with their middle hidden: "140****0185", "4111**********9913".
std::string hide_numbers(std::string_view text);

/// The text of a report as the wizard shows it: a number that is wrong has to be seen to be corrected, one
/// that is right is hidden like everywhere else.
std::string shown(line_report const&, std::string_view text);

}  // namespace guiyan::imports
