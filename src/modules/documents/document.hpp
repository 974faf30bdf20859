#pragma once
// E12 文书: anything written that has versions, is approved and put out: plans, notices, experiences. And the
// papers that the program makes itself (certificates, letters), which are documents with a number, a code and
// a file.

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/people/person.hpp"
#include "modules/regions/region.hpp"
#include "modules/schemes/gate.hpp"
#include "record/field.hpp"
#include "store/extra_values.hpp"

namespace guiyan::documents {

using document_id = id<struct document_tag>;
using engagement_id = id<struct engagement_tag>;  ///< of the room of engagements
using activity_id = id<struct activity_tag>;
using review_id = id<struct review_tag>;
using project_id = id<struct project_tag>;
using people::organization_id;
using people::person_id;
using regions::region_id;
using schemes::scheme_id;
using store::extra_value;

/// A part of the text by the pack's code for it: "position", "industry" …; "text" where a document has one
/// part only.
struct section {
    std::string code;
    std::string text;  ///< paragraphs parted by line ends
};
record::type const& record_of(section const*);

struct document {
    document_id id;
    documents::scheme_id scheme_id;
    std::optional<std::string> scheme_name;
    std::string kind;
    std::string title;
    std::optional<std::string> doc_no;
    organization_id org_id;  ///< who puts it out
    std::optional<std::string> org_name;
    documents::region_id region_id;
    std::string region_code;
    std::string region_name;
    documents::person_id person_id;  ///< whom it is about
    std::optional<std::string> person_name;
    documents::engagement_id engagement_id;
    documents::activity_id activity_id;  ///< the meeting a highlight was elected in, the activity of minutes
    std::optional<std::string> activity_title;
    documents::review_id review_id;
    documents::project_id project_id;
    std::optional<std::string> credential;  ///< entry of the pack by which the program made this paper
    std::optional<date> issued_on, valid_from, valid_to, revoked_on;
    std::optional<std::string> revoke_reason;
    std::optional<date> public_from, public_to, published_on;
    std::vector<std::string> channels;  ///< it was put out by
    std::vector<std::string> tags;
    std::vector<std::string> sections;  ///< codes of the newest version
    std::optional<std::int64_t> contributors;
    std::vector<section> content;                ///< of the newest version; not in lists
    std::vector<std::string> contributor_names;  ///< of the newest version
    std::int64_t version_no = 0;                 ///< 0: nothing written yet
    std::optional<std::string> case_tag;
    std::vector<extra_value> extra;
    std::string state = "draft";
    bool is_void = false;
    std::optional<std::string> void_reason;
    std::string created_by_name;
    std::int64_t open_objections = 0;
    /// Of a publicity that a step of a procedure put out: the record, kind ("engagement") and id, and the
    /// clause.
    std::optional<std::string> notice_of, notice_of_id, notice_basis;
    bool has_file = false;  ///< GET …/file gives it
    bool is_mine = false;
    std::vector<std::string> acts;  ///< what the reader may do with it now
    instant created_at{};
    instant updated_at{};
    std::int64_t row_version = 0;
};
record::type const& record_of(document const*);
inline record::type const& document_type() {
    return record_of(static_cast<document const*>(nullptr));
}

/// One version; never changed.
struct document_version {
    std::int64_t no = 0;
    date made_on;
    std::string made_by_name;
    std::vector<std::string> contributors;
    std::optional<std::string> note;
    std::vector<section> sections;  ///< empty in the list of versions
};
record::type const& record_of(document_version const*);

/// Where it was put out.
struct publication {
    std::string channel;
    date on_day;
    std::optional<std::string> link;
    std::optional<std::string> note;
    std::optional<instant> recorded_at;
};
record::type const& record_of(publication const*);

/// Rules over several fields (requirements.md E12); all that is broken.
std::vector<field_error> settle(document const&);

}  // namespace guiyan::documents
