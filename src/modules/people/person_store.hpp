#pragma once
// SQL of the talent bank, one function per statement. Every read carries the actor's scope.

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "db/database.hpp"
#include "modules/people/people.hpp"
#include "store/vault.hpp"

namespace guiyan::people::person_store {

/// The record with its categories, in whatever state, where the actor reaches its place.
std::optional<person> find(db::connection&, actor const&, person_id, store::vault const&);
/// Several records in the order of the ids; those out of reach are left out.
std::vector<person> find_all(db::connection&, actor const&, std::span<std::int64_t const> ids,
                             store::vault const&);

/// What the index needs of every person (or of one, or of a batch): the record without its sealed values.
/// Records that left with their import are not among them.
using index_sink = std::function<void(person&&, bool has_phone)>;
void each_for_index(db::connection&, std::int64_t only, index_sink const&);
void each_of_batch_for_index(db::connection&, batch_id, index_sink const&);

/// Living records (active, archived) with this ID number or phone, wherever they are: for duplicate checks.
/// The answer must not leave the house unscoped.
std::vector<person_id> by_id_number(db::connection&, std::string_view id_number, store::vault const&);
std::vector<person_id> by_phone(db::connection&, std::string_view phone, store::vault const&);

/// Everybody an import wrote, in whatever state, wherever they are.
std::vector<std::int64_t> ids_of_batch(db::connection&, batch_id);
/// Everybody who names this unit as employer; and how many of them are in the bank.
std::vector<std::int64_t> ids_at_unit(db::connection&, organization_id);
std::int64_t count_at_unit(db::connection&, organization_id);

/// Living holders of many numbers, by their digests and in their order; 0 where there is none.
std::vector<person_id> holders(db::connection&, std::span<std::string const> digests);
/// Name and place of an active record, without scope.
std::optional<known_one> active_one(db::connection&, person_id);
std::vector<known_one> known_by_number(db::connection&, actor const&, std::string_view id_number,
                                       store::vault const&);
std::vector<known_one> known_by_name(db::connection&, actor const&, std::string_view name,
                                     store::vault const&);
void each_key(db::connection&,
              std::function<void(std::string_view name, std::string_view number_digest)> const&);
std::string number_digest(std::string_view id_number, store::vault const&);
std::vector<known_one> changed_since_import(db::connection&, batch_id);
/// Ids of the records that became void.
std::vector<std::int64_t> void_batch(db::transaction&, batch_id);

void insert(db::transaction&, person const&, store::vault const&);
/// Many new records at once, for imports.
void insert_all(db::transaction&, std::span<person const>, store::vault const&);
/// Whether the actor reaches this unit, by its seat or the area it serves.
bool reaches_unit(db::connection&, actor const&, organization_id);
bool update(db::transaction&, person const&, std::int64_t expected_version, store::vault const&);

}  // namespace guiyan::people::person_store
