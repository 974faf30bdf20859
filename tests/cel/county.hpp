#pragma once
// A small random county, in memory and in a database, with much missing: what the agreement test asks both
// about.

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cel/evaluate.hpp"
#include "cel/test_world.hpp"
#include "cel/to_sql.hpp"
#include "db/connection.hpp"

namespace guiyan::cel::testing {

/// One row as it is stored: a missing column is NULL.
using stored_row = std::map<std::string, std::optional<std::string>>;

class county {
public:
    explicit county(unsigned seed);
    ~county();

    /// Makes and fills the tables region, person, engagement.
    void store(db::connection&) const;

    /// The environment of expressions about an engagement (no units, so that all numbers mix).
    environment const& names() const { return environment_; }
    surroundings around() const;
    std::vector<record_view const*> engagements() const;
    /// The names of one engagement.
    std::unique_ptr<activation> names_of(record_view const&) const;
    std::unique_ptr<sql_mapping> mapping(dialect) const;

private:
    friend class county_row;
    friend class county_regions;
    class row_names;
    class tables;
    struct parts;
    std::unique_ptr<parts> parts_;
    environment environment_;
};

}  // namespace guiyan::cel::testing
