#pragma once
// Where a record stands in the procedure that the pack has for it, and what each step still needs. Reads the
// pack and the steps that were taken; writes nothing. Knows no kind of record: see traveller.hpp.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/actor.hpp"
#include "modules/procedures/steps.hpp"
#include "modules/procedures/traveller.hpp"
#include "modules/schemes/schemes.hpp"

namespace guiyan::procedures {

/// The procedure of a record: that of its role, else the first of the pack for this kind whose `where` holds
/// and whose `channels`, if it has any, name the record's. "" and nullptr: it goes without steps.
struct chosen {
    std::string id;
    scheme::procedure const* rules = nullptr;
};
chosen choose(schemes::scheme_reckoner const&, traveller const&);

class procedure {
public:
    /// `taken`: the steps of the record, oldest first.
    procedure(schemes::scheme_reckoner const&, traveller, std::vector<taken_step> const& taken, ports const&,
              db::connection&);

    /// nullptr: the record goes without steps.
    scheme::procedure const* rules() const { return rules_; }
    std::string const& id() const { return id_; }
    traveller const& of() const { return of_; }
    /// Those that this record has to go through.
    std::vector<scheme::step const*> const& steps() const { return steps_; }
    scheme::step const* find(std::string_view id) const;
    std::int64_t place_of(scheme::step const&) const;  ///< from 1 on
    /// The first step that is not done; nullptr after the last.
    scheme::step const* current() const;
    bool is_done(scheme::step const&) const;
    /// The newest day in the log, visits aside: what comes next was not done before it.
    std::optional<date> last_day() const;

    /// As which of the step's bodies the actor may act; "" for none.
    std::string body_for(actor const&, scheme::step const&) const;
    std::vector<std::string> body_names(scheme::step const&) const;
    /// Needs of the step, publicities that still run before it, and conditions of the role where this step
    /// judges them, on the record as it stands.
    std::vector<schemes::obstacle> obstacles(scheme::step const&, scheme::reckoner::ticks const*) const;
    /// The step at which the questions of the role are answered: the one that vets, or the first that leads
    /// on.
    bool judges_conditions(scheme::step const&) const;
    /// Whether nobody else has to act once this body has.
    bool through_with(scheme::step const&, std::string const& body) const;

    /// Its publicity is out, and the decision waits for it: the step is taken once more to bring it into
    /// force.
    bool closing(scheme::step const&) const;
    /// The decision comes with the end of its publicity, not with the step: an appointment, and what the last
    /// step decides where the room says so.
    bool decides_after_publicity(scheme::step const&) const;
    /// "异议成立，重新办理": why a step that had its publicity is open again; "" for any other.
    std::string taken_anew_because(scheme::step const&) const;
    /// Publicities of this step and those behind it that still run; of all steps for nullptr.
    std::vector<document_id> notices_from(scheme::step const*) const;
    /// A publicity of a step that runs now.
    bool publicity_runs() const;

    /// The last day for the step, counted from the first day of the state; nothing where it has no limit.
    std::optional<date> due(scheme::step const&) const;
    std::vector<step_view> view(actor const&) const;
    ports const& said_by() const { return ports_; }

private:
    void fold(std::vector<taken_step> const&);
    void undo_from(std::string_view step);
    void look_at_notices(db::connection&);
    bool all_acted(scheme::step const&) const;
    std::vector<publicity_view> publicity_of(scheme::step const&) const;
    std::vector<schemes::obstacle> waits_of(scheme::step const&) const;

    schemes::scheme_reckoner const& rules_of_day_;
    traveller of_;
    ports const& ports_;
    std::string id_;
    scheme::procedure const* rules_ = nullptr;
    std::string path_;
    std::vector<scheme::step const*> steps_;  ///< without those whose `when` does not hold
    std::set<std::string> skipped_;
    std::map<std::string, std::string> unclear_;  ///< steps whose `when` cannot be told yet: what is missing
    std::set<std::pair<std::string, std::string>> done_;  ///< step, body
    std::set<std::string> closed_;                        ///< steps taken once more after their publicity
    std::map<std::string, std::pair<document_id, date>> put_out_;  ///< step: its newest publicity, its day
    std::map<std::string, notice_standing> notices_;               ///< of put_out_
    std::map<std::string, date> done_on_;
    std::optional<date> last_day_;
};

}  // namespace guiyan::procedures
