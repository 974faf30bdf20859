#pragma once
// Row scope as SQL: the one predicate that every query over a scoped register carries (trust.md decision 5).

#include <string>
#include <string_view>

#include "base/actor.hpp"

namespace guiyan::store {

/// "(r.code >= '411122000000' AND r.code <= '411122999999' OR …)"; "1 = 0" for an actor without areas. `column` holds
/// 12-digit codes. Throws when an area is no row of digits: it comes from grants, never from a request.
std::string scope_sql(actor const&, std::string_view column);

}  // namespace guiyan::store
