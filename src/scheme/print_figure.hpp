#pragma once
// A figure in the words of its pack.

#include <string>

#include "cel/value.hpp"
#include "scheme/papers.hpp"

namespace guiyan::scheme {

/// "157人", "380余人", "未报": the value as the indicator prints it.
std::string printed_value(indicator const&, cel::value const&);
/// The phrase of the indicator with its value: "共聘请144人挂村任职"; the value alone where it has none.
std::string printed(indicator const&, cel::value const&);
/// "29.5", "30": without zeros that say nothing.
std::string plain_number(double);

}  // namespace guiyan::scheme
