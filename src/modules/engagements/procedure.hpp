#pragma once
// Where a candidate stands in the procedure of his role, and what each step still needs. Reads the pack and
// the steps that were taken; writes nothing.

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "db/connection.hpp"
#include "modules/engagements/engagement.hpp"
#include "modules/schemes/schemes.hpp"

namespace guiyan::engagements {

/// A box that a step asks for.
struct ask_view {
    std::string name, label;
    std::string kind;  ///< text, number, day, truth, code, id
    std::string table;
    std::string unit;
    bool required = true;
    std::string value;  ///< what the record holds already
};
/// A question of the role's conditions, to be answered by a person.
struct check_view {
    std::string id, name, ask, basis;
    bool evidence = false;
};
struct named_step {
    std::string id, name;
};
struct step_view {
    std::string id, name, to;
    std::string standing;  ///< done, current, later, skipped
    std::vector<std::string> by;
    bool may_act = false;
    std::vector<ask_view> asks;
    std::vector<check_view> checks;
    bool opinion = false, evidence = false;
    std::vector<std::string> makes;
    std::vector<schemes::obstacle> obstacles;
    std::optional<date> due_on;
    std::vector<named_step> back_to;
    std::string basis;
};
record::type const& record_of(step_view const*);

/// Classes of account, as packs call them: county, township, village … of a role; "" for an officer of the
/// house.
using body_of_role = std::function<std::string(std::string_view role)>;

class procedure {
public:
    /// `taken`: the steps of the engagement, oldest first.
    procedure(schemes::scheme_reckoner const&, engagement const&, std::vector<engagement_step> const& taken,
              body_of_role const&);

    /// nullptr: the role is filled without steps.
    scheme::procedure const* rules() const { return rules_; }
    std::vector<scheme::step const*> const& steps() const { return steps_; }
    scheme::step const* find(std::string_view id) const;
    /// The first step that is not done; nullptr after the last.
    scheme::step const* current() const;
    bool is_done(scheme::step const&) const;
    /// The newest day in the log, visits aside: what comes next was not done before it.
    std::optional<date> last_day() const;

    /// As which of the step's bodies the actor may act; "" for none.
    std::string body_for(actor const&, scheme::step const&) const;
    std::vector<std::string> body_names(scheme::step const&) const;
    /// Needs of the step, and conditions of the role where this step judges them, on the record as it stands.
    std::vector<schemes::obstacle> obstacles(scheme::step const&, scheme::reckoner::ticks const*) const;
    /// The step at which the questions of the role are answered: the one that vets, or the first that leads
    /// on.
    bool judges_conditions(scheme::step const&) const;

    std::vector<step_view> view(actor const&) const;
    std::vector<ask_view> asks(scheme::step const&) const;

private:
    schemes::scheme_reckoner const& rules_of_day_;
    engagement const& one_;
    body_of_role const& body_of_;
    scheme::role const* role_ = nullptr;
    scheme::procedure const* rules_ = nullptr;
    std::string path_;
    std::vector<scheme::step const*> steps_;  ///< without those whose `when` does not hold
    std::set<std::string> skipped_;
    std::map<std::string, std::string> unclear_;  ///< steps whose `when` cannot be told yet: what is missing
    std::set<std::pair<std::string, std::string>> done_;  ///< step, body
    std::vector<engagement_step> const& taken_;
};

/// The event of facts.yaml that leads to a state: "appoint" to serving.
std::string_view event_to(std::string_view state);

}  // namespace guiyan::engagements
