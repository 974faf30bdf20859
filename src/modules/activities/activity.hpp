#pragma once
// E09 活动: what happened on a day at a place, who took part (by name, or as a group that was counted), and
// what the record rests on.

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/people/person.hpp"
#include "modules/regions/region.hpp"
#include "modules/schemes/gate.hpp"
#include "record/field.hpp"
#include "store/extra_values.hpp"

namespace guiyan::activities {

using activity_id = id<struct activity_tag>;
using participant_id = id<struct activity_participant_tag>;
using engagement_id = id<struct engagement_tag>;  ///< of the room of engagements
using request_id = id<struct request_tag>;
using task_id = id<struct task_tag>;
using project_id = id<struct project_tag>;
using people::organization_id;
using people::person_id;
using regions::region_id;
using schemes::scheme_id;
using store::extra_value;

struct activity_participant {
    participant_id id;
    activities::person_id person_id;  ///< none: a group that was counted
    std::optional<std::string> person_name;
    activities::engagement_id
        engagement_id;  ///< none given: the person's own in the scheme, where there is one
    std::string role = "attendee";
    std::optional<std::string> group_code;
    std::int64_t headcount = 1;  ///< 1 where a person is named
    std::optional<double> days;  ///< of service; halves
    std::optional<double> hours;
    bool confirmed = false;  ///< by the village, with the verification
    std::optional<bool> completed;
    std::optional<double> score;
};
record::type const& record_of(activity_participant const*);

/// Something in a record that looks odd and has a good reason or none: asked, never refused (beyond.md 10).
struct activity_question {
    std::string kind;  ///< two_places, same_day, backdated, rule
    std::string text;
    std::vector<std::string> activity_ids;  ///< the others it is about
};
record::type const& record_of(activity_question const*);

struct activity {
    activity_id id;
    activities::scheme_id scheme_id;
    std::optional<std::string> scheme_name;
    std::string kind;
    std::string title;
    std::optional<std::string> topic, programme, sector, class_group;
    organization_id org_id;  ///< organiser
    std::optional<std::string> org_name;
    activities::region_id region_id;
    std::string region_code;
    std::string region_name;
    std::optional<std::string> place;  ///< where in it
    std::optional<std::string> mode, service_mode;
    date starts_at;
    std::optional<date> ends_at;
    std::optional<double> hours, days;
    std::optional<std::string> duty;  ///< code of the table that the role's pack names
    activities::task_id task_id;
    activities::project_id project_id;
    activities::request_id request_id;
    std::optional<std::int64_t> batch_no, series_no;
    bool online_part = false, offline_part = false;
    std::optional<std::string> summary;  ///< what was done; agenda and minutes of a meeting
    std::optional<std::int64_t> headcount;
    std::string evidence = "none";
    std::optional<std::string> verified_by_name;
    std::optional<date> verified_on;
    std::optional<std::string> refused_because;
    std::optional<std::string> case_tag;
    std::vector<extra_value> extra;
    std::vector<activity_participant> participants;
    std::string state = "planned";  ///< of a draft: planned, or held (the usual one for a log)
    bool is_void = false;
    std::optional<std::string> void_reason;
    std::string created_by_name;
    /// Days between the activity and the day it was reported as held; 0 for one that is not.
    std::int64_t late_days = 0;
    bool is_mine = false;           ///< the reader wrote it
    std::vector<std::string> acts;  ///< what the reader may do with it now: amend, hold, verify …
    std::vector<activity_question> questions;  ///< of one record only, not in lists
    instant created_at{};
    instant updated_at{};
    std::int64_t row_version = 0;
};
record::type const& record_of(activity const*);
inline record::type const& activity_type() {
    return record_of(static_cast<activity const*>(nullptr));
}

/// Rules over several fields (requirements.md E09, E09a); all that is broken.
std::vector<field_error> settle(activity const&);

}  // namespace guiyan::activities
