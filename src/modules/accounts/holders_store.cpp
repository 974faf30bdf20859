#include <algorithm>

#include "base/text.hpp"
#include "modules/accounts/holders.hpp"

namespace guiyan::accounts {
namespace {

std::vector<right_holder> of_roles(db::connection& c, std::vector<std::string> const& roles, date today,
                                   std::string_view except_person) {
    std::vector<right_holder> out;
    auto const day = today.iso();
    for (auto const& role : roles)
        c.each(
            "SELECT g.account_id, g.region_code FROM account_grant g JOIN account a ON a.id = g.account_id "
            "WHERE "
            "g.role = $1 AND g.state = 'active' AND (g.valid_to IS NULL OR g.valid_to >= $2) AND a.state <> "
            "'disabled' AND a.person_key <> $3 ORDER BY g.account_id, g.id",
            {std::string_view(role), std::string_view(day), except_person}, [&](db::row const& r) {
                out.push_back({r.integer(0), std::string(r.text(1))});
                return true;
            });
    return out;
}

/// Those at the place, else at the next one above it where there is one. Village 12 digits, township 9,
/// county 6, city 4, province 2.
std::vector<std::int64_t> nearest(std::vector<right_holder> const& all, std::string_view region_code,
                                  std::initializer_list<std::size_t> levels) {
    std::vector<std::int64_t> out;
    for (auto const keep : levels) {
        auto const at = std::string(region_code.substr(0, keep)) + std::string(12 - keep, '0');
        for (auto const& holder : all)
            if (holder.region_code == at) out.push_back(holder.account_id);
        if (!out.empty()) break;
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace

std::vector<right_holder> holders_of(db::connection& c, codes::code_tables const& codes,
                                     std::string_view right, date today, std::string_view except_person,
                                     std::vector<std::string> const& bodies) {
    auto wanted = [&](terms::item const& role) {
        auto const at = role.other.find("body");
        return bodies.empty() || (at != role.other.end() &&
                                  std::find(bodies.begin(), bodies.end(), at->second) != bodies.end());
    };
    std::vector<std::string> roles;
    for (auto const* row : codes.rows("role"))
        if (auto const at = row->other.find("permissions"); at != row->other.end()) {
            auto const all = split(at->second, '|');
            if (wanted(*row) && std::find(all.begin(), all.end(), right) != all.end())
                roles.push_back(row->code);
        }
    return of_roles(c, roles, today, except_person);
}

std::vector<std::int64_t> nearest_holders(db::connection& c, codes::code_tables const& codes,
                                          std::string_view right, std::string_view region_code, date today,
                                          std::string_view except_person,
                                          std::vector<std::string> const& bodies) {
    return nearest(holders_of(c, codes, right, today, except_person, bodies), region_code, {12, 9, 6});
}

std::vector<std::int64_t> nearest_of_body(db::connection& c, codes::code_tables const& codes,
                                          std::string_view body, std::string_view region_code, date today) {
    std::vector<std::string> roles;
    for (auto const* row : codes.rows("role"))
        if (auto const at = row->other.find("body"); at != row->other.end() && at->second == body)
            roles.push_back(row->code);
    return nearest(of_roles(c, roles, today, ""), region_code, {12, 9, 6, 4, 2});
}

std::vector<personal_account> personal_accounts(db::connection& c) {
    std::vector<personal_account> out;
    c.each(
        "SELECT id, person_id FROM account WHERE person_id IS NOT NULL AND state <> 'disabled' ORDER BY id",
        {}, [&](db::row const& r) {
            out.push_back({r.integer(0), r.integer(1)});
            return true;
        });
    return out;
}

}  // namespace guiyan::accounts
