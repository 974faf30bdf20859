#pragma once
// Front door of the consequences: what the rules of running schemes bring by the day. Whom they hold for is
// reckoned by the pack; here it is kept since when, told once to everybody concerned, and tags are put on and
// taken off. What this room is not: it moves no state, opens no record and touches no money; where a rule
// asks for that, the body that has to decide gets a notice.

#include <functional>
#include <vector>

#include "modules/accounts/holders.hpp"
#include "modules/consequences/consequence.hpp"
#include "modules/consequences/daily_rule.hpp"
#include "modules/notices/notices.hpp"
#include "modules/regions/regions.hpp"
#include "modules/schemes/schemes.hpp"

namespace guiyan::consequences {

/// Engagements that stand at a step whose time is over, with place; `amount` is the person.
using overdue_steps = std::function<std::vector<scheme::counted_row>(
    db::connection&, schemes::running_scheme const&, schemes::scheme_reckoner const&,
    std::string const& procedure, std::string const& step)>;

class consequences {
public:
    /// `names`: words of kinds and fields, as for explanations. All have to outlive this.
    consequences(db::database&, regions::regions&, codes::code_tables const&, notices::notices const&,
                 schemes::schemes&, scheme::sentence_of names, overdue_steps = {});

    /// The rules of the scheme with how many records each holds for today, judged when it is asked.
    result<consequence_list> list(actor const&, scheme_id) const;
    /// Those records, the longest held first; fault::not_found for a rule that the pack does not have.
    result<held_page> records(actor const&, scheme_id, std::string const& rule, held_query const&) const;

    /// The run of a day over every active scheme: writes in short transactions, so that a run that was cut
    /// off anywhere goes on where it was, and a second one finds nothing to do. `stop` is asked before each.
    /// A rule that already ran for a later day (not later than today) is left out.
    std::vector<rule_outcome> remind(actor const& self, date day, std::function<bool()> const& stop = {});

private:
    struct held;  ///< what a rule holds for on a day
    class run;    ///< one rule of one scheme on one day
    friend class run;

    /// What holds on the day of the reckoner, whatever the period.
    std::vector<scheme::counted_row> those(db::connection&, schemes::running_scheme const&,
                                           schemes::scheme_reckoner const&, daily_rule const&) const;
    held judge(db::connection&, schemes::running_scheme const&, schemes::scheme_reckoner const& of_day,
               daily_rule const&, date day) const;
    consequence_line line(db::connection&, schemes::running_scheme const&, schemes::scheme_reckoner const&,
                          daily_rule const&) const;
    /// What holds now within the reader's reach.
    std::vector<scheme::counted_row> seen(db::connection&, actor const&, schemes::running_scheme const&,
                                          schemes::scheme_reckoner const&, daily_rule const&,
                                          std::string_view region) const;
    std::string place_code(schemes::running_scheme const&, scheme::counted_row const&) const;
    void end_vanished(actor const&, std::vector<std::pair<scheme_id, std::string>> const& ran, date day);

    db::database& db_;
    regions::regions& regions_;
    codes::code_tables const& codes_;
    notices::notices const& notices_;
    schemes::schemes& schemes_;
    scheme::sentence_of names_;
    overdue_steps overdue_;
};

}  // namespace guiyan::consequences
