#pragma once
// SQL of the units, one function per statement. Every read carries the actor's scope but those that look for
// clashes.

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "db/database.hpp"
#include "modules/organizations/organization.hpp"
#include "store/vault.hpp"

namespace guiyan::organizations::organization_store {

/// What a list is narrowed by; empty parts do not narrow.
struct filter {
    std::string text;  ///< part of the name, or of the credit code
    std::vector<std::string> kinds;
    std::vector<std::string> prefixes;  ///< of the code of the seat or of the area served
    std::vector<std::string> states;
};
enum class order { kind, region, founded_on, updated_at };

std::optional<organization> find(db::connection&, actor const&, organization_id, store::vault const&);
std::int64_t count(db::connection&, actor const&, filter const&);
std::vector<organization> page(db::connection&, actor const&, filter const&, order, bool descending,
                               std::int64_t skip, std::int64_t most, store::vault const&);
/// All of a list by id and name, for an order that SQL does not know.
std::vector<std::pair<std::int64_t, std::string>> names_of(db::connection&, actor const&, filter const&);
/// In the order of the ids; those out of reach are left out.
std::vector<organization> find_all(db::connection&, actor const&, std::span<std::int64_t const>,
                                   store::vault const&);
/// Names of those that the actor reaches.
std::map<std::int64_t, std::string> names(db::connection&, actor const&, std::span<std::int64_t const>);

// Wherever they are: the answer must not leave the house unscoped.
organization_id by_uscc(db::connection&, std::string_view uscc);
bool is_name_taken(db::connection&, organization const&);
enum class link { parent, host };
/// The unit that one points to by this link, 0 for none.
organization_id next_of(db::connection&, organization_id, link);
/// Units under this one, or relying on it, that are not dissolved.
std::int64_t count_below(db::connection&, organization_id);

void insert(db::transaction&, organization const&, store::vault const&);
bool update(db::transaction&, organization const&, std::int64_t expected_version, store::vault const&);

}  // namespace guiyan::organizations::organization_store
