#include "modules/accounts/accounts.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "crypto/hash.hpp"
#include "crypto/random.hpp"

namespace guiyan::accounts {
namespace {

std::string said(person_id id) {
    return id ? to_string(id) : std::string();
}

}  // namespace

accounts::accounts(db::database& database, store::vault const& v, codes::code_tables const& tables,
                   clock const& time, crypto::password_hasher& hasher, login_rules rules)
    : db_(database), vault_(v), codes_(tables), clock_(time), hasher_(hasher), rules_(rules) {
    auto list_of = [](std::string const& text) {
        std::vector<std::string> out;
        for (auto const part : split(text, '|'))
            if (!part.empty()) out.emplace_back(part);
        return out;
    };
    for (auto const* row : codes_.rows("role")) {
        auto column = [&](char const* name) {
            auto const at = row->other.find(name);
            return at == row->other.end() ? std::string() : at->second;
        };
        roles_.push_back({row->code, row->name, column("name_en"), column("class"), list_of(column("levels")),
                          list_of(column("permissions"))});
    }
}

crypto::password_policy accounts::policy() const {
    return crypto::password_policy::named(
        db_.query([](db::connection& c) { return account_store::setting(c, "password_policy"); }));
}

std::string accounts::system_name() const {
    return db_.query([](db::connection& c) { return account_store::setting(c, "system_name"); });
}

result<done> accounts::name_system(actor const& who, std::string const& name) {
    return db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        account_store::set_setting(tx, "system_name", name);
        tx.record({.what = "changed",
                   .entity = "setting",
                   .label = "system_name",
                   .changes = {{"text", "", name}}});
        return done{};
    });
}

std::string accounts::person_key(account const& a) const {
    // Without an ID number two accounts count as two persons, except when name and unit are the same.
    if (a.holder_id_number) return vault_.blind("account.holder", *a.holder_id_number);
    return vault_.blind("account.holder_name", a.display_name + "\n" + a.unit_name);
}

result<done> accounts::check_password(std::string const& password, account const& a,
                                      std::string_view path) const {
    auto wrong =
        crypto::password_violations(policy(), password, {a.login, a.display_name, {a.unit_name}}, path);
    if (wrong.empty()) return done{};
    return fail(error{fault::invalid, "error.invalid", {}, std::move(wrong), {}});
}

bool accounts::setup_needed() const {
    return db_.query([](db::connection& c) { return account_store::count(c) == 0; });
}

std::string accounts::new_setup_code() {
    std::lock_guard lock(door_guard_);
    setup_tries_ = 0;
    return setup_code_ = crypto::one_time_code();
}

result<done> accounts::set_up(actor const& from, setup_request const& asked) {
    if (!setup_needed()) return fail(fault::not_found, "error.not_found");
    {
        std::lock_guard lock(door_guard_);
        if (setup_code_.empty() || setup_tries_ >= 10)
            return fail(fault::too_many, "accounts.setup.too_many");
        auto const typed = crypto::read_one_time_code(asked.code);
        if (!typed || *typed != setup_code_) {
            ++setup_tries_;
            return fail_field("/code", "accounts.setup.wrong_code");
        }
    }
    static constexpr std::string_view needed[] = {"system_officer", "security_officer", "audit_officer"};
    error wrong{fault::invalid, "error.invalid", {}, {}, {}};
    for (auto const role : needed)
        if (std::count_if(asked.officers.begin(), asked.officers.end(),
                          [&](auto const& o) { return o.role == role; }) != 1)
            wrong.fields.push_back({"/officers", "accounts.setup.three_officers", {}});
    for (std::size_t i = 0; i < asked.officers.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            auto const where = "/officers/" + std::to_string(i);
            if (asked.officers[i].login == asked.officers[j].login)
                wrong.fields.push_back({where + "/login", "accounts.login_taken", {}});
            if (asked.officers[i].display_name == asked.officers[j].display_name)
                wrong.fields.push_back({where + "/display_name", "accounts.setup.three_persons", {}});
        }
    std::vector<account> officers;
    std::vector<std::string> hashes;
    for (std::size_t i = 0; i < asked.officers.size(); ++i) {
        auto const& o = asked.officers[i];
        account a;
        a.login = o.login;
        a.display_name = o.display_name;
        a.unit_name = codes_.name("role", o.role);
        a.account_class = o.role;
        a.must_change_password = false;
        auto const path = "/officers/" + std::to_string(i) + "/password";
        if (auto ok = check_password(o.password, a, path); !ok)
            wrong.fields.insert(wrong.fields.end(), ok.error().fields.begin(), ok.error().fields.end());
        officers.push_back(std::move(a));
    }
    if (!wrong.fields.empty()) return fail(std::move(wrong));
    for (auto const& o : asked.officers) {
        auto hash = hasher_.hash(o.password);
        if (!hash) return fail(hash.error());
        hashes.push_back(std::move(*hash));
    }
    return db_.write<done>(from, [&](db::transaction& tx) -> result<done> {
        if (account_store::count(tx.sql)) return fail(fault::not_found, "error.not_found");
        std::vector<account_id> ids;
        for (std::size_t i = 0; i < officers.size(); ++i) {
            officers[i].id = account_id{tx.mint()};
            account_store::insert(tx, officers[i], person_key(officers[i]), hashes[i]);
            tx.record({.what = "created",
                       .entity = "account",
                       .entity_id = officers[i].id.value,
                       .label = officers[i].display_name,
                       .reason = "setup"});
            account_grant g;
            g.id = grant_id{tx.mint()};
            g.account_id = officers[i].id;
            g.role = officers[i].account_class;
            g.state = "active";
            g.proposed_by = officers[i].id;
            g.reason = "setup";
            account_store::insert_grant(tx, g, officers[i].account_class);
        }
        account_store::set_setting(tx, "system_name", asked.system_name);
        {
            std::lock_guard lock(door_guard_);
            setup_code_.clear();
        }
        return done{};
    });
}

std::vector<account> accounts::list() const {
    return db_.query([](db::connection& c) { return account_store::list(c); });
}

result<account> accounts::find(account_id id) const {
    auto found = db_.query([&](db::connection& c) { return account_store::find(c, id); });
    if (!found) return fail(fault::not_found, "error.not_found");
    return std::move(*found);
}

result<std::pair<account, std::string>> accounts::open_account(actor const& who, account draft,
                                                               std::string account_class,
                                                               std::optional<std::string> password) {
    if (std::none_of(roles_.begin(), roles_.end(),
                     [&](role const& r) { return r.account_class == account_class; }))
        return fail_field("/account_class", "error.unknown_code", {{"code", account_class}});
    draft.account_class = std::move(account_class);
    draft.must_change_password = !password;
    std::string const first = password ? *password : crypto::random_password();
    auto hash = hasher_.hash(first);
    if (!hash) return fail(hash.error());
    auto id = db_.write<account_id>(who, [&](db::transaction& tx) -> result<account_id> {
        if (account_store::by_login(tx.sql, draft.login)) return fail_field("/login", "accounts.login_taken");
        if (auto ok = check_holder(tx.sql, draft); !ok) return fail(ok.error());
        auto const person = person_key(draft);
        if (draft.account_class != "business" && account_store::holds_an_office(tx.sql, person))
            return fail_field("/holder_id_number", "accounts.one_office");
        draft.id = account_id{tx.mint()};
        account_store::insert(tx, draft, person, *hash);
        tx.record({.what = "created",
                   .entity = "account",
                   .entity_id = draft.id.value,
                   .label = draft.display_name,
                   .changes = {{"login", "", draft.login},
                               {"unit_name", "", draft.unit_name},
                               {"person_id", "", said(draft.person_id)}}});
        return draft.id;
    });
    if (!id) return fail(id.error());
    auto made = find(*id);
    if (!made) return fail(made.error());
    return std::pair(std::move(*made), first);
}

result<account> accounts::amend(actor const& who, account_id id, std::int64_t version, account changed) {
    auto ok = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto const have = account_store::find(tx.sql, id);
        if (!have) return fail(fault::not_found, "error.not_found");
        if (auto const other = account_store::by_login(tx.sql, changed.login); other && other->id != id)
            return fail_field("/login", "accounts.login_taken");
        changed.id = id;
        if (changed.person_id != have->person_id)
            if (auto fits = check_person_change(tx.sql, changed); !fits) return fits;
        if (!account_store::amend(tx, changed, version)) return fail(fault::stale, "error.stale");
        tx.record({.what = "changed",
                   .entity = "account",
                   .entity_id = id.value,
                   .label = changed.display_name,
                   .changes = {{"login", have->login, changed.login},
                               {"display_name", have->display_name, changed.display_name},
                               {"unit_name", have->unit_name, changed.unit_name},
                               {"person_id", said(have->person_id), said(changed.person_id)}}});
        tx.after_commit([this] { forget(); });
        return done{};
    });
    if (!ok) return fail(ok.error());
    return find(id);
}

result<account> accounts::set_state(actor const& who, account_id id, std::int64_t version,
                                    std::string const& state, std::string const& reason) {
    if (id.value == who.account_id) return fail(fault::refused, "accounts.not_yourself");
    auto ok = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto const have = account_store::find(tx.sql, id);
        if (!have) return fail(fault::not_found, "error.not_found");
        if (!account_store::set_state(tx, id, state, version)) return fail(fault::stale, "error.stale");
        if (state != "active") account_store::end_sessions_of(tx, id, 0);
        tx.record({.what = state == "active" ? "unlocked" : state,
                   .entity = "account",
                   .entity_id = id.value,
                   .label = have->display_name,
                   .changes = {{"state", have->state, state}},
                   .reason = reason});
        tx.after_commit([this] { forget(); });
        return done{};
    });
    if (!ok) return fail(ok.error());
    return find(id);
}

result<std::string> accounts::reset_password(actor const& who, account_id id) {
    if (id.value == who.account_id) return fail(fault::refused, "accounts.not_yourself");
    auto const fresh = crypto::random_password();
    auto hash = hasher_.hash(fresh);
    if (!hash) return fail(hash.error());
    return db_.write<std::string>(who, [&](db::transaction& tx) -> result<std::string> {
        auto const have = account_store::find(tx.sql, id);
        if (!have) return fail(fault::not_found, "error.not_found");
        account_store::set_password(tx, id, *hash, true);
        account_store::clear_failures(tx, id);
        account_store::end_sessions_of(tx, id, 0);
        tx.record({.what = "password_reset",
                   .entity = "account",
                   .entity_id = id.value,
                   .label = have->display_name});
        tx.after_commit([this] { forget(); });
        return fresh;
    });
}

account_rules accounts::rules() const {
    return {db_.query([](db::connection& c) { return account_store::setting(c, "two_factor"); }) == "asked"};
}

result<account_rules> accounts::set_rules(actor const& who, account_rules const& asked) {
    auto const before = rules();
    auto ok = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        account_store::set_setting(tx, "two_factor", asked.two_factor_asked ? "asked" : "offered");
        tx.record({.what = "changed",
                   .entity = "setting",
                   .label = "two_factor",
                   .changes = {{"two_factor_asked", before.two_factor_asked ? "1" : "0",
                                asked.two_factor_asked ? "1" : "0"}}});
        tx.after_commit([this] { forget(); });
        return done{};
    });
    if (!ok) return fail(ok.error());
    return rules();
}

}  // namespace guiyan::accounts
