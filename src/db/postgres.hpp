#pragma once
// PostgreSQL behind `session`, by libpq: statements prepared once per connection, answers as text. Several
// servers may share one database: a writer holds an advisory lock for the length of its transaction, so there
// is one writer at a time here too and the event chain stays linear.

#include <chrono>
#include <memory>
#include <string>

#include "db/session.hpp"

namespace guiyan::db {

enum class postgres_role { writer, reader };

struct postgres_options {
    std::string url;
    std::string schema;                      ///< empty: as the server's search_path says
    std::chrono::milliseconds read_limit{};  ///< longest statement of a reader
    std::chrono::milliseconds lock_wait{};  ///< longest wait of the writer for a row that somebody else holds
};

/// Connects; throws `lost` when nobody answers, cannot_open when the server is older than 15 or does not hold
/// its texts as UTF-8.
std::unique_ptr<session> open_postgres(postgres_options const&, postgres_role);

}  // namespace guiyan::db
