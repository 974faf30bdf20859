#pragma once
// The plain way of answering the same questions: SQL on the same file, written as anybody would, one prepared
// statement each, nothing but the rows read. No HTTP, no JSON, no session, no unsealing: it costs less than a
// program would.

#include <filesystem>
#include <string>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace guiyan::bench {

class plain_sql {
public:
    explicit plain_sql(std::filesystem::path const& file);
    ~plain_sql();
    plain_sql(plain_sql const&) = delete;

    /// Reads all rows of all columns; returns how many.
    std::size_t run(std::string const& sql, std::vector<std::string> const& values = {});
    std::vector<std::string> column(std::string const& sql, std::vector<std::string> const& values = {});

private:
    sqlite3_stmt* ready(std::string const& sql, std::vector<std::string> const& values);
    sqlite3* db_ = nullptr;
    std::vector<std::pair<std::string, sqlite3_stmt*>> statements_;
};

}  // namespace guiyan::bench
