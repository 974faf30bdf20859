#include "db/migrate.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "db/translate.hpp"

namespace guiyan::db {
namespace {

std::string sha256(std::string_view text) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    if (EVP_Digest(text.data(), text.size(), digest, &length, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("OpenSSL gives no SHA-256");
    std::string out;
    for (unsigned i = 0; i < length; ++i) out += fmt::format("{:02x}", digest[i]);
    return out;
}

std::string number_of(std::string_view name) {
    return std::string(name.substr(0, name.find('_')));
}

bool table_exists(connection& sql, std::string_view name) {
    return sql.kind() == engine::sqlite
               ? sql.exists("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1", {name})
               : sql.exists("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1",
                            {name});
}

void check_foreign_keys(session& sql) {
    if (sql.kind() != engine::sqlite) return;  // PostgreSQL checks while it runs
    sql.each("SELECT \"table\", \"parent\", count(*) FROM pragma_foreign_key_check GROUP BY 1, 2", {},
             [](row const& r) -> bool {
                 throw sql_error(failure::foreign_key, fmt::format("{} rows of {} point to no row of {}",
                                                                   r.integer(2), r.text(0), r.text(1)));
             });
}

}  // namespace

std::vector<migration> read_migrations(std::string const& folder) {
    std::vector<migration> out;
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".sql") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        out.push_back({entry.path().stem().string(), text.str()});
    }
    std::ranges::sort(out, {}, &migration::name);
    return out;
}

bool has_schema(connection& sql) {
    return table_exists(sql, "schema_migration");
}

std::vector<migration> pending_migrations(connection& sql, std::vector<migration> const& known) {
    auto pending = known;
    std::ranges::sort(pending, {}, &migration::name);
    for (std::size_t i = 1; i < pending.size(); ++i)
        if (number_of(pending[i - 1].name) == number_of(pending[i].name))
            throw cannot_open(fmt::format("Two migrations carry one number: {} and {}.", pending[i - 1].name,
                                          pending[i].name));
    if (!has_schema(sql)) return pending;

    std::string last;
    sql.each("SELECT name, sha256 FROM schema_migration ORDER BY name", {}, [&](row const& r) {
        std::string const name(r.text(0));
        auto const found = std::ranges::find(pending, name, &migration::name);
        if (found == pending.end()) {
            auto const newest = known.empty() ? std::string("0000")
                                              : number_of(std::ranges::max(known, {}, &migration::name).name);
            if (number_of(name) > newest)
                throw cannot_open(
                    fmt::format("The database is newer than this program: its schema is at {}, the program "
                                "knows it up to {}. Install the newer program.",
                                name, newest));
            throw cannot_open(
                fmt::format("The database has the migration {}, which this program does not know.", name));
        }
        if (r.text(1) != sha256(found->sql))
            throw cannot_open(fmt::format(
                "The migration {} was edited after it had been applied. Put it back as it was and "
                "write the change as a new migration.",
                name));
        last = name;
        pending.erase(found);
        return true;
    });
    if (!pending.empty() && pending.front().name < last)
        throw cannot_open(fmt::format(
            "The migration {} stands before {}, which is applied already. Give it a later number.",
            pending.front().name, last));
    return pending;
}

void apply_migrations(session& sql, std::vector<migration> const& pending, clock const& time) {
    for (auto const& m : pending) {
        try {
            sql.begin_write(std::chrono::seconds(10));
            if (!has_schema(sql))
                sql.script(
                    translate("CREATE TABLE schema_migration (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, "
                              "applied_at TEXT NOT NULL) STRICT",
                              sql.kind()));
            if (sql.exists("SELECT 1 FROM schema_migration WHERE name = $1", {m.name})) {
                sql.rollback();  // a second server ran it while this one waited for its turn
                continue;
            }
            sql.script(translate(m.sql, sql.kind()));
            check_foreign_keys(sql);
            sql.execute("INSERT INTO schema_migration (name, sha256, applied_at) VALUES ($1, $2, $3)",
                        {m.name, sha256(m.sql), format_instant(time.now())});
            sql.commit();
            spdlog::info("Migration {} applied", m.name);
        } catch (sql_error const& e) {
            sql.rollback();
            throw cannot_open(fmt::format("The migration {} failed and was undone: {}", m.name, e.what()));
        } catch (...) {
            sql.rollback();
            throw;
        }
    }
}

}  // namespace guiyan::db
