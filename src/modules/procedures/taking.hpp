#pragma once
// Taking a step, and sending back: everything that is the same for every kind of record. The room of the
// record reads and writes it, and moves its state.

#include <functional>
#include <optional>
#include <string>

#include "modules/procedures/procedure.hpp"

namespace guiyan::procedures {

/// What the room of the record does on the way.
struct room {
    void* row = nullptr;                        ///< the record that is written, of the traveller's type
    std::vector<extra_value>* extra = nullptr;  ///< its values of fields that the pack adds
    /// Writes the record as the form has it now, so that the rules see it.
    std::function<result<done>()> save;
    /// A box that may stay empty, because the room fills it itself; none where not said.
    std::function<bool(std::string const&)> follows;
};

struct taking {
    scheme::step const* step = nullptr;
    bool passed = true;
    /// Nobody else has to act on it: its papers are due.
    bool through = false;
    /// The state it leads to is reached now; a decision that is public first comes with closing.
    bool decided = false;
    bool closed = false;  ///< it was the closing of a publicity
    document_id notice;   ///< the publicity that it put out
};

/// Takes the current step of `way` for `who` (as the office he acts for) and writes it down; refuses a step
/// out of its turn, of another body, or against a rule, with every reason at once. `on`: the day it counts
/// for.
result<taking> take(db::transaction&, schemes::scheme_reckoner const&, procedure const& way, actor const& who,
                    step_input const&, date on, room const&);

/// The current step is sent back to one of those the pack names; gives the step that is open again.
result<scheme::step const*> send_back(db::transaction&, procedure const& way, actor const& who,
                                      std::string const& to, std::string const& note, date on);

/// Takes down what `way` has put out since this step (nullptr: at all) and is not in force: the decision is
/// taken anew, or dropped.
result<done> take_down(db::transaction&, procedure const& way, scheme::step const* from,
                       std::string const& reason);

/// Steps of a record, oldest first.
std::vector<taken_step> steps_of(db::connection&, scheme::record_key const&);
/// A step from before the system, as an old ledger has it.
void take_over(db::transaction&, scheme::record_key const&, taken_step);

/// Words of an act beside the procedure, or of sending back.
struct note {
    std::string step, body, result = "pass";
    std::optional<std::string> method, opinion, visitor_name;
};
void write_down(db::transaction&, scheme::record_key const&, note const&, date on);

}  // namespace guiyan::procedures
