#include "modules/schemes/running_scheme.hpp"
#include "record/plain.hpp"

namespace guiyan::schemes {

BOOST_DESCRIBE_STRUCT(running_scheme, (),
                      (id, pack_id, pack_edition, pack_name, name, region_id, region_code, region_name,
                       lead_org_id, lead_org_name, starts_on, ends_on, state, created_at, updated_at,
                       row_version))
BOOST_DESCRIBE_STRUCT(edition_span, (), (pack_edition, from_on, reason, set_at, set_by_name))
BOOST_DESCRIBE_STRUCT(param_value, (), (name, value, from_on, reason, set_at, set_by_name))

record::type const& record_of(running_scheme const*) {
    static auto const t = record::describe_plain<running_scheme>(
        "scheme", {{.name = "id", .read_only = true},
                   {.name = "pack_id", .required = true, .max_length = 60},
                   {.name = "pack_edition", .required = true, .max_length = 20},
                   {.name = "pack_name", .read_only = true, .stored = false},
                   {.name = "name", .required = true, .max_length = 100},
                   {.name = "region_id", .read_only = true},
                   {.name = "region_code", .required = true, .stored = false, .form = "region_code"},
                   {.name = "region_name", .read_only = true, .stored = false},
                   {.name = "lead_org_name", .read_only = true, .stored = false},
                   {.name = "starts_on", .required = true},
                   {.name = "state", .read_only = true},
                   {.name = "created_at", .read_only = true},
                   {.name = "updated_at", .read_only = true},
                   {.name = "row_version", .read_only = true}});
    return t;
}

record::type const& record_of(edition_span const*) {
    static auto const t = record::describe_plain<edition_span>("scheme_edition");
    return t;
}

record::type const& record_of(param_value const*) {
    static auto const t = record::describe_plain<param_value>(
        "scheme_param", {{.name = "name", .required = true, .max_length = 60},
                         {.name = "value", .required = true, .max_length = 200},
                         {.name = "from_on", .required = true},
                         {.name = "reason", .required = true, .max_length = 300},
                         {.name = "set_at", .read_only = true},
                         {.name = "set_by_name", .read_only = true}});
    return t;
}

}  // namespace guiyan::schemes
