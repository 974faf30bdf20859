#pragma once
// Row scope as SQL: the one predicate that every query over a scoped register carries (trust.md decision 5).

#include <string>
#include <string_view>
#include <vector>

#include "base/actor.hpp"
#include "db/connection.hpp"

namespace guiyan::store {

/// "(r.code BETWEEN '411122000000' AND '411122999999' OR …)"; "1 = 0" for an actor without areas. `column`
/// holds 12-digit codes. Throws when an area is no row of digits: it comes from grants, never from a request.
std::string scope_sql(actor const&, std::string_view column);

/// The same with placeholders: actors with equally many areas share one prepared statement. For queries that
/// are asked all day.
class scope {
public:
    explicit scope(actor const&);

    /// The predicate with placeholders from $`first` on.
    std::string sql(std::string_view column, std::size_t first) const;
    /// Adds the values of the placeholders, which point into this object.
    void bind(std::vector<db::parameter>&) const;

private:
    std::vector<std::string> bounds_;  ///< lowest and highest code of each area in turn
};

}  // namespace guiyan::store
