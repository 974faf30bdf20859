#include "bench/plain_sql.hpp"

#include <sqlite3.h>

#include <stdexcept>

namespace guiyan::bench {

plain_sql::plain_sql(std::filesystem::path const& file) {
    if (sqlite3_open_v2(file.c_str(), &db_, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK)
        throw std::runtime_error("cannot open " + file.string());
    sqlite3_exec(db_, "PRAGMA query_only=ON; PRAGMA cache_size=-64000; PRAGMA mmap_size=268435456", nullptr,
                 nullptr, nullptr);
}

plain_sql::~plain_sql() {
    for (auto& [unused, s] : statements_) sqlite3_finalize(s);
    sqlite3_close(db_);
}

sqlite3_stmt* plain_sql::ready(std::string const& sql, std::vector<std::string> const& values) {
    sqlite3_stmt* s = nullptr;
    for (auto const& [text, have] : statements_)
        if (text == sql) s = have;
    if (!s) {
        if (sqlite3_prepare_v2(db_, sql.c_str(), -1, &s, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(db_));
        statements_.emplace_back(sql, s);
    }
    sqlite3_reset(s);
    for (std::size_t i = 0; i < values.size(); ++i)
        sqlite3_bind_text(s, int(i + 1), values[i].c_str(), -1, SQLITE_TRANSIENT);
    return s;
}

std::size_t plain_sql::run(std::string const& sql, std::vector<std::string> const& values) {
    auto* const s = ready(sql, values);
    std::size_t rows = 0;
    for (; sqlite3_step(s) == SQLITE_ROW; ++rows)
        for (int c = 0, n = sqlite3_column_count(s); c < n; ++c) (void)sqlite3_column_blob(s, c);
    return rows;
}

std::vector<std::string> plain_sql::column(std::string const& sql, std::vector<std::string> const& values) {
    auto* const s = ready(sql, values);
    std::vector<std::string> out;
    while (sqlite3_step(s) == SQLITE_ROW) {
        auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(s, 0));
        out.emplace_back(text ? text : "");
    }
    return out;
}

}  // namespace guiyan::bench
