#pragma once
// E01 区划: a division of the country down to the village, with its validity and village profile (村情).

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/money.hpp"
#include "record/field.hpp"

namespace guiyan::regions {

using region_id = id<struct region_tag>;

/// 村情: what a place has and lacks. Everything may be unknown; unknown is never zero.
struct village_profile {
    std::optional<std::int64_t> households;
    std::optional<std::int64_t> population;
    std::optional<std::int64_t> farmland_mu;
    std::optional<money> collective_income;
    std::optional<std::int64_t> collective_income_year;
    std::vector<std::string> main_industries;
    std::optional<std::string> resources;
    std::optional<std::string> shortages;
    std::optional<std::string> development_position;
};

struct region {
    region_id id;
    std::string code;  ///< 12 digits: 2 province, 2 city, 2 county, 3 township, 3 village
    std::string name;
    std::string short_name;
    std::vector<std::string> aliases;  ///< old and spoken names
    int level = 0;                     ///< 1 province … 5 village
    std::string kind;
    region_id parent_id;
    std::optional<std::string> urban_rural_code;
    bool agri_related = false;
    bool poverty_alleviated = false;
    village_profile profile;
    std::vector<std::string> specialty;
    std::string brand;
    std::optional<date> valid_from;
    std::optional<date> valid_to;
    std::string updated_at;
    std::int64_t row_version = 0;
};

record::type const& record_of(village_profile const*);
record::type const& record_of(region const*);

/// Level of a 12-digit code by its trailing zeros; 0 for a text that is no code.
int level_of(std::string_view code);
/// Code of the next level up; "" for a province.
std::string parent_code(std::string_view code);
/// The code without the zeros that stand for "all below": "411122", "411122101"; the whole code of a village.
std::string_view prefix_of(std::string_view code);

}  // namespace guiyan::regions
