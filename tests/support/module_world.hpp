#pragma once
// What tests of modules stand on: a real database made by the real migrations, keys, code lists, a county
// with two towns, and actors of it.

#include <doctest/doctest.h>
#include <spdlog/spdlog.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "crypto/keyring.hpp"
#include "db/event_log.hpp"
#include "db/migrate.hpp"
#include "db/test_engines.hpp"
#include "files/sheet.hpp"
#include "modules/codes/codes.hpp"
#include "modules/regions/regions.hpp"
#include "store/vault.hpp"

namespace guiyan::testing {

struct module_world {
    explicit module_world(db::engine kind = db::engine::sqlite) : place(kind) {
        spdlog::set_level(spdlog::level::critical);
        auto where = place.where();
        where.migrations = db::read_migrations("migrations");
        database = db::database::open(where, time, db::testing::test_chain());
        places = std::make_unique<regions::regions>(*database, vault, codes);
        auto const path = folder.path() + "/divisions.csv";
        std::ofstream(path) << "code,name\n"
                               "410000000000,河南省\n"
                               "410100000000,郑州市\n"
                               "410105000000,金水区\n"
                               "411100000000,漯河市\n"
                               "411122000000,临颍县\n"
                               "411122102000,繁城回族镇\n"
                               "411122102200,城上村委会\n"
                               "411122108000,王孟镇\n"
                               "411122108200,高宗寨村委会\n";
        auto book = files::open_workbook(path);
        REQUIRE(book);
        auto const imported = places->import_file(of_area("", {}), **book, "divisions.csv", {.commit = true});
        REQUIRE(imported);
        REQUIRE(imported->problems.empty());
    }

    /// An actor of one place, by the prefix of its code.
    static actor of_area(std::string prefix, std::vector<std::string> permissions, std::int64_t account = 1) {
        actor who;
        who.account_id = account;
        who.login = "clerk";
        who.display_name = "李敏";
        who.unit_name = "王孟镇";
        who.role = "township_officer";
        who.permissions = std::move(permissions);
        who.areas = {{std::move(prefix)}};
        return who;
    }

    std::vector<db::event_row> trail(std::string_view entity) const {
        std::vector<db::event_row> out;
        database->read([&](db::connection& c) {
            db::each_event(c, 0, [&](db::event_row const& e) {
                if (e.entity == entity) out.push_back(e);
                return true;
            });
        });
        return out;
    }

    db::testing::scratch_folder folder;
    fixed_clock time{*parse_instant("2026-11-21T06:00:00.000Z")};
    db::testing::installation place;
    crypto::keyring keys = crypto::keyring::in_memory(crypto::suite::sm);
    store::vault vault{keys};
    terms::library library = terms::library::of_folder("terms");
    codes::code_tables codes{library};
    std::unique_ptr<db::database> database;
    std::unique_ptr<regions::regions> places;
};

/// "/name /uscc" of an error's fields, in order.
inline std::string paths_of(error const& e) {
    std::string out;
    for (auto const& f : e.fields) out += (out.empty() ? "" : " ") + f.path;
    return out;
}

}  // namespace guiyan::testing
