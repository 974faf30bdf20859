// Steps that are not taken in time.

#include <algorithm>

#include "modules/engagements/engagement_store.hpp"
#include "modules/engagements/engagement_way.hpp"
#include "modules/engagements/engagements.hpp"
#include "modules/procedures/procedure.hpp"
#include "modules/procedures/taking.hpp"

namespace guiyan::engagements {

std::vector<scheme::counted_row> engagements::overdue(db::connection& c, schemes::running_scheme const& s,
                                                      schemes::scheme_reckoner const& rules,
                                                      std::string const& procedure_id,
                                                      std::string const& step) const {
    std::vector<scheme::counted_row> out;
    engagement_store::filter f;
    f.scheme = s.id;
    // Those who serve or are over went through their procedure.
    f.states = {"identified", "pooled", "vetted", "publicized", "invited", "accepted"};
    actor everybody;
    everybody.areas = {{""}};
    auto const& today = rules->now().as_of;
    for (auto const& e : engagement_store::page(c, everybody, f, engagement_store::order::place, false, 0,
                                                engagement_store::every_one, vault_)) {
        auto const taken = procedures::steps_of(c, key_of(e));
        procedures::procedure const way(rules, traveller_of(rules, e), taken, ports_, c);
        auto const* now = way.id() == procedure_id ? way.current() : nullptr;
        if (!now || now->id != step || e.is_void) continue;
        auto const due = way.due(*now);
        if (!due || !(*due < today)) continue;
        scheme::counted_row row;
        row.id = e.id.value;
        row.place = e.region_id.value;
        row.amount = cel::value::integer(e.person_id.value);
        out.push_back(std::move(row));
    }
    std::ranges::sort(out, {}, &scheme::counted_row::id);
    return out;
}

}  // namespace guiyan::engagements
