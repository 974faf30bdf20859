#pragma once
// SQL of acts on many people (person_batch, person_batch_item).

#include "modules/people/people_batches.hpp"

namespace guiyan::people::batch_store {

struct item {
    std::int64_t person = 0;
    std::optional<std::string> before;
    std::int64_t version_after = 0;
};

void insert(db::transaction&, batch_told const&, std::vector<item> const&);
/// The actor's own, newest first.
std::vector<batch_told> of_account(db::connection&, actor const&, std::int64_t limit);
std::optional<batch_told> find(db::connection&, actor const&, person_batch_id);
std::vector<item> items(db::connection&, person_batch_id);
/// False where somebody was quicker.
bool mark_undone(db::transaction&, person_batch_id, std::int64_t people);

}  // namespace guiyan::people::batch_store
