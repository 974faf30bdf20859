#pragma once
// SQL of the facts: rows of a measure, one record, the records of a list. Statements are put together of the
// columns that fact_columns names.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/actor.hpp"
#include "cel/to_sql.hpp"
#include "db/connection.hpp"

namespace guiyan::facts::fact_rows_store {

/// One statement over a kind, with the alias x.
struct statement {
    std::string kind;
    std::vector<std::string> columns;
    std::vector<std::string> where;
    cel::sql_parameters values;
    bool by_id = true;
};
void each(db::connection&, statement const&, std::function<bool(db::row const&)> const&);

/// "EXISTS (… a place of these areas …)" over SQL of a region's id.
std::string inside(std::string const& place, std::vector<area> const&);

/// "row = subject" with the subject as a parameter.
std::string belongs(std::string const& way, std::string const& parameter);

}  // namespace guiyan::facts::fact_rows_store
