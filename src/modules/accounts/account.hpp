#pragma once
// P1 账号与授权: a login of one natural person, and what it may do where. A grant takes effect when another
// person confirms it; the three officers (三员) exclude each other and business by a constraint of the
// database.

#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/date.hpp"
#include "base/id.hpp"
#include "record/field.hpp"

namespace guiyan::accounts {

using account_id = id<struct account_tag>;
using grant_id = id<struct grant_tag>;
using session_id = id<struct session_tag>;
using person_id = id<struct person_tag>;  ///< of the people room, which stands above this one

struct account {
    account_id id;
    std::string login;
    std::string display_name;
    std::string unit_name;
    /// ID number of the holder; only a digest of it is kept, to see that two accounts are one person's.
    std::optional<std::string> holder_id_number;
    /// The person of the bank who holds it (人才本人): what he sees and logs is what concerns himself.
    accounts::person_id person_id;
    std::string account_class = "business";  ///< business, system_officer, security_officer, audit_officer
    std::string state = "active";            ///< active, locked, disabled
    std::optional<instant> locked_until;
    bool must_change_password = true;
    bool two_factor = false;
    instant created_at{};
    instant updated_at{};
    std::int64_t row_version = 0;
};

struct account_grant {
    grant_id id;
    accounts::account_id account_id;
    std::string account_name;
    std::string login;
    std::string role;
    std::string role_name;
    std::string region_code;  ///< "" for the three officers
    std::string region_name;
    std::string state = "proposed";  ///< proposed, active, rejected, revoked
    std::optional<date> valid_to;
    std::string proposed_by_name;
    accounts::account_id proposed_by;
    instant proposed_at{};
    std::optional<std::string> decided_by_name;
    std::optional<instant> decided_at;
    std::string reason;
    std::int64_t row_version = 0;
};

/// A row of terms/role.csv: rights are data.
struct role {
    std::string code;
    std::string name;
    std::string name_en;
    std::string account_class;
    std::vector<std::string> levels;  ///< levels of places it can be granted for
    std::vector<std::string> permissions;
};

record::type const& record_of(account const*);
record::type const& record_of(account_grant const*);
record::type const& record_of(role const*);

}  // namespace guiyan::accounts
