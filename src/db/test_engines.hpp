#pragma once
// For tests: a fresh database of either engine. SQLite lies in a folder of its own; PostgreSQL is the server
// of GUIYAN_TEST_POSTGRES (a URL) or one that is started here once per test program, with a schema of its own
// for each database.

#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>

#include "db/database.hpp"
#include "db/postgres.hpp"

namespace guiyan::db::testing {

/// A folder that goes with its object; in memory where the system has room there.
class scratch_folder {
public:
    scratch_folder() {
        std::error_code failed;
        std::filesystem::path base = "/dev/shm";
        auto const room = std::filesystem::space(base, failed);
        if (failed || room.available < (std::uintmax_t(1) << 30))
            base = std::filesystem::temp_directory_path();
        std::string name = (base / "guiyan_test_XXXXXX").string();
        if (!::mkdtemp(name.data())) throw std::runtime_error("no folder for a test under " + base.string());
        path_ = name;
    }
    ~scratch_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    scratch_folder(scratch_folder const&) = delete;
    std::string const& path() const { return path_; }

private:
    std::string path_;
};

/// A PostgreSQL server on a socket in a folder of its own, stopped at the end of the program.
class postgres_server {
public:
    postgres_server() {
        auto const data = folder_.path() + "/data";
        auto const log = folder_.path() + "/log";
        // The server refuses to run as root; Debian has a user for it.
        if (::geteuid() == 0) {
            as_ = "runuser -u postgres -- ";
            call("chown postgres " + folder_.path());
        }
        call(fmt::format("{}{}initdb -D {} -U guiyan -A trust -E UTF8 --locale=C.UTF-8 --no-sync", as_,
                         programs(), data));
        call(fmt::format(
            "{}{}pg_ctl -D {} -l {} -w -t 60 -o \"-c listen_addresses= -c unix_socket_directories={} "
            "-c max_connections=100\" start",
            as_, programs(), data, log, folder_.path()));
        url_ = "postgresql://guiyan@/postgres?host=" + folder_.path();
    }
    ~postgres_server() {
        // A forked child of a test leaves the server to its parent.
        if (::getpid() != owner_) return;
        try {
            call(fmt::format("{}{}pg_ctl -D {}/data -m immediate -w stop", as_, programs(), folder_.path()));
        } catch (std::exception const&) {
            // The folder goes in any case.
        }
    }
    std::string const& url() const { return url_; }

private:
    static std::string programs() {
        for (auto const* folder :
             {"/usr/lib/postgresql/17/bin/", "/usr/lib/postgresql/16/bin/", "/usr/lib/postgresql/15/bin/"})
            if (std::filesystem::exists(std::string(folder) + "initdb")) return folder;
        return "";
    }
    void call(std::string const& command) {
        auto const output = folder_.path() + "_output";
        int const status = std::system(fmt::format("cd / && {} >{} 2>&1", command, output).c_str());
        std::ifstream in(output);
        std::string const said((std::istreambuf_iterator<char>(in)), {});
        std::filesystem::remove(output);
        if (status != 0) throw std::runtime_error(fmt::format("{}\n{}", command, said));
    }

    scratch_folder folder_;
    pid_t owner_ = ::getpid();
    std::string as_, url_;
};

/// URL of a PostgreSQL server for tests; starts one at the first call. Throws when there is none to start.
inline std::string const& postgres_url() {
    static std::string const url = [] {
        if (char const* given = std::getenv("GUIYAN_TEST_POSTGRES"); given && *given)
            return std::string(given);
        static postgres_server server;
        return server.url();
    }();
    return url;
}

/// Where one database of a test lies; what is in it goes with this object.
class installation {
public:
    explicit installation(engine kind) : kind_(kind), owner_(::getpid()) {
        if (kind_ == engine::postgres) {
            postgres_url();
            schema_ = "test_" + folder_.path().substr(folder_.path().size() - 6);
        }
    }
    ~installation() {
        if (kind_ != engine::postgres || ::getpid() != owner_) return;
        try {
            auto const sql = open_postgres({postgres_url(), {}, {}, {}}, postgres_role::writer);
            sql->script(fmt::format("DROP SCHEMA IF EXISTS \"{}\" CASCADE", schema_));
        } catch (std::exception const&) {
            // The server is gone, and the schema with it.
        }
    }
    installation(installation const&) = delete;

    /// For database::open(): the folder or URL and schema; the migrations are still to be named.
    settings where() const {
        settings s;
        s.data_folder = folder_.path();
        if (kind_ == engine::postgres) {
            s.postgres_url = postgres_url();
            s.postgres_schema = schema_;
        }
        return s;
    }

private:
    engine kind_;
    pid_t owner_;
    scratch_folder folder_;
    std::string schema_;
};

/// A chain for tests of this room, which knows no cryptography: SHA-256 in hex.
inline chain_link test_chain() {
    return [](std::string_view previous, std::string_view canonical) {
        std::string const all = std::string(previous) + std::string(canonical);
        unsigned char digest[EVP_MAX_MD_SIZE];
        unsigned length = 0;
        EVP_Digest(all.data(), all.size(), digest, &length, EVP_sha256(), nullptr);
        std::string out;
        for (unsigned i = 0; i < length; ++i) out += fmt::format("{:02x}", digest[i]);
        return out;
    };
}

}  // namespace guiyan::db::testing
