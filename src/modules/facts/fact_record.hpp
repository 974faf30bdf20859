#pragma once
// A record of a kind as expressions see it, read from its row when the first field is asked for.

#include <map>
#include <memory>

#include "cel/value.hpp"
#include "modules/facts/fact_columns.hpp"
#include "modules/facts/facts.hpp"

namespace guiyan::facts {

/// What the records of one day share.
struct fact_day {
    view what;
    date as_of;
    bool past = false;  ///< as_of is before today
};

/// A record value; null where the row is not there, or is void.
cel::value fact_record(std::shared_ptr<fact_day const>, std::string_view kind, std::int64_t id);

/// The value of a column that keeps a field of this type.
cel::value read_fact(db::row const&, int column, scheme::fact_type, cel::stored);

}  // namespace guiyan::facts
