#pragma once
// The schema as text, the same for the same schema: schema/sqlite.sql and schema/postgres.sql are made with
// it, and a difference shows that somebody changed a migration without looking at the result.

#include <string>

#include "db/connection.hpp"

namespace guiyan::db {

/// Tables, indexes, views, functions and triggers, sorted by kind and name; without what the engine makes for
/// itself.
std::string schema_dump(connection&);

}  // namespace guiyan::db
