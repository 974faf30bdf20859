#pragma once
// For tests of what belongs to accounts: a database made by the real migrations, with rows of accounts in it.

#include <doctest/doctest.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <string>

#include "db/migrate.hpp"
#include "db/test_engines.hpp"

namespace guiyan::testing {

inline void add_account(db::database& database, std::int64_t id, std::string const& login,
                        std::string const& name) {
    auto const added = database.write<done>(actor(), [&](db::transaction& tx) -> result<done> {
        tx.sql.execute(
            "INSERT INTO account (id, login, display_name, unit_name, person_key, account_class, "
            "password_hash, "
            "password_changed_at, must_change_password, state, failed, totp_last_step, language, type_size, "
            "shortcuts, created_at, created_by, updated_at, row_version) VALUES ($1, $2, $3, '', $2, "
            "'business', "
            "'', '', 0, 'active', 0, 0, 'zh-CN', 'standard', 1, '', 0, '', 1)",
            {id, std::string_view(login), std::string_view(name)});
        tx.housekeeping();
        return done{};
    });
    REQUIRE(added);
}

struct account_rows {
    explicit account_rows(db::engine kind = db::engine::sqlite) : place(kind) {
        spdlog::set_level(spdlog::level::critical);
        auto where = place.where();
        where.migrations = db::read_migrations("migrations");
        database = db::database::open(where, time, db::testing::test_chain());
    }

    static actor account_actor(std::int64_t id) {
        actor who;
        who.account_id = id;
        who.login = "clerk";
        who.display_name = "李敏";
        return who;
    }

    void add_account(std::int64_t id, std::string const& login, std::string const& name) const {
        testing::add_account(*database, id, login, name);
    }

    fixed_clock time{*parse_instant("2026-11-21T06:00:00.000Z")};
    db::testing::installation place;
    std::unique_ptr<db::database> database;
};

}  // namespace guiyan::testing
