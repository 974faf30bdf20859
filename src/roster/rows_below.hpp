#pragma once
// A person over several rows of a table.

#include "roster/table_plan.hpp"

namespace guiyan::roster {

/// The row below a person's that only adds to what he can do or how he is reached: no name, number or mark of
/// another person, nothing but skills, trades, phones and remarks. No total, note or signature.
bool goes_on_with(table_plan const& plan, files::row const& person, files::row const& next);

/// The person's row with the cells of such a row added to its own.
files::row put_together(table_plan const& plan, files::row const& person, files::row const& next);

}  // namespace guiyan::roster
