#pragma once
// Who holds a right: for modules that have to tell those who can act (a notice to approvers). Not for
// deciding whether somebody may: that is the actor's own business.

#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "db/database.hpp"
#include "modules/codes/codes.hpp"

namespace guiyan::accounts {

struct right_holder {
    std::int64_t account_id = 0;
    std::string region_code;  ///< where he holds it
};

/// Accounts with a grant in force on `today` whose role has the right, but for those of one natural person;
/// an account with several grants comes several times. `bodies`: only of these classes of account (county,
/// township …), of all where empty.
std::vector<right_holder> holders_of(db::connection&, codes::code_tables const&, std::string_view right,
                                     date today, std::string_view except_person,
                                     std::vector<std::string> const& bodies = {});

/// Accounts that hold the right at the place itself, else at the nearest place above it where somebody does,
/// up to the county: those who are told that something waits for them.
std::vector<std::int64_t> nearest_holders(db::connection&, codes::code_tables const&, std::string_view right,
                                          std::string_view region_code, date today,
                                          std::string_view except_person,
                                          std::vector<std::string> const& bodies = {});

/// Accounts that act for a body ("township", of the roles' column `body`) at the place or the nearest one
/// above it, up to the province: the township of a village, the county of a township.
std::vector<std::int64_t> nearest_of_body(db::connection&, codes::code_tables const&, std::string_view body,
                                          std::string_view region_code, date today);

/// Accounts that belong to a person of the bank.
struct personal_account {
    std::int64_t account_id = 0;
    std::int64_t person_id = 0;
};
std::vector<personal_account> personal_accounts(db::connection&);

}  // namespace guiyan::accounts
