#pragma once
// SQL of imports, one function per statement. Whoever reaches everything that the reader of a file reached
// may see its batch: what somebody with a wider reach handed in holds lines that are not the others'.

#include <optional>
#include <vector>

#include "db/database.hpp"
#include "modules/imports/decisions.hpp"
#include "modules/imports/import_batch.hpp"

namespace guiyan::imports::batch_store {

void insert(db::transaction&, import_batch const&, store::vault const&);
std::optional<import_batch> find(db::connection&, actor const&, batch_id, store::vault const&);
/// For the program's own work: whatever the reach.
std::optional<import_batch> find_any(db::connection&, batch_id, store::vault const&);
std::vector<import_batch> list(db::connection&, actor const&, std::int64_t page, std::int64_t size,
                               store::vault const&);
std::int64_t count(db::connection&, actor const&);
std::vector<batch_id> in_state(db::connection&, batch_state);
bool exists(db::connection&, batch_id);

/// Writes state, refusal, sheets, kinds, choices and counts where the state still is `from`. False: somebody
/// was faster.
bool update(db::transaction&, import_batch const&, batch_state from, store::vault const&);
/// Every row is durable; who is going on belongs to it.
void mark_staged(db::transaction&, batch_id);
void mark_committed(db::transaction&, batch_id);
void mark_undone(db::transaction&, batch_id, std::string const& reason);

decision_set decisions(db::connection&, batch_id, store::vault const&);
void decide_kind(db::transaction&, batch_id, std::string const& kind, decision const&, store::vault const&);
void decide_report(db::transaction&, batch_id, std::string const& kind, std::int64_t line,
                   std::int64_t report, decision const&, store::vault const&);
void forget_reports(db::transaction&, batch_id);

struct change_of_person {
    people::person_id person;
    std::string before;
    std::int64_t version_after = 0;
};
bool has_change(db::connection&, batch_id, people::person_id);
void insert_change(db::transaction&, batch_id, change_of_person const&, store::vault const&);
std::vector<change_of_person> changes(db::connection&, batch_id, store::vault const&);

std::vector<roster::form_mapping> forms(db::connection&, regions::region_id county);
void remember_form(db::transaction&, regions::region_id county, roster::form_mapping const&);

}  // namespace guiyan::imports::batch_store
