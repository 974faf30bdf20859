#include "modules/accounts/account.hpp"
#include "record/plain.hpp"

namespace guiyan::accounts {

using record::privacy;

BOOST_DESCRIBE_STRUCT(account, (),
                      (id, login, display_name, unit_name, holder_id_number, person_id, account_class, state,
                       locked_until, must_change_password, two_factor, created_at, updated_at, row_version))
BOOST_DESCRIBE_STRUCT(account_grant, (),
                      (id, account_id, account_name, login, role, role_name, region_code, region_name, state,
                       valid_to, proposed_by_name, proposed_by, proposed_at, decided_by_name, decided_at,
                       reason, row_version))
BOOST_DESCRIBE_STRUCT(role, (), (code, name, name_en, account_class, levels, permissions))

record::type const& record_of(account const*) {
    static auto const t = record::describe<account>(
        "account",
        {{.name = "id", .personal = privacy::none, .read_only = true},
         {.name = "login",
          .personal = privacy::identity,
          .required = true,
          .max_length = 64,
          .form = "login"},
         {.name = "display_name", .personal = privacy::identity, .required = true, .max_length = 40},
         {.name = "unit_name", .personal = privacy::career, .required = true, .max_length = 60},
         {.name = "holder_id_number",
          .personal = privacy::number,
          .stored = false,
          .sealed = true,
          .max_length = 18,
          .form = "id_number"},
         {.name = "person_id", .personal = privacy::identity},
         {.name = "account_class", .personal = privacy::none, .max_length = 40},
         {.name = "state", .personal = privacy::none, .read_only = true},
         {.name = "locked_until", .personal = privacy::none, .read_only = true},
         {.name = "must_change_password", .personal = privacy::none, .read_only = true},
         {.name = "two_factor", .personal = privacy::none, .read_only = true},
         {.name = "created_at", .personal = privacy::none, .read_only = true},
         {.name = "updated_at", .personal = privacy::none, .read_only = true},
         {.name = "row_version", .personal = privacy::none, .read_only = true}});
    return t;
}

record::type const& record_of(account_grant const*) {
    static auto const t = record::describe<account_grant>(
        "account_grant", {{.name = "id", .personal = privacy::none, .read_only = true},
                          {.name = "account_id", .personal = privacy::none, .required = true},
                          {.name = "account_name", .personal = privacy::identity, .read_only = true},
                          {.name = "login", .personal = privacy::identity, .read_only = true},
                          {.name = "role", .personal = privacy::none, .required = true, .table = "role"},
                          {.name = "role_name", .personal = privacy::none, .read_only = true},
                          {.name = "region_code", .personal = privacy::none, .form = "region_code"},
                          {.name = "region_name", .personal = privacy::none, .read_only = true},
                          {.name = "state", .personal = privacy::none, .read_only = true},
                          {.name = "valid_to", .personal = privacy::none},
                          {.name = "proposed_by_name", .personal = privacy::identity, .read_only = true},
                          {.name = "proposed_by", .personal = privacy::none, .read_only = true},
                          {.name = "proposed_at", .personal = privacy::none, .read_only = true},
                          {.name = "decided_by_name", .personal = privacy::identity, .read_only = true},
                          {.name = "decided_at", .personal = privacy::none, .read_only = true},
                          {.name = "reason", .personal = privacy::none, .max_length = 200},
                          {.name = "row_version", .personal = privacy::none, .read_only = true}});
    return t;
}

record::type const& record_of(role const*) {
    static auto const t = record::describe_plain<role>("role");
    return t;
}

}  // namespace guiyan::accounts
