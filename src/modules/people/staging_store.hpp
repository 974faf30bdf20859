#pragma once
// SQL of batches that are staged: their records are void until they are shown.

#include "db/database.hpp"
#include "modules/people/people.hpp"

namespace guiyan::people::staging_store {

/// Ids of the next staged records of a batch, in order.
std::vector<std::int64_t> next(db::connection&, batch_id, std::size_t most);
/// Makes those active that lie between the first and the last of these ids. Throws sql_error (unique) where
/// somebody living holds a number of one of them.
std::int64_t show(db::transaction&, batch_id, std::int64_t first, std::int64_t last);
/// Of the staged records between these ids those whose number somebody living holds.
std::vector<std::int64_t> taken(db::connection&, batch_id, std::int64_t first, std::int64_t last);
shown_part::taken_one place_of(db::connection&, std::int64_t id);
/// Leaves an empty void record that belongs to no batch.
void wipe(db::transaction&, std::int64_t id);

}  // namespace guiyan::people::staging_store
