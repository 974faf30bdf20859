#pragma once
// SQL of the attachments, one function per statement. Who may see a record is asked above: rows here know no
// place.

#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "db/database.hpp"
#include "modules/attachments/attachment.hpp"
#include "store/vault.hpp"

namespace guiyan::attachments::attachment_store {

struct stored {
    attachment what;
    std::string stored_as;
};

std::optional<stored> find(db::connection&, attachment_id, store::vault const&);
/// Of several records of one kind, in the order of their making.
std::vector<attachment> of_records(db::connection&, std::string_view entity,
                                   std::span<std::int64_t const> ids, store::vault const&);
/// Where these bytes already lie, or "".
std::string stored_name(db::connection&, std::string_view sha256);
/// Every stored file that a row names.
std::unordered_set<std::string> stored_names(db::connection&);

void insert(db::transaction&, attachment const&, std::string_view stored_as, store::vault const&);
bool update(db::transaction&, attachment const&, std::int64_t expected_version, store::vault const&);

}  // namespace guiyan::attachments::attachment_store
