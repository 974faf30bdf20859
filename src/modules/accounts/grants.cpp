#include <algorithm>

#include "modules/accounts/accounts.hpp"

namespace guiyan::accounts {
namespace {

/// Level of a 12-digit code by its trailing zeros: 1 province … 5 village.
std::string level_of(std::string_view code) {
    constexpr std::size_t digits[] = {9, 6, 4, 2};
    int level = 5;
    for (auto const keep : digits) {
        if (code.substr(keep).find_first_not_of('0') != code.npos) break;
        --level;
    }
    return std::to_string(level);
}

/// A role whose rights speak of what concerns oneself is held by somebody who is in the bank.
bool is_of_a_person(role const& r) {
    return std::any_of(r.permissions.begin(), r.permissions.end(),
                       [](std::string const& p) { return p.ends_with(".own"); });
}

}  // namespace

result<done> accounts::check_holder(db::connection& c, account const& a, std::string_view asked) const {
    if (!a.person_id) return done{};
    auto const nobody = fail_field("/person_id", "accounts.no_such_person", {{"name", a.display_name}});
    auto const found = holder_in_bank_ ? holder_in_bank_(c, a.person_id) : std::nullopt;
    if (!found || found->name != a.display_name || a.account_class != "business") return nobody;
    auto county = [](std::string_view code) { return code.substr(0, 6); };
    if (!asked.empty() && county(asked) != county(found->region_code)) return nobody;
    if (a.id)
        for (auto const& g : account_store::grants(c, a.id, ""))
            if ((g.state == "active" || g.state == "proposed") && level_of(g.region_code) >= "3" &&
                county(g.region_code) != county(found->region_code))
                return nobody;
    return done{};
}

result<done> accounts::check_person_change(db::connection& c, account const& a) const {
    for (auto const& g : account_store::grants(c, a.id, ""))
        if (auto const* r = role_of(g.role);
            r && is_of_a_person(*r) && (g.state == "active" || g.state == "proposed"))
            return fail_field("/person_id", "accounts.person_in_use");
    return check_holder(c, a);
}

std::vector<role> accounts::roles() const {
    return roles_;
}

std::vector<account_grant> accounts::grants(account_id account, std::string const& state) const {
    auto out = db_.query([&](db::connection& c) { return account_store::grants(c, account, state); });
    for (auto& g : out) g.role_name = codes_.name("role", g.role);
    return out;
}

result<account_grant> accounts::propose(actor const& who, account_grant g) {
    auto const* r = role_of(g.role);
    if (!r) return fail_field("/role", "error.unknown_code", {{"code", g.role}});
    auto const holder = db_.query([&](db::connection& c) { return account_store::by_id(c, g.account_id); });
    if (!holder) return fail_field("/account_id", "error.not_found");
    if (holder->account_class != r->account_class) return fail_field("/role", "accounts.grant.wrong_class");
    if (r->account_class == "business" && g.region_code.empty())
        return fail_field("/region_code", "error.required");
    if (r->account_class != "business" && !g.region_code.empty())
        return fail_field("/region_code", "accounts.grant.no_place");
    if (!g.region_code.empty()) {
        if (std::find(r->levels.begin(), r->levels.end(), level_of(g.region_code)) == r->levels.end())
            return fail_field("/region_code", "accounts.grant.wrong_level");
        // The first grant of a county comes before its divisions: whoever has it loads them.
        if (!db_.query([&](db::connection& c) { return account_store::may_be_a_place(c, g.region_code); }))
            return fail_field("/region_code", "people.unknown_place", {{"code", g.region_code}});
    }
    if (holder->id.value == who.account_id || holder->person_key == who.person_key)
        return fail(fault::refused, "accounts.not_yourself");
    auto id = db_.write<grant_id>(who, [&](db::transaction& tx) -> result<grant_id> {
        if (is_of_a_person(*r)) {
            auto const account = account_store::find(tx.sql, g.account_id);
            if (!account->person_id) return fail_field("/account_id", "accounts.grant.needs_person");
            if (auto ok = check_holder(tx.sql, *account, g.region_code); !ok)
                return fail_field("/region_code", "accounts.grant.other_county");
        }
        for (auto const& have : account_store::grants(tx.sql, g.account_id, ""))
            if ((have.state == "active" || have.state == "proposed") && have.role == g.role &&
                have.region_code == g.region_code)
                return fail(fault::conflict, "accounts.grant.twice");
        g.id = grant_id{tx.mint()};
        g.state = "proposed";
        g.proposed_by = guiyan::accounts::account_id{who.account_id};
        account_store::insert_grant(tx, g, holder->account_class);
        tx.record({.what = "proposed",
                   .entity = "account_grant",
                   .entity_id = g.id.value,
                   .label = holder->display_name + " " + r->name,
                   .changes = {{"role", "", g.role}, {"region_code", "", g.region_code}},
                   .reason = g.reason});
        return g.id;
    });
    if (!id) return fail(id.error());
    auto made = db_.query([&](db::connection& c) { return account_store::grants(c, {}, "", *id); });
    made.front().role_name = r->name;
    return made.front();
}

namespace {

result<account_grant> decide(db::database& database, codes::code_tables const& tables, actor const& who,
                             grant_id id, std::int64_t version, std::string const& from,
                             std::string const& to, std::string const& event, std::string const& reason,
                             bool needs_other_person, std::function<void()> const& changed) {
    auto ok = database.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto const found = account_store::grants(tx.sql, {}, "", id);
        if (found.empty()) return fail(fault::not_found, "error.not_found");
        auto const& g = found.front();
        if (needs_other_person) {
            auto const proposer = account_store::by_id(tx.sql, g.proposed_by);
            auto const holder = account_store::by_id(tx.sql, g.account_id);
            // Persons are counted, not accounts (decision 4); nobody decides on his own rights.
            if (proposer && proposer->person_key == who.person_key)
                return fail(fault::refused, "accounts.grant.other_person");
            if (holder && holder->person_key == who.person_key)
                return fail(fault::refused, "accounts.not_yourself");
        }
        if (g.state != from) return fail(fault::refused, "accounts.grant.decided");
        if (!account_store::decide_grant(tx, id, from, to, reason, version))
            return fail(fault::stale, "error.stale");
        tx.record({.what = event,
                   .entity = "account_grant",
                   .entity_id = id.value,
                   .label = g.account_name + " " + tables.name("role", g.role),
                   .changes = {{"state", from, to}},
                   .reason = reason});
        tx.after_commit(changed);
        return done{};
    });
    if (!ok) return fail(ok.error());
    auto out = database.query([&](db::connection& c) { return account_store::grants(c, {}, "", id); });
    out.front().role_name = tables.name("role", out.front().role);
    return out.front();
}

}  // namespace

result<account_grant> accounts::confirm(actor const& who, grant_id id, std::int64_t version) {
    return decide(db_, codes_, who, id, version, "proposed", "active", "confirmed", "", true,
                  [this] { forget(); });
}

result<account_grant> accounts::reject(actor const& who, grant_id id, std::int64_t version,
                                       std::string const& reason) {
    return decide(db_, codes_, who, id, version, "proposed", "rejected", "rejected", reason, true,
                  [this] { forget(); });
}

result<account_grant> accounts::revoke(actor const& who, grant_id id, std::int64_t version,
                                       std::string const& reason) {
    // Taking a right away is safe: one person is enough, and it works at once.
    return decide(db_, codes_, who, id, version, "active", "revoked", "revoked", reason, false,
                  [this] { forget(); });
}

std::vector<std::string> accounts::kept_places() const {
    return db_.query([](db::connection& c) { return account_store::kept_places(c); });
}

result<account_id> accounts::demo_account(actor const& who, account const& draft, std::string const& password,
                                          std::string const& role_code, std::string const& region_code) {
    auto const* r = role_of(role_code);
    auto made = open_account(who, draft, r->account_class, password);
    if (!made) return fail(made.error());
    auto const id = made->first.id;
    auto ok = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        account_grant g;
        g.id = grant_id{tx.mint()};
        g.account_id = id;
        g.role = role_code;
        g.region_code = region_code;
        g.state = "active";
        g.proposed_by = id;
        g.reason = "demo";
        account_store::insert_grant(tx, g, r->account_class);
        tx.record({.what = "confirmed",
                   .entity = "account_grant",
                   .entity_id = g.id.value,
                   .label = draft.display_name,
                   .reason = "demo"});
        return done{};
    });
    if (!ok) return fail(ok.error());
    return id;
}

}  // namespace guiyan::accounts
