#pragma once
// For tests: a fresh database of either engine. SQLite lies in a folder of its own; PostgreSQL is the server of
// GUIYAN_TEST_POSTGRES (a URL) or one that is started here, with a schema of its own for each database.

#include <filesystem>
#include <string>

#include "db/database.hpp"
#include "db/migrate.hpp"

namespace guiyan::db::testing {

/// A folder that goes with its object; in memory where the system has /dev/shm.
class scratch_folder {
public:
    scratch_folder() {
        std::error_code failed;
        auto const base = std::filesystem::is_directory("/dev/shm", failed) ? std::filesystem::path("/dev/shm")
                                                                            : std::filesystem::temp_directory_path();
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

}  // namespace guiyan::db::testing
