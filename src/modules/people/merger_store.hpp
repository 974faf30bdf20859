#pragma once
// SQL of mergers: what two records were before they became one.

#include <optional>
#include <vector>

#include "db/database.hpp"
#include "modules/people/person.hpp"
#include "store/vault.hpp"

namespace guiyan::people::merger_store {

struct merger {
    std::int64_t id = 0;
    person_id kept;
    person_id merged;
    std::string before;  ///< JSON of both records, opened
    std::int64_t kept_version = 0;
    instant merged_at{};
};

void insert(db::transaction&, merger const&, store::vault const&);
/// The newest merger of a record that is not undone.
std::optional<merger> newest(db::connection&, person_id kept, store::vault const&);
void mark_undone(db::transaction&, std::int64_t id);
/// Living records of the same name, for the duplicate check; at most 200.
std::vector<person_id> namesakes(db::connection&, std::string_view name);

/// Active records within reach that share name and birth date, or name and phone, with another one: ids by
/// group, at most `limit` groups, the ones of most people first.
std::vector<std::vector<std::int64_t>> alike(db::connection&, actor const&, std::int64_t limit);

/// Records merged into one, also through others.
std::vector<std::int64_t> merged_into(db::connection&, person_id);

/// Pairs that somebody found to be two persons; the lower id stands first.
void mark_distinct(db::transaction&, person_id one, person_id other);
bool are_distinct(db::connection&, person_id one, person_id other);

}  // namespace guiyan::people::merger_store
