#pragma once
// Front door of what is written. Drafted and kept in versions by whoever writes documents at their place,
// approved by somebody else, put out for objections and published by the county (C.4). Consent, one in force
// and one per meeting are the pack's, asked at the gate. What this room is not: papers that the program makes
// are in papers.hpp.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "modules/audit/timeline.hpp"
#include "modules/codes/codes.hpp"
#include "modules/documents/comparison.hpp"
#include "modules/documents/document.hpp"
#include "modules/documents/document_states.hpp"
#include "modules/notices/notices.hpp"
#include "modules/people/people.hpp"
#include "modules/regions/regions.hpp"
#include "modules/schemes/gate.hpp"
#include "store/vault.hpp"
#include "terms/workdays.hpp"

namespace guiyan::documents {

namespace document_store {
struct kept;
struct file_row;
}  // namespace document_store

/// What a list asks for: the parameters of /api/documents. Repeated values of one name are "any of".
struct document_list_query {
    documents::scheme_id scheme_id;
    std::vector<std::string> kind, state, region;
    documents::person_id person_id;
    documents::engagement_id engagement_id;
    documents::activity_id activity_id;
    std::optional<date> from, to;     ///< day of publication or issue
    std::optional<std::string> q;     ///< in title, number and the name of whom it is about
    bool waits_for_me = false;        ///< in review, and the reader may approve it
    bool voided = false;              ///< the void ones instead of the others
    std::optional<std::string> sort;  ///< updated_at, title; "-" turns it round; newest first else
    std::int64_t page = 1;
    std::int64_t size = 20;
};
record::type const& record_of(document_list_query const*);

struct document_page {
    std::vector<document> items;
    std::int64_t total = 0;
    std::int64_t page = 1;
    std::int64_t size = 20;
};
record::type const& record_of(document_page const*);

/// What goes with a step: why, when, and for a publicity how long it runs, as the pack's `publicity` says.
struct document_step_request {
    std::optional<std::string> reason;
    std::optional<date> on;                ///< the day it happened; today where none
    std::optional<std::int64_t> workdays;  ///< publicize: one of these two
    std::optional<std::int64_t> days;
    std::optional<std::string> first_day;  ///< next_day (the usual one), counts
    std::vector<std::string> channels;     ///< publicize, publish: where
};
record::type const& record_of(document_step_request const*);

/// Whether a decision that waits for a publicity may go on.
struct publicity_standing {
    bool begun = false;
    bool over = false;
    std::optional<date> until;
    std::int64_t open_objections = 0;
    std::int64_t upheld = 0;  ///< the decision has to be taken anew
    bool passed() const { return begun && over && open_objections == 0 && upheld == 0; }
};

/// A sheet for the board: what a highlight says, and of which meeting it is.
struct board_sheet {
    std::string title, meeting, meeting_place;
    std::optional<date> meeting_day, published_on;
    std::vector<section> content;
    std::vector<std::string> contributors;
    std::string region_name;
};
record::type const& record_of(board_sheet const*);

/// Papers to be printed at once: chosen ones, the newest of each engagement, or those that a list shows.
struct paper_batch_wish {
    std::vector<std::string> documents, engagements;  ///< ids
    documents::scheme_id scheme_id;
    std::vector<std::string> kind, region;
    std::optional<std::string> q;
};
record::type const& record_of(paper_batch_wish const*);
struct paper_batch {
    std::string bytes;  ///< one PDF, each paper on its own pages, in the order asked for
    int papers = 0, pages = 0;
};
/// Papers that are printed at once.
inline constexpr std::size_t most_papers = 500;

class documents {
public:
    documents(db::database&, store::vault const&, regions::regions&, people::people&,
              codes::code_tables const&, notices::notices&, audit::trail const&, terms::workdays const&,
              schemes::gate const&);

    result<document> find(actor const&, document_id) const;
    result<document_page> list(actor const&, document_list_query const&) const;
    result<audit::timeline> history(actor const&, document_id) const;
    bool may_read(actor const&, document_id) const;

    /// A draft; what it says is its first version.
    result<document> draft(actor const&, document);
    /// The head of a draft; its text changes by add_version.
    result<document> amend(actor const&, document_id, std::int64_t version,
                           std::function<result<done>(document&)> const& change);
    /// While it is a draft. Versions are never changed.
    result<document> add_version(actor const&, document_id, std::int64_t version, document_version);
    result<std::vector<document_version>> versions(actor const&, document_id) const;
    result<document_version> version(actor const&, document_id, std::int64_t no) const;
    result<comparison> compare_versions(actor const&, document_id, std::int64_t from, std::int64_t to) const;

    /// One step of the state table.
    result<document> take_step(actor const&, document_id, std::int64_t version, std::string_view event,
                               document_step_request const&);
    /// Where a published document was put out, once per channel.
    result<std::vector<publication>> publications(actor const&, document_id) const;
    result<std::vector<publication>> put_publication(actor const&, document_id, publication);
    result<board_sheet> sheet_for_the_board(actor const&, document_id) const;
    /// The file that was handed out, as its bytes were.
    result<document_store::file_row> file(actor const&, document_id) const;
    /// Many of them as one PDF. Of chosen ones all are in it, or it is refused; of a list those with a file.
    result<paper_batch> batch_file(actor const&, paper_batch_wish const&);

    result<document> void_document(actor const&, document_id, std::int64_t version,
                                   std::string const& reason);
    result<document> unvoid_document(actor const&, document_id, std::int64_t version,
                                     std::string const& reason);
    /// Takes a paper out of force; the file and its number stay (papers.hpp).
    result<document> revoke(actor const&, document_id, std::int64_t version, std::string const& reason);

    /// For steps that wait for a publicity, inside their connection; `on` is today of the step.
    static publicity_standing standing(db::connection&, document_id, date on, store::vault const&);

private:
    using kept = document_store::kept;
    using change_of = std::function<result<std::string>(kept const& before, kept& next, std::string& reason,
                                                        db::transaction&)>;
    result<document> change(actor const&, document_id, std::int64_t version, std::string reason,
                            change_of const&);
    result<done> move(db::transaction&, kept&, step const&, date on, std::string& reason) const;
    result<done> pass(db::transaction&, document const&, std::string_view event, date on, bool after,
                      std::string& reason) const;
    result<done> set_publicity(document&, document_step_request const&, date on) const;
    std::vector<field_error> place(db::transaction&, document& next, document const* before) const;
    void finish(actor const&, kept&) const;
    /// Those who can approve it, or put it out, hear that it waits; who wrote it hears that it came back.
    void tell(db::transaction&, kept const&, step const&, std::string const& reason) const;

    db::database& db_;
    store::vault const& vault_;
    regions::regions& regions_;
    people::people& people_;
    codes::code_tables const& codes_;
    notices::notices& notices_;
    audit::trail const& trail_;
    terms::workdays const& workdays_;
    schemes::gate const& gate_;
};

}  // namespace guiyan::documents
