#pragma once
// E02 组织: any unit or standing group, such as organs, enterprises, schools, stations, councils and bases.
// Contact, leader and founder are persons of the bank; their names are told to who may read them there.

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "modules/codes/codes.hpp"
#include "modules/regions/region.hpp"
#include "record/field.hpp"

namespace guiyan::organizations {

using organization_id = id<struct organization_tag>;
using person_id = id<struct person_tag>;  ///< of the people room, which stands above this one

struct organization {
    organization_id id;
    std::string name;
    std::string kind;
    std::optional<std::string> uscc;
    organization_id parent_id;               ///< upper unit
    std::optional<std::string> parent_name;  ///< empty where the reader does not reach it
    organization_id host_org_id;             ///< unit relied on (依托)
    std::optional<std::string> host_org_name;
    regions::region_id region_id;  ///< seat
    std::string region_code;
    std::string region_name;
    regions::region_id serves_region_id;  ///< area served
    std::optional<std::string> serves_region_code;
    std::optional<std::string> serves_region_name;
    std::optional<std::string> sector;
    std::optional<std::string> industry;
    bool sector_bureau = false;  ///< 行业主管部门
    std::optional<std::string> level;
    std::optional<date> accredited_on;
    std::optional<std::string> hospital_level;  ///< "3A", "2B" …
    person_id contact_person_id;
    std::optional<std::string> contact_person_name;  ///< empty where the reader does not reach him
    person_id leader_person_id;
    std::optional<std::string> leader_person_name;
    person_id founder_person_id;
    std::optional<std::string> founder_person_name;
    std::optional<date> founded_on;
    std::optional<date> ended_on;
    bool flexible = false;         ///< a team brought in flexibly
    std::string state = "active";  ///< proposed, active, suspended, dissolved
    instant created_at{};
    instant updated_at{};
    std::int64_t row_version = 0;
};

record::type const& record_of(organization const*);
inline record::type const& organization_type() {
    return record_of(static_cast<organization const*>(nullptr));
}

/// A standing group (council, work group, studio …) starts as proposed and has to name the area it serves;
/// terms/org_kind.csv says which kinds are groups.
bool is_group(codes::code_tables const&, std::string_view kind);

/// Rules over several fields (requirements.md E02); all that is broken.
std::vector<field_error> settle(organization const&, codes::code_tables const&);

}  // namespace guiyan::organizations
