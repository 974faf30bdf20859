#pragma once
// SQL of the steps of every kind of record: one table, procedure_step. What reads an engagement's own steps
// as facts of a pack reads the view engagement_step over it.

#include <vector>

#include "db/database.hpp"
#include "modules/procedures/steps.hpp"
#include "scheme/facts_source.hpp"

namespace guiyan::procedures::step_store {

/// Steps of a record, oldest first.
std::vector<taken_step> steps(db::connection&, scheme::record_key const&);

struct new_step {
    taken_step what;
    std::int64_t actor_person_id = 0;
    std::string rules = "[]";  ///< ids of the rules that were judged, as JSON
};
void insert(db::transaction&, scheme::record_key const&, new_step const&);

}  // namespace guiyan::procedures::step_store
