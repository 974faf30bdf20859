#pragma once
// The audit trail as rows: event_log holds one row per event, numbered 1, 2, 3 … in the order of commits and
// chained by hash, so that a row that was changed, removed or moved shows. What happened at the tail (rows
// cut off) shows only against an anchor kept elsewhere: its number and its hash.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "db/connection.hpp"
#include "db/database.hpp"

namespace guiyan::db {

struct event_row {
    std::int64_t id = 0;  ///< place in the chain, without gaps
    std::string at;       ///< as format_instant() writes it
    std::int64_t account_id = 0;
    std::string account_name, role, unit_name, remote, request_id;
    std::string what, entity;
    std::int64_t entity_id = 0;
    std::string label;
    std::string changes;  ///< JSON: [{"field": …, "before": …, "after": …}], "" when there are none
    std::string reason, outcome;
    std::string previous_hash;  ///< 64 zeros in the first row
    std::string hash;
};

/// The bytes over which the hash of a row is taken: every field but the two hashes, each with its length
/// before it, so that no two rows give the same bytes.
std::string canonical(event_row const&);

/// Where the chain ends.
struct chain_head {
    std::int64_t id = 0;
    std::string hash = std::string(64, '0');
};
chain_head read_head(connection&);

/// Writes one event behind `head` and moves `head` on.
void append_event(connection&, chain_link const&, chain_head& head, event const&, actor const&, instant at);

/// Walks rows with id > after in order. For the verification, exports and the audit page.
void each_event(connection&, std::int64_t after, std::function<bool(event_row const&)> const& on_row);

/// Walks the whole trail in bounded memory and stops at the first row that is changed, missing or out of
/// place.
struct verification {
    std::int64_t checked = 0;    ///< sound rows
    std::string head;            ///< hash of the last sound row
    std::int64_t broken_at = 0;  ///< number of the first wrong or missing row; 0: every row is sound
};
verification verify_trail(connection&, chain_link const&);

}  // namespace guiyan::db
