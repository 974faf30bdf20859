#include <boost/describe.hpp>

#include "base/text.hpp"
#include "modules/regions/region.hpp"
#include "record/describe.hpp"

namespace guiyan::regions {

BOOST_DESCRIBE_STRUCT(village_profile, (),
                      (households, population, farmland_mu, collective_income, collective_income_year,
                       main_industries, resources, shortages, development_position))
BOOST_DESCRIBE_STRUCT(region, (),
                      (id, code, name, short_name, aliases, level, kind, parent_id, urban_rural_code,
                       agri_related, poverty_alleviated, profile, specialty, brand, valid_from, valid_to,
                       updated_at, row_version))

record::type const& record_of(village_profile const*) {
    using record::privacy;
    static auto const t = record::describe<village_profile>(
        "village_profile",
        {{.name = "households", .personal = privacy::none, .minimum = 0, .maximum = 1000000},
         {.name = "population", .personal = privacy::none, .minimum = 0, .maximum = 10000000},
         {.name = "farmland_mu", .personal = privacy::none, .minimum = 0, .maximum = 10000000},
         {.name = "collective_income", .personal = privacy::none},
         {.name = "collective_income_year", .personal = privacy::none, .minimum = 1978, .maximum = 2200},
         {.name = "main_industries", .personal = privacy::none, .max_length = 60},
         {.name = "resources", .personal = privacy::none, .max_length = 2000},
         {.name = "shortages", .personal = privacy::none, .max_length = 2000},
         {.name = "development_position", .personal = privacy::none, .max_length = 2000}});
    return t;
}

record::type const& record_of(region const*) {
    using record::privacy;
    static auto const t = record::describe<region>(
        "region", {{.name = "id", .personal = privacy::none, .read_only = true},
                   {.name = "code", .personal = privacy::none, .read_only = true, .form = "region_code"},
                   {.name = "name", .personal = privacy::none, .required = true, .max_length = 60},
                   {.name = "short_name", .personal = privacy::none, .required = true, .max_length = 60},
                   {.name = "aliases", .personal = privacy::none, .max_length = 60},
                   {.name = "level", .personal = privacy::none, .read_only = true},
                   {.name = "kind", .personal = privacy::none, .read_only = true, .table = "region_kind"},
                   {.name = "parent_id", .personal = privacy::none, .read_only = true},
                   {.name = "urban_rural_code", .personal = privacy::none, .max_length = 3},
                   {.name = "agri_related", .personal = privacy::none},
                   {.name = "poverty_alleviated", .personal = privacy::none},
                   {.name = "profile", .personal = privacy::none, .as_column = true},
                   {.name = "specialty", .personal = privacy::none, .max_length = 60},
                   {.name = "brand", .personal = privacy::none, .max_length = 100},
                   {.name = "valid_from", .personal = privacy::none},
                   {.name = "valid_to", .personal = privacy::none},
                   {.name = "updated_at", .personal = privacy::none, .read_only = true},
                   {.name = "row_version", .personal = privacy::none, .read_only = true}});
    return t;
}

int level_of(std::string_view code) {
    if (code.size() != 12) return 0;
    for (char c : code)
        if (c < '0' || c > '9') return 0;
    if (code.substr(9) != "000") return 5;
    if (code.substr(6) != "000000") return 4;
    if (code.substr(4) != "00000000") return 3;
    if (code.substr(2) != "0000000000") return 2;
    return code.substr(0, 2) != "00" ? 1 : 0;
}

std::string_view prefix_of(std::string_view code) {
    static constexpr std::size_t digits[] = {0, 2, 4, 6, 9, 12};
    return code.substr(0, digits[level_of(code)]);
}

std::string parent_code(std::string_view code) {
    static constexpr std::size_t digits[] = {0, 0, 2, 4, 6, 9};
    auto const keep = digits[level_of(code)];
    return keep ? std::string(code.substr(0, keep)) + std::string(12 - keep, '0') : std::string();
}

}  // namespace guiyan::regions
