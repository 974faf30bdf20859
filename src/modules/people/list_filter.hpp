#pragma once
// The conditions of a list as the index takes them: what lists, facets, tables and exports all count by.

#include "modules/people/index_feed.hpp"
#include "modules/people/people.hpp"

namespace guiyan::people {

/// Everything of `asked` but its words, its import, its state and its order. Ages are counted on `age_day`,
/// whatever asked.as_of says.
people_filter list_filter(index_feed const&, people_list_query const& asked, date age_day, date today);

/// A record that was confirmed before this day is stale: not confirmed for 366 days (S3-16).
inline day_number fresh_since(date today) {
    return to_day_number(today) - 365;
}

/// Narrows one column further; a column that is already restricted keeps what both allow.
void restrict_column(people_filter&, code_column, std::vector<std::uint8_t> any_of);

}  // namespace guiyan::people
