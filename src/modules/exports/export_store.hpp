#pragma once
// SQL of export requests, one function per statement. Requesters see their own; approvers those whose place
// they reach.

#include <optional>

#include "db/database.hpp"
#include "modules/exports/export_request.hpp"
#include "store/vault.hpp"

namespace guiyan::exports::export_store {

/// A request with what is not shown of it.
struct held {
    export_request shown;
    std::string requested_person;
    std::int64_t requested_grant = 0;
};

/// With `approves`, also requests of others whose place the actor reaches.
std::optional<held> find(db::connection&, actor const&, bool approves, export_id, store::vault const&);
export_page list(db::connection&, actor const&, bool approves, export_list_query const&, store::vault const&);

void insert(db::transaction&, export_request const&, store::vault const&);
/// False: the request is not waiting any more, or somebody was faster.
bool decide(db::transaction&, export_id, std::int64_t expected_version, std::string_view state,
            std::string_view reason);
/// False: it is not approved.
/// False where the request no longer waits, or is of another version.
bool withdraw(db::transaction&, export_id, std::int64_t expected_version);
bool mark_fetched(db::transaction&, export_id);

}  // namespace guiyan::exports::export_store
