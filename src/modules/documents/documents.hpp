#pragma once
// Front door of what is written. Drafted and kept in versions by whoever writes documents at their place,
// approved by somebody else, put out for objections and published by the county (C.4). Consent, one in force
// and one per meeting are the pack's, asked at the gate. What this room is not: papers that the program makes
// are in papers.hpp.

#include <functional>
#include <map>
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
#include "modules/procedures/procedure.hpp"
#include "modules/regions/regions.hpp"
#include "modules/schemes/schemes.hpp"
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
    std::optional<date> on;  ///< the day it happened; today where none
    std::optional<std::string>
        publicity;  ///< publicize: entry of the pack's `publicity`, which says how long
    std::optional<std::int64_t> workdays;  ///< publicize, where no pack says it: one of these two
    std::optional<std::int64_t> days;
    std::optional<std::string> first_day;  ///< next_day (the usual one), counts
    std::vector<std::string> channels;     ///< publicize, publish: where
};
record::type const& record_of(document_step_request const*);

/// Whether a decision that waits for a publicity may go on.
struct publicity_standing {
    bool begun = false;
    bool over = false;
    std::string title;
    std::optional<date> from, until;
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

/// A document with the steps of its procedure; no steps where its pack has none for it.
struct document_procedure {
    documents::document document;
    std::string name, basis;
    std::vector<procedures::step_view> steps;
    std::vector<procedures::taken_step> log;
};
record::type const& record_of(document_procedure const*);

struct document_return {
    std::string to;  ///< id of the step
    std::string note;
};
record::type const& record_of(document_return const*);

class documents {
public:
    /// What rooms above do for steps; the paper of a `credentials` entry for a document gives the id of the
    /// new one. Said once, by the house.
    using paper_maker = std::function<result<std::int64_t>(db::transaction&, document const&,
                                                           std::string const& credential, date on)>;
    void connect(procedures::ports p, paper_maker make) {
        procedure_ports_ = std::move(p);
        make_paper_ = std::move(make);
    }

    documents(db::database&, store::vault const&, regions::regions&, people::people&,
              codes::code_tables const&, notices::notices&, audit::trail const&, terms::workdays const&,
              schemes::schemes const&);

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

    result<document_procedure> procedure_of(actor const&, document_id) const;
    /// The current step of the procedure that the pack has for the document. Its state follows: by the step's
    /// `to`, else by its place (in review after the first, approved after the last but one, published after
    /// the last; publicized while a publicity runs).
    result<document_procedure> take_procedure_step(actor const&, document_id, std::int64_t version,
                                                   procedures::step_input const&);
    result<document_procedure> send_back(actor const&, document_id, std::int64_t version,
                                         document_return const&);

    /// One step of the state table, where the pack has no procedure for the document.
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

    // For steps of a procedure, inside their transaction: no right is judged here.
    /// Puts a publicity out as a document of its own, and takes an earlier one of the same step down.
    result<document_id> put_out(db::transaction&, procedures::notice_draft const&) const;
    /// The publicity of a document's step came to nothing (upheld, withdrawn, void): the document goes back
    /// to where that step finds it.
    result<done> reopen_after(db::transaction&, document_id notice) const;
    /// Takes a publicity down before its end.
    result<done> take_down(db::transaction&, document_id, std::string const& reason) const;

private:
    using kept = document_store::kept;
    using change_of = std::function<result<std::string>(kept const& before, kept& next, std::string& reason,
                                                        db::transaction&)>;
    result<document> change(actor const&, document_id, std::int64_t version, std::string reason,
                            change_of const&);
    result<done> move(db::transaction&, kept&, step const&, date on, std::string& reason) const;
    result<done> pass(db::transaction&, document const&, std::string_view event, date on, bool after,
                      std::string& reason) const;
    /// How long, by the pack of its scheme where that has rules for it, else by the request.
    result<done> set_publicity(db::transaction&, document&, document_step_request const&, date on) const;
    std::vector<field_error> place(db::transaction&, document& next, document const* before) const;
    struct course;
    using known_rules = std::map<std::int64_t, std::unique_ptr<schemes::scheme_reckoner>>;
    /// Where the document stands in its procedure; nullptr where it goes the fixed way.
    std::unique_ptr<course> way_of(db::connection&, document const&, date on) const;
    bool has_procedure(db::connection&, document const&, known_rules&) const;
    result<done> enter(db::transaction&, kept&, std::string const& state, date on, std::string& reason) const;
    result<done> make_papers(db::transaction&, document const&, scheme::step const&, date on) const;
    /// Whoever can act next hears of it, or who wrote it that it came back.
    void tell_next(db::transaction&, kept const&, date on, std::string const& reason) const;
    void finish(db::connection&, actor const&, kept&, known_rules&) const;
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
    schemes::schemes const& schemes_;
    procedures::ports procedure_ports_;
    paper_maker make_paper_;
};

}  // namespace guiyan::documents
