#pragma once
// SQL of the rules that hold and of the tags they put on, one function per statement.

#include <optional>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "modules/schemes/gate.hpp"

namespace guiyan::consequences::consequence_store {

using schemes::scheme_id;

struct holding {
    std::int64_t id = 0;
    std::int64_t entity_id = 0;
    std::string period;
    date since;
    std::optional<date> told_on;
};

/// Those that hold now, in the order of the records.
std::vector<holding> open(db::connection&, scheme_id, std::string_view rule);
/// False: it holds already.
bool begin(db::transaction&, scheme_id, std::string_view rule, std::string_view entity,
           std::int64_t entity_id, std::string_view period, date since);
/// The same rule in another period: to be told again.
void renew(db::transaction&, std::int64_t id, std::string_view period);
void end(db::transaction&, std::int64_t id, date on);
/// Everybody concerned was told of those that were waiting for it.
void mark_told(db::transaction&, scheme_id, std::string_view rule, date on);

struct run {
    date ran_on;
    std::string period;
};
std::optional<run> last_run(db::connection&, scheme_id, std::string_view rule);
void keep_run(db::transaction&, scheme_id, std::string_view rule, date on, std::string_view period);

/// Rules that hold for something, by scheme.
struct rule_of_scheme {
    schemes::scheme_id scheme;
    std::string rule;
};
std::vector<rule_of_scheme> holding_rules(db::connection&);

struct mark {
    std::string entity;  ///< person, organization
    std::int64_t entity_id = 0;
    std::string mark;
    std::string also_in;  ///< pack that may read it too
    std::optional<date> until_on;
};
void add_mark(db::transaction&, scheme_id, std::string_view rule, std::int64_t cause_id, mark const&,
              date from);
/// Tags without an end of their own that this record caused.
void end_marks(db::transaction&, scheme_id, std::string_view rule, std::int64_t cause_id, date on);

}  // namespace guiyan::consequences::consequence_store
