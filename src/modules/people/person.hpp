#pragma once
// E03 人员 and E03a 人才类别: one natural person of the talent bank, once.

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "modules/regions/region.hpp"
#include "record/diff.hpp"
#include "record/field.hpp"

namespace guiyan::people {

using person_id = id<struct person_tag>;
using organization_id = id<struct organization_tag>;
using batch_id = id<struct import_batch_tag>;

/// A talent class a person holds, and since when.
struct person_category {
    std::string category;
    std::optional<date> since;
    std::optional<date> until;
    std::string basis;
    std::string source;
    bool key_target = false;
    bool confirmed = false;
};

struct person {
    person_id id;
    std::string name;
    std::optional<std::string> id_number;
    std::optional<std::string> sex;
    std::optional<partial_date> birth_date;
    std::optional<std::string> nation;
    std::optional<std::string> political_status;
    std::optional<std::string> education;
    std::optional<std::string> degree;
    std::optional<std::string> professional_title;
    std::optional<std::string> skill_level;
    std::optional<std::string> phone;
    std::optional<std::string> contact;
    std::optional<std::string> residence_note;
    std::optional<std::string> bank_card;
    regions::region_id region_id;  ///< keeps the record; row scope follows it
    std::string region_code;       ///< its code: what is read and written from outside
    regions::region_id native_region_id;
    std::optional<std::string> native_region_code;
    regions::region_id registered_region_id;
    std::optional<std::string> registered_region_code;
    regions::region_id residence_region_id;
    std::optional<std::string> residence_region_code;
    organization_id employer_org_id;
    std::optional<std::string> employer_name;
    std::optional<std::string> post_title;
    bool is_outside = false;
    bool poverty_alleviated = false;
    std::optional<std::string> high_level_grade;
    std::vector<std::string> skills;
    std::optional<std::string> availability;
    std::optional<std::string> strengths;
    std::optional<std::string> biography;
    std::vector<person_category> categories;
    std::optional<date> consent_on;
    std::vector<std::string> consent_scope;
    std::optional<date> confirmed_on;
    std::optional<std::string> source;
    std::string state = "active";
    person_id merged_into_id;
    std::optional<std::string> void_reason;  ///< why it was voided; none where it left with its import
    std::optional<std::string> voided_from;  ///< the state it comes back to
    batch_id import_batch_id;
    std::optional<std::string> import_sheet;  ///< where it stood in the file of that batch
    std::optional<std::int64_t> import_row;
    instant created_at{};
    instant updated_at{};
    std::int64_t row_version = 0;
};

record::type const& record_of(person_category const*);
record::type const& record_of(person const*);
inline record::type const& person_type() {
    return record_of(static_cast<person const*>(nullptr));
}

/// What is shown by default: sealed values masked, and beside a masked ID number the year of birth only.
void mask(person&);

/// What the trail keeps of a change: sealed values masked, and of birth dates the year only, since the number
/// that stands beside them, now or in a later event, could be put together from both (trust.md, Controls).
std::vector<record::difference> trail_of(person const* before, person const* after);

/// Rules over several fields: an ID number gives birth date and sex, both have to agree, and what is missing
/// is taken from it (GB 11643). Returns what disagrees.
std::vector<field_error> settle(person&);

}  // namespace guiyan::people
