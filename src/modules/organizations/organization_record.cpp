#include "modules/organizations/organization.hpp"
#include "record/describe.hpp"

namespace guiyan::organizations {

BOOST_DESCRIBE_STRUCT(organization, (),
                      (id, name, kind, uscc, parent_id, parent_name, host_org_id, host_org_name, region_id,
                       region_code, region_name, serves_region_id, serves_region_code, serves_region_name,
                       sector, industry, sector_bureau, level, accredited_on, hospital_level,
                       contact_person_id, contact_person_name, leader_person_id, leader_person_name,
                       founder_person_id, founder_person_name, founded_on, ended_on, flexible, state,
                       created_at, updated_at, row_version))

record::type const& record_of(organization const*) {
    using record::privacy;
    static auto const t = record::describe<organization>(
        "organization",
        {{.name = "id", .personal = privacy::none, .read_only = true},
         {.name = "name", .personal = privacy::none, .required = true, .max_length = 100},
         {.name = "kind", .personal = privacy::none, .required = true, .table = "org_kind"},
         {.name = "uscc", .personal = privacy::none, .max_length = 18, .form = "uscc"},
         {.name = "parent_id", .personal = privacy::none},
         {.name = "parent_name", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "host_org_id", .personal = privacy::none},
         {.name = "host_org_name", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "region_id", .personal = privacy::none, .read_only = true},
         {.name = "region_code",
          .personal = privacy::none,
          .required = true,
          .stored = false,
          .form = "region_code"},
         {.name = "region_name", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "serves_region_id", .personal = privacy::none, .read_only = true},
         {.name = "serves_region_code", .personal = privacy::none, .stored = false, .form = "region_code"},
         {.name = "serves_region_name", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "sector", .personal = privacy::none, .table = "sector"},
         {.name = "industry", .personal = privacy::none, .table = "industry"},
         {.name = "sector_bureau", .personal = privacy::none},
         {.name = "level", .personal = privacy::none, .table = "org_level"},
         {.name = "accredited_on", .personal = privacy::none},
         {.name = "hospital_level", .personal = privacy::none, .max_length = 2},
         {.name = "contact_person_id", .personal = privacy::career},
         {.name = "contact_person_name", .personal = privacy::identity, .read_only = true, .stored = false},
         {.name = "leader_person_id", .personal = privacy::career},
         {.name = "leader_person_name", .personal = privacy::identity, .read_only = true, .stored = false},
         {.name = "founder_person_id", .personal = privacy::career},
         {.name = "founder_person_name", .personal = privacy::identity, .read_only = true, .stored = false},
         {.name = "founded_on", .personal = privacy::none},
         {.name = "ended_on", .personal = privacy::none},
         {.name = "flexible", .personal = privacy::none},
         {.name = "state", .personal = privacy::none, .read_only = true},
         {.name = "created_at", .personal = privacy::none, .read_only = true},
         {.name = "updated_at", .personal = privacy::none, .read_only = true},
         {.name = "row_version", .personal = privacy::none, .read_only = true}});
    return t;
}

namespace {

std::string_view said_of_kind(codes::code_tables const& codes, std::string_view kind,
                              std::string_view column) {
    auto const* row = codes.find("org_kind", kind);
    if (!row) return {};
    auto const at = row->other.find(column);
    return at == row->other.end() ? std::string_view() : std::string_view(at->second);
}

bool is_hospital_level(std::string_view s) {
    return s.size() == 2 && s[0] >= '1' && s[0] <= '3' && s[1] >= 'A' && s[1] <= 'C';
}

}  // namespace

bool is_group(codes::code_tables const& codes, std::string_view kind) {
    return said_of_kind(codes, kind, "standing") == "group";
}

std::vector<field_error> settle(organization const& o, codes::code_tables const& codes) {
    std::vector<field_error> out;
    text_args const kind{{"kind", codes.name("org_kind", o.kind)}};
    if (!o.uscc && said_of_kind(codes, o.kind, "uscc") == "required")
        out.push_back({"/uscc", "organizations.uscc_required", kind});
    if (is_group(codes, o.kind) && !o.serves_region_code)
        out.push_back({"/serves_region_code", "organizations.area_required", kind});
    if (o.hospital_level && (o.kind != "hospital" || !is_hospital_level(*o.hospital_level)))
        out.push_back({"/hospital_level", "organizations.hospital_level", {}});
    if (o.founded_on && o.ended_on && *o.ended_on < *o.founded_on)
        out.push_back({"/ended_on", "error.range_reversed", {}});
    return out;
}

}  // namespace guiyan::organizations
