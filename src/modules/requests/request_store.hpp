#pragma once
// SQL of the requests, one function per statement. Every read of the register carries the reader's scope: the
// place of the request.

#include <optional>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "modules/requests/request.hpp"
#include "store/vault.hpp"

namespace guiyan::requests::request_store {

struct kept {
    request what;
    std::int64_t created_by = 0;
    std::int64_t saved_version = 0;  ///< the row's version in the database as of now
    /// Of an objection to a publicity that names to whom: classes of account parted by blanks, and their
    /// names.
    std::string goes_to, goes_to_names;
};

/// What a list is narrowed by; empty parts do not narrow.
struct filter {
    guiyan::requests::scheme_id scheme;
    std::vector<std::string> kinds, states, regions;
    guiyan::requests::engagement_id engagement;
    guiyan::requests::document_id document;
    std::optional<date> from, to;  ///< day of submission
    std::string text;
    bool voided = false;
};

std::optional<kept> find(db::connection&, actor const&, request_id, store::vault const&);
std::int64_t count(db::connection&, actor const&, filter const&);
std::vector<kept> page(db::connection&, actor const&, filter const&, bool descending, std::int64_t skip,
                       std::int64_t most, store::vault const&);

void insert(db::transaction&, kept const&, store::vault const&);
/// Writes the record as it is now, more than once in a transaction if need be. False: somebody was faster.
bool save(db::transaction&, kept&, store::vault const&);
void set_receipt(db::transaction&, request_id, std::string_view receipt);

/// What somebody who holds the receipt may know.
struct receipt_row {
    std::string title, state, submitted_on, handled_on, result;
    std::optional<bool> adopted;
};
std::optional<receipt_row> by_receipt(db::connection&, std::string_view receipt);

// What a request leans on in other rooms' tables
struct engagement_row {
    guiyan::requests::person_id person;
    guiyan::requests::scheme_id scheme;
    std::string region_code;
    std::string state;
};
std::optional<engagement_row> engagement(db::connection&, guiyan::requests::engagement_id);
struct document_row {
    std::string title, state, region_code;
    guiyan::requests::scheme_id scheme;
    std::optional<date> public_from, public_to;
};
/// Not void.
std::optional<document_row> document(db::connection&, guiyan::requests::document_id);
/// What the rule of a publicity says of objections; nothing where it was put out by no rule.
struct objection_rule {
    std::string goes_to, goes_to_names;  ///< as kept has them
    bool named = false;
    std::optional<std::int64_t> reply_days, reply_workdays;
};
std::optional<objection_rule> objection_rule_of(db::connection&, guiyan::requests::document_id);
struct scheme_row {
    std::string name, state, region_code;
};
std::optional<scheme_row> scheme(db::connection&, guiyan::requests::scheme_id);

}  // namespace guiyan::requests::request_store
