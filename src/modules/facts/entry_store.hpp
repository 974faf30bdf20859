#pragma once
// When a record was entered and last moved, for whoever says why a figure changed.

#include <string>

#include "db/connection.hpp"

namespace guiyan::facts::entry_store {

struct entry {
    bool found = false;
    bool is_void = false;
    std::string created_at;  ///< instant as text; "" where the kind keeps none
    std::string moved_at;    ///< when its newest state was entered
};
entry find(db::connection&, std::string_view kind, std::int64_t id);

}  // namespace guiyan::facts::entry_store
