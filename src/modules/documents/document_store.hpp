#pragma once
// SQL of the documents, one function per statement. Every read of the register carries the reader's scope:
// the place of the document, or, for a person of the bank, what is about himself.

#include <optional>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "modules/documents/document.hpp"
#include "store/vault.hpp"

namespace guiyan::documents::document_store {

/// A document with what its acts are judged by.
struct kept {
    document what;
    std::string author_keys;  ///< natural persons who wrote in it, parted by blanks
    std::int64_t created_by = 0;
    std::int64_t saved_version = 0;  ///< the row's version in the database as of now
};

/// What a list is narrowed by; empty parts do not narrow.
struct filter {
    guiyan::documents::scheme_id scheme;
    std::vector<std::string> kinds, states, regions;
    guiyan::documents::person_id person;
    guiyan::documents::engagement_id engagement;
    guiyan::documents::activity_id activity;
    std::optional<date> from, to;  ///< day of publication or issue
    std::string text;
    bool waits_for_me = false;
    bool voided = false;
};

std::optional<kept> find(db::connection&, actor const&, document_id, store::vault const&);
/// Without scope: for rooms that work on behalf of a rule.
std::optional<kept> find_any(db::connection&, document_id, store::vault const&);
std::optional<kept> by_code(db::connection&, std::string_view verify_code, store::vault const&);
/// A paper whose file has this digest.
std::optional<kept> by_digest(db::connection&, std::string_view sha256, store::vault const&);
std::int64_t count(db::connection&, actor const&, filter const&);
std::vector<kept> page(db::connection&, actor const&, filter const&, bool by_title, bool descending,
                       std::int64_t skip, std::int64_t most, store::vault const&);

void insert(db::transaction&, kept const&, store::vault const&);
/// Writes the record as it is now, more than once in a transaction if need be. False: somebody was faster.
bool save(db::transaction&, kept&, store::vault const&);

// Versions
std::vector<document_version> versions(db::connection&, document_id);
/// 0 is the newest; nothing where there is none.
std::optional<document_version> version(db::connection&, document_id, std::int64_t no);
void insert_version(db::transaction&, document_id, document_version const&);

// Publications
std::vector<publication> publications(db::connection&, document_id);
/// Once per channel: a second one replaces day and link.
void put_publication(db::transaction&, document_id, publication const&);

// Papers
struct paper_row {
    std::string said, verify_code, signature, sha256;
};
void set_paper(db::transaction&, document_id, paper_row const&);
std::optional<paper_row> paper(db::connection&, document_id);
void insert_file(db::transaction&, document_id, std::string_view mime, std::string const& bytes,
                 std::string_view sha256);
struct file_row {
    std::string mime, bytes, sha256;
};
std::optional<file_row> file(db::connection&, document_id);
/// The next number of a series, from 1 on, without gap or twin: it is taken back with the transaction.
std::int64_t next_number(db::transaction&, std::string_view series);

// The rule a document is public by
struct publicity_row {
    std::string entity;
    std::int64_t entity_id = 0;
    std::string step, rule, basis;
    std::string objections_to;        ///< classes of account, parted by blanks
    std::string objections_to_names;  ///< 县人才办、乡镇（街道）
    bool named = false, secret = false;
    std::optional<std::int64_t> reply_days, reply_workdays;
};
/// In the place of an earlier one.
void set_publicity(db::transaction&, document_id, publicity_row const&);
std::optional<publicity_row> publicity(db::connection&, document_id);
/// Publicities of a step of a record that are put up now.
std::vector<document_id> running_publicities(db::connection&, std::string_view entity, std::int64_t entity_id,
                                             std::string_view step);

/// Objections that were upheld since the publicity began.
std::int64_t upheld_objections(db::connection&, document_id, date since);

// What a document leans on in other rooms' tables
struct scheme_row {
    std::string name, state, region_code;
};
std::optional<scheme_row> scheme(db::connection&, guiyan::documents::scheme_id);
bool reaches_unit(db::connection&, actor const&, organization_id);
/// Place of an activity that is not void, or nothing.
std::optional<std::string> place_of_activity(db::connection&, guiyan::documents::activity_id);
struct meeting_row {
    std::string title, day, place;
};
std::optional<meeting_row> meeting(db::connection&, guiyan::documents::activity_id);
struct engagement_row {
    guiyan::documents::person_id person;
    guiyan::documents::scheme_id scheme;
    std::string region_code;
};
std::optional<engagement_row> engagement(db::connection&, guiyan::documents::engagement_id);

/// Notices that the public sees: publicized now, or over but kept readable.
struct notice_row {
    document_id id;
    std::string title, region_name, org_name;
    std::string public_from, public_to;
    std::string state;
};
std::vector<notice_row> notices(db::connection&, std::int64_t most);
std::string name_of_place(db::connection&, guiyan::documents::region_id);
std::vector<kept> published(db::connection&, std::vector<std::string> const& kinds, std::int64_t skip,
                            std::int64_t most, store::vault const&);

}  // namespace guiyan::documents::document_store
