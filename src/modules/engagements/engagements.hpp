#pragma once
// Front door of the engagements: candidates proposed, carried through the procedure of their role, appointed,
// ended, renewed, voided. Which steps, who may take them and what stands in the way is said by the pack. A
// person sees his own; everybody else those of the places he reaches.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "modules/engagements/engagement.hpp"
#include "modules/people/people.hpp"
#include "modules/procedures/taking.hpp"
#include "modules/regions/regions.hpp"
#include "modules/schemes/schemes.hpp"
#include "store/vault.hpp"

namespace guiyan::engagements {

using procedures::step_input;
using procedures::step_view;

struct engagement_list_query {
    scheme_id scheme;
    std::vector<std::string> role;
    std::vector<std::string> state;
    std::vector<std::string> region;
    std::optional<std::int64_t> person;
    std::optional<std::string> q;
    std::optional<date> as_of;
    std::optional<date> ends_by;
    bool voided = false;
    std::optional<std::string> sort;  ///< place, name, since, appointed; "-" turns it round
    std::int64_t page = 1;
    std::int64_t size = 20;
};
record::type const& record_of(engagement_list_query const*);

struct state_count {
    std::string state;
    std::int64_t count = 0;
};
struct engagement_page {
    std::vector<engagement> items;
    std::int64_t total = 0;
    std::int64_t page = 1;
    std::int64_t size = 20;
    std::vector<state_count> states;
};
record::type const& record_of(engagement_page const*);

struct timeline_line {
    std::string on_day;
    std::string at;  ///< when it was entered
    std::string what;
    std::string text;
    std::string name, unit;
    std::string opinion;
    bool late = false;    ///< entered more than a week after
    std::string edition;  ///< of the pack, by which it was judged that day
};
struct paper_line {
    std::string id, kind, title, doc_no;
    std::string issued_on, valid_to, state, verify_code;
};
/// One engagement with everything its page needs.
struct engagement_view {
    engagement one;
    std::vector<step_view> steps;
    std::vector<taken_step> log;
    std::vector<paper_line> papers;
    std::vector<timeline_line> timeline;
    std::vector<std::string> acts;  ///< what the actor may do beside steps
    std::string edition;            ///< of the pack, by which it is judged now
};
record::type const& record_of(engagement_view const*);

struct batch_input {
    std::vector<std::string> ids;
    step_input step;
    bool trial = false;  ///< says what would happen and writes nothing
};
record::type const& record_of(batch_input const*);
struct batch_line {
    engagement_id id;
    std::string person_name, place;
    bool ok = false;
    std::vector<schemes::obstacle> obstacles;
};
struct batch_outcome {
    std::vector<batch_line> items;
    std::int64_t done = 0;
    std::int64_t failed = 0;
};
record::type const& record_of(batch_outcome const*);

/// Words and a day that go with an act beside the procedure.
struct act_input {
    std::optional<date> on;
    std::optional<std::string> note;
    std::optional<std::string> end_reason;
    std::optional<date> term_end;
    std::optional<std::string> to;            ///< step that it is sent back to
    std::optional<std::string> method;        ///< of a visit: home_visit, fellowship
    std::optional<std::string> visitor_name;  ///< who went
};
record::type const& record_of(act_input const*);

struct board_query {
    scheme_id scheme;
    std::string role;
    std::optional<date> as_of;
    std::optional<std::string> region;
    std::optional<std::string> step;  ///< whose waiting people are wanted by name
};
record::type const& record_of(board_query const*);
struct board_holder {
    engagement_id id;
    std::string name, state;
    std::optional<date> term_end;
    std::optional<std::int64_t> days_left;
    std::optional<std::int64_t> silent_days;  ///< since the last verified record, or since the term began
};
struct board_village {
    std::string code, name;
    std::optional<std::int64_t> least, most;  ///< of the quota over serving people; nothing: no quota
    std::vector<board_holder> holders;
};
struct board_township {
    std::string code, name;
    std::int64_t serving = 0, vacant = 0, pending = 0;
    std::vector<board_village> villages;
};
struct board_step {
    std::string step, name;
    std::int64_t count = 0;
    std::vector<engagement> waiting;  ///< of the step that was asked for only
};
/// Who serves where, where nobody does, and what waits at each step.
struct engagement_board {
    date as_of;
    std::vector<board_township> townships;
    std::int64_t serving = 0, vacant = 0, pending = 0, ending_soon = 0;
    std::vector<board_step> steps;
};
record::type const& record_of(engagement_board const*);

enum class act { send_back, reject, visit, end, suspend, resume, renew, reopen, track, void_it, unvoid };

/// What rooms above do for this one, inside its transaction. Said once, by the house.
struct ports : procedures::ports {
    /// Makes the paper of a `credentials` entry for an engagement; gives the document's id. Not drawn: it is
    /// registered, because it was handed out before.
    std::function<result<std::int64_t>(db::transaction&, engagement const&, std::string const& credential,
                                       date on, bool drawn)>
        make_paper;
    std::function<std::vector<paper_line>(db::connection&, engagement_id)> papers;
};

/// An engagement from before the system, as an old ledger has it: with its dates, the steps that are known
/// and the days its states began.
struct past_engagement {
    engagement one;
    std::vector<taken_step> steps;
    std::vector<std::pair<std::string, date>> states;
    bool draws_paper = false;  ///< else its certificate, handed out long ago, is only registered
};

class engagements {
public:
    engagements(db::database&, store::vault const&, regions::regions&, people::people&, schemes::schemes&);
    void connect(ports p) { ports_ = std::move(p); }

    result<engagement_page> list(actor const&, engagement_list_query const&) const;
    result<engagement_view> find(actor const&, engagement_id) const;
    result<engagement_view> propose(actor const&, engagement_draft);
    /// Takes the current step of the procedure. A step out of its turn, by the wrong body, or against a rule
    /// is refused with every reason at once.
    result<engagement_view> take_step(actor const&, engagement_id, std::int64_t version, step_input const&);
    /// The same step for many, each by itself: none is skipped in silence, one that fails holds up no other.
    batch_outcome take_steps(actor const&, batch_input const&);
    result<engagement_board> board(actor const&, board_query const&) const;
    /// Those who stand at a step of a procedure whose time limit has passed, with place and person, for rules
    /// that remind: all of the scheme, whoever asks.
    std::vector<scheme::counted_row> overdue(db::connection&, schemes::running_scheme const&,
                                             schemes::scheme_reckoner const&, std::string const& procedure,
                                             std::string const& step) const;
    result<engagement_view> perform(actor const&, engagement_id, std::int64_t version, act, act_input const&);

    /// Takes over what an old ledger says; no rule is asked, certificates of those appointed get their number
    /// and code. The caller's transaction keeps the trail.
    result<done> take_over(db::transaction&, std::vector<past_engagement>&) const;

private:
    using change_of = std::function<result<done>(db::transaction&, engagement& next)>;
    result<done> change(actor const&, engagement_id, std::optional<std::int64_t> version, bool trial,
                        std::string const& event, change_of const&, std::string const& reason = {}) const;
    result<done> step(db::transaction&, engagement& next, step_input const&) const;
    /// Whether the actor reaches it as an office, and not only because it is his own.
    bool in_place(db::connection&, actor const&, engagement_id) const;
    /// The actor as he may act on it: as nobody's office where only his own name brings him there.
    actor acting(db::connection&, actor const&, engagement_id) const;
    /// After a way back into a place (resumed, un-voided, opened again): nobody twice, and the quotas hold.
    result<done> fits(db::transaction&, engagement& next, schemes::scheme_reckoner const&, date on) const;
    void settle_term(engagement& next, schemes::scheme_reckoner const&) const;
    result<done> enter(db::transaction&, engagement& next, std::string const& state, date on,
                       std::string const& reason) const;
    void log(db::transaction&, engagement const&, std::string step, std::string body, date on,
             std::string result, act_input const& = {}) const;
    engagement_view view_of(db::connection&, actor const&, engagement) const;
    void name(schemes::scheme_reckoner const&, engagement&) const;

    db::database& db_;
    store::vault const& vault_;
    regions::regions& regions_;
    people::people& people_;
    schemes::schemes& schemes_;
    ports ports_;
};

}  // namespace guiyan::engagements
