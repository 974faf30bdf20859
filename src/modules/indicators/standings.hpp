#pragma once
// Where a scheme's quotas (名额) and obligations (任务量) stand on a day: for each rule how many of those it
// is asked of hold it, and who does not, in the words a refusal would have (pack language, section 6). Reads
// only; what is not held is refused at the gate or told by the consequences.

#include <optional>
#include <string>
#include <vector>

#include "modules/indicators/indicators.hpp"

namespace guiyan::indicators {

struct standing_query {
    scheme_id scheme;
    std::optional<std::string> region;
    std::optional<date> as_of;
    std::optional<std::string>
        period;  ///< "2022", "2022Q3", "2022H1", "2022-06"; the one of the day where none
};
record::type const& record_of(standing_query const*);

/// A rule with how many stand where.
struct standing_rule {
    std::string rule;  ///< "quotas.heads_per_village", "obligations.not_passive"
    std::string kind;  ///< quota, obligation
    std::string name, basis, assumed;
    std::string entity;                ///< of those it is asked of
    std::vector<std::string> duty;     ///< bodies that owe it
    std::optional<std::string> every;  ///< quarter, year …
    std::string period;                ///< "2022Q3"
    std::optional<date> due_on;        ///< where it is the same for everybody
    std::int64_t asked = 0;
    std::int64_t met = 0;
    std::int64_t open = 0;  ///< not yet, and there is time; of a quota without a day: a gap
    std::int64_t missed = 0;
    std::int64_t waived = 0;
    std::int64_t unknown = 0;
};
struct standing_list {
    std::vector<standing_rule> items;
    date as_of;
    std::string region_code, region_name;
};
record::type const& record_of(standing_list const*);

struct standing_row_query {
    scheme_id scheme;
    std::string rule;
    std::optional<std::string> region;
    std::optional<date> as_of;
    std::optional<std::string> period;
    std::vector<std::string> state;
    std::int64_t page = 1;
    std::int64_t size = 50;
};
record::type const& record_of(standing_row_query const*);

struct standing_row {
    std::string entity, id, label, place, url;
    std::string group;  ///< of a quota that is split: the value
    std::string state;  ///< met, open, missed, waived, unknown
    std::string text;   ///< "巡诊 3次，不少于 4次，差 1次"
    std::optional<double> value;
    std::string unit;
    std::optional<date> due_on;
};
struct standing_page {
    standing_rule rule;
    std::vector<standing_row> items;
    std::int64_t total = 0;
    std::int64_t page = 1;
    std::int64_t size = 50;
};
record::type const& record_of(standing_page const*);

class standings {
public:
    standings(db::database& database, indicators const& figures, schemes::schemes& all)
        : db_(database), figures_(figures), schemes_(all) {}

    result<standing_list> list(actor const&, standing_query const&) const;
    /// fault::not_found for a rule that the scheme's pack does not have.
    result<standing_page> rows(actor const&, standing_row_query const&) const;

private:
    db::database& db_;
    indicators const& figures_;
    schemes::schemes& schemes_;
};

}  // namespace guiyan::indicators
