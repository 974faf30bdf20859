#pragma once
// What the villages of a place have stated of themselves, added up (村情汇总), and what is not stated yet.

#include <optional>
#include <string>
#include <vector>

#include "modules/regions/region_tree.hpp"

namespace guiyan::regions {

/// Names of the profile's fields that a village should state and has not: all but the year of the income.
std::vector<std::string> missing_fields(village_profile const&);

/// One number of the profile over all villages. Unknown is never zero, so `villages` says how many stated it.
struct profile_total {
    std::string field;
    std::string total;  ///< a whole number; of collective_income yuan with two places
    std::int64_t villages = 0;
};

/// A place and the villages of it that are in force.
struct profile_progress {
    std::string code, short_name;
    int level = 0;
    std::int64_t villages = 0;
    std::int64_t complete = 0;  ///< with no missing field
};

struct region_summary {
    profile_progress place;
    std::vector<profile_total> totals;
    std::vector<profile_progress> below;  ///< the next level, in order of code
};
record::type const& record_of(region_summary const*);

region_summary summarise(region_tree const&, region const&);

}  // namespace guiyan::regions
