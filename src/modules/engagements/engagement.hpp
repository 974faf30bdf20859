#pragma once
// E05 任职: a person in a role of a scheme, for a place or an organisation, from candidate to after-care,;
// the dated steps (E05a) that brought him there are those of its procedure.

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "modules/organizations/organization.hpp"
#include "modules/people/person.hpp"
#include "modules/procedures/steps.hpp"
#include "modules/regions/region.hpp"
#include "modules/schemes/gate.hpp"
#include "record/field.hpp"

namespace guiyan::engagements {

using engagement_id = id<struct engagement_tag>;
using document_id = id<struct document_tag>;
using organizations::organization_id;
using people::person_id;
using procedures::extra_value;
using procedures::taken_step;
using regions::region_id;
using schemes::scheme_id;

struct engagement {
    engagement_id id;
    engagements::scheme_id scheme_id;
    std::string role;  ///< code of the pack's `roles`
    std::string role_name;
    engagements::person_id person_id;
    std::string person_name;
    engagements::region_id region_id;
    std::optional<std::string> region_code;
    std::optional<std::string> region_name;
    std::optional<std::string> township_name;
    organization_id org_id;
    std::optional<std::string> org_name;
    organization_id hiring_org_id;
    organization_id using_org_id;
    std::optional<std::string> source_channel;
    std::optional<std::string> source_group;
    std::optional<date> entered_pool_on, vetted_on, invited_on, accepted_on, appointed_on;
    std::optional<date> term_start, term_end, ended_on;
    std::optional<std::string> end_reason;
    std::optional<double> match_needs, match_strength, match_will, match_total;  ///< 0 to 100
    std::optional<double> required_days;
    std::optional<std::string> reserve_for;
    bool special_post = false;
    std::optional<std::string> mode;
    document_id certificate_id;
    engagement_id predecessor_id;
    std::int64_t renewals = 0;
    std::optional<std::string> case_tag;
    std::vector<extra_value> extra;
    std::string pack_edition;  ///< the edition it was appointed under; "" before
    std::string state = "identified";
    std::optional<date> state_since;
    bool is_void = false;
    std::optional<std::string> void_reason;
    instant created_at{};
    instant updated_at{};
    std::int64_t row_version = 0;
};
record::type const& record_of(engagement const*);

/// Whether an engagement came to its end, served or not (C.4).
inline bool is_over(std::string_view state) {
    return state == "ended" || state == "tracked" || state == "declined" || state == "rejected";
}

/// Who is proposed for what: the first form of a candidate.
struct engagement_draft {
    engagements::scheme_id scheme_id;
    std::string role;
    engagements::person_id person_id;
    std::optional<std::string> region_code;  ///< 12 digits, of the place served
    organization_id org_id;
    std::optional<std::string> source_channel;
    std::optional<std::string> source_group;
    std::vector<extra_value> extra;
};
record::type const& record_of(engagement_draft const*);

}  // namespace guiyan::engagements
