// Engagements from before the system.

#include "modules/engagements/engagement_store.hpp"
#include "modules/engagements/engagement_way.hpp"
#include "modules/engagements/engagements.hpp"

namespace guiyan::engagements {

result<done> engagements::take_over(db::transaction& tx, std::vector<past_engagement>& all) const {
    std::map<std::int64_t, std::unique_ptr<schemes::scheme_reckoner>> rules;
    for (auto& past : all) {
        auto& e = past.one;
        e.id = engagement_id{tx.mint()};
        e.created_at = e.updated_at = tx.at;
        e.row_version = 1;
        auto const last = e.state;
        engagement_store::insert(tx, e, vault_);
        for (auto const& [state, on] : past.states) {
            e.state = state;
            engagement_store::note_state(tx, e, on);
        }
        e.state = last;
        for (auto const& s : past.steps) {
            procedures::take_over(tx, key_of(e), s);
        }
        if (!ports_.make_paper || !e.appointed_on) continue;
        auto& known = rules[e.scheme_id.value];
        if (!known) {
            auto const s = schemes_.any(tx.sql, e.scheme_id);
            if (!s) return fail(fault::not_found, "error.not_found");
            known = schemes_.reckon(tx.sql, *s, *e.appointed_on);
        }
        auto const* role = known->pack().roles.find(e.role);
        if (!role || role->credential.empty()) continue;
        // The words of a paper are those of the record as lists show it.
        auto named = engagement_store::find(tx.sql, tx.who, e.id, vault_);
        if (!named) return fail(fault::not_found, "error.not_found");
        name(*known, *named);
        auto const paper = ports_.make_paper(tx, *named, role->credential, *e.appointed_on, past.draws_paper);
        if (!paper) return fail(paper.error());
        named->certificate_id = document_id{*paper};
        (void)engagement_store::update(tx, *named, 1, vault_);
    }
    return done{};
}

}  // namespace guiyan::engagements
