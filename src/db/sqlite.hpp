#pragma once
// SQLite behind `session`: one file in WAL mode with synchronous=FULL, so that what was committed survives a
// power cut (trust.md decision 1). One thread at a time may use a session.

#include <memory>
#include <string>

#include "db/session.hpp"

namespace guiyan::db {

enum class sqlite_role {
    writer,   ///< the only connection that writes and checkpoints
    reader,   ///< query_only; never checkpoints
    migrator  ///< like the writer but without foreign keys, so that a migration can rebuild a table
};

/// Throws cannot_open when the library is older than 3.51.3 (the WAL-reset race loses commits).
void require_safe_sqlite();

/// Opens the file; the writer makes it (mode 0600) when it is not there.
std::unique_ptr<session> open_sqlite(std::string const& file, sqlite_role);

/// Copies a whole database into a new file with the online backup API and syncs it.
void copy_sqlite(std::string const& from, std::string const& to);

}  // namespace guiyan::db
