#pragma once
// A migration is written once; here it becomes the text for one engine. migrations/README.md has the rules.

#include <string>
#include <string_view>

#include "db/connection.hpp"

namespace guiyan::db {

/// The statements of a migration for one engine: sections of the other one dropped, and for PostgreSQL the
/// types of the shared part (in capitals) translated. Throws cannot_open on a construct that only one engine
/// knows.
std::string translate(std::string_view migration_sql, engine);

}  // namespace guiyan::db
