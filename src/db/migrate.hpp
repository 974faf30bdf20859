#pragma once
// Brings a schema up to date: an ordered list of migrations, forward only, each in its own transaction, each
// remembered with the SHA-256 of its text in schema_migration.

#include <string>
#include <vector>

#include "base/clock.hpp"
#include "db/database.hpp"
#include "db/session.hpp"

namespace guiyan::db {

/// Migrations "NNNN_name.sql" of a folder, in order. The program has them inside; tests and tools read them
/// here.
std::vector<migration> read_migrations(std::string const& folder);

/// The migrations that are still to run. Throws cannot_open when an applied one was edited or is unknown (the
/// schema is newer than this program), or when one came to stand before those applied.
std::vector<migration> pending_migrations(connection&, std::vector<migration> const& known);

/// Runs them. Throws cannot_open, naming the migration that failed; the ones before it stay.
void apply_migrations(session&, std::vector<migration> const& pending, clock const&);

/// True when somebody has already put a schema here.
bool has_schema(connection&);

}  // namespace guiyan::db
