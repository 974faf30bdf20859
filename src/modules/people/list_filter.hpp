#pragma once
// The conditions of a list as the index takes them: what lists, facets, tables and exports all count by.

#include "modules/people/index_feed.hpp"
#include "modules/people/people.hpp"

namespace guiyan::people {

/// Everything of `asked` but its words, its state and its order. `today` stands in for a missing as_of.
people_filter list_filter(index_feed const&, people_list_query const& asked, date today);

/// Narrows one column further; a column that is already restricted keeps what both allow.
void restrict_column(people_filter&, code_column, std::vector<std::uint8_t> any_of);

}  // namespace guiyan::people
