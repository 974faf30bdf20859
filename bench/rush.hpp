#pragma once
// How long people wait when the office is busy.

#include "bench/county_questions.hpp"
#include "bench/program.hpp"

namespace guiyan::bench {

/// Prints the times of those who ask at 70 % of what the server can answer: alone, and while a roster is
/// read, checked and written. Asking and answering share the machine's cores. Adds people to the county.
void measure_rush(program const& p, login const& who, std::vector<question> const& all, plain_sql& sql);

}  // namespace guiyan::bench
