#pragma once
// Front door of the activities. Seen by whoever reads activities at their place, and by a person of the bank
// where he takes part; written by them; verified by the village or township of the place, never by who wrote
// the record or took part (C.4). What this room is not: what counts as a duty done is the pack's, and asked
// at the gate.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/sentences.hpp"
#include "db/database.hpp"
#include "modules/activities/activity.hpp"
#include "modules/activities/activity_states.hpp"
#include "modules/audit/timeline.hpp"
#include "modules/codes/codes.hpp"
#include "modules/notices/notices.hpp"
#include "modules/people/people.hpp"
#include "modules/regions/regions.hpp"
#include "modules/schemes/gate.hpp"
#include "store/vault.hpp"

namespace guiyan::activities {

namespace activity_store {
struct kept;
}

/// What a list asks for: the parameters of /api/activities. Repeated values of one name are "any of".
struct activity_list_query {
    activities::scheme_id scheme_id;
    std::vector<std::string> kind, state, region, duty, evidence;
    activities::engagement_id engagement_id;
    activities::person_id person_id;
    std::optional<date> from, to;  ///< days of the activities, both counted
    std::optional<std::string> q;  ///< in title and summary
    bool waits_for_me = false;     ///< held, and the reader may verify it
    bool voided = false;           ///< the void ones instead of the others
    std::optional<std::string>
        sort;  ///< starts_at, created_at, region; "-" turns it round; newest day first else
    std::int64_t page = 1;
    std::int64_t size = 20;
};
record::type const& record_of(activity_list_query const*);

struct activity_page {
    std::vector<activity> items;
    std::int64_t total = 0;         ///< 场次
    std::int64_t person_times = 0;  ///< 人次 of the whole list
    std::int64_t persons = 0;       ///< 人 of the whole list: who is named, once
    double days = 0;                ///< 天次 of the whole list
    std::int64_t page = 1;
    std::int64_t size = 20;
};
record::type const& record_of(activity_page const*);

/// A place that the reader serves, for the first answer of a log.
struct log_place {
    activities::engagement_id engagement_id;
    activities::scheme_id scheme_id;
    std::string role, region_code, region_name;
};
record::type const& record_of(log_place const*);

/// What a new log begins with: "one more like the last".
struct log_start {
    std::vector<log_place> places;
    std::vector<activity> last;  ///< the last one of this account, or none
};
record::type const& record_of(log_start const*);

class activities {
public:
    activities(db::database&, store::vault const&, regions::regions&, people::people&,
               codes::code_tables const&, notices::notices&, audit::trail const&, api::sentences const&,
               schemes::gate const&);

    result<activity> find(actor const&, activity_id) const;
    result<activity_page> list(actor const&, activity_list_query const&) const;
    result<audit::timeline> history(actor const&, activity_id) const;
    result<log_start> start_log(actor const&) const;
    bool may_read(actor const&, activity_id) const;

    /// Planned, or held at once. A day in the past is taken and marked (late_days). `reason` answers rules
    /// that only ask for one.
    result<activity> register_activity(actor const&, activity draft, std::string const& reason);
    /// While planned, held or rejected.
    result<activity> amend(actor const&, activity_id, std::int64_t version,
                           std::function<result<done>(activity&)> const& change);
    /// One step of the state table. `on`: the day it happened, for one that is entered late; today where
    /// none.
    result<activity> take_step(actor const&, activity_id, std::int64_t version, std::string_view event,
                               std::string const& reason, std::optional<date> on);
    result<activity> void_activity(actor const&, activity_id, std::int64_t version,
                                   std::string const& reason);
    result<activity> unvoid_activity(actor const&, activity_id, std::int64_t version,
                                     std::string const& reason);

private:
    using kept = activity_store::kept;
    using change_of = std::function<result<std::string>(kept const& before, kept& next, std::string& reason,
                                                        db::transaction&)>;
    result<activity> change(actor const&, activity_id, std::int64_t version, std::string reason,
                            change_of const&);
    result<done> move(db::transaction&, kept&, step const&, date on, std::string& reason) const;
    /// Asks the pack, before or after the state is reached; what it only remarked is added to the reason.
    result<done> pass(db::transaction&, activity const&, std::string_view event, date on, bool after,
                      std::string& reason) const;
    std::vector<field_error> place(db::transaction&, activity& next, activity const* before) const;
    void place_participants(db::transaction&, activity& next, activity const* before,
                            std::vector<field_error>& wrong) const;
    result<done> check_verifier(db::transaction&, kept const&) const;
    void tell_verifiers(db::transaction&, activity const&) const;
    void tell_author(db::transaction&, kept const&, std::string const& reason) const;
    void finish(actor const&, kept&) const;
    std::vector<activity_question> questions(db::connection&, actor const&, activity const&) const;
    std::string say(actor const&, std::string_view key, text_args const& = {}) const;

    db::database& db_;
    store::vault const& vault_;
    regions::regions& regions_;
    people::people& people_;
    codes::code_tables const& codes_;
    notices::notices& notices_;
    audit::trail const& trail_;
    api::sentences const& words_;
    schemes::gate const& gate_;
};

}  // namespace guiyan::activities
