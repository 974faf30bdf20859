#pragma once
// What pages see of the rules that remind: each rule with how many records it holds for, and those records.

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "modules/schemes/running_scheme.hpp"
#include "record/field.hpp"

namespace guiyan::consequences {

using schemes::scheme_id;

struct consequence_line {
    std::string id;      ///< "passive", "obligations.town_support"
    std::string source;  ///< consequence, obligation, warning, step
    std::string name;
    std::string entity;  ///< kind of record it is for
    std::string sentence, basis, assumed;
    bool judged = true;        ///< false: it follows an event, and no day brings it
    bool mark = false;         ///< puts a tag on the person or unit
    bool to_do = false;        ///< somebody has to do something
    std::int64_t holding = 0;  ///< records for which it holds now, within the reader's reach
    std::optional<date> ran_on;
};
struct consequence_list {
    std::vector<consequence_line> items;
};

struct held_record {
    std::string entity, id;
    std::string label, place, place_code;
    std::optional<date> since;    ///< nothing: it began today and was not judged yet
    std::optional<date> told_on;  ///< nothing: nobody was told yet
    std::string url;
};
struct held_page {
    consequence_line rule;
    std::vector<held_record> items;
    std::int64_t total = 0;
    std::int64_t page = 1;
    std::int64_t size = 50;
};
struct held_query {
    std::optional<std::string> region;  ///< only this place and below
    std::int64_t page = 1;
    std::int64_t size = 50;
};

record::type const& record_of(consequence_line const*);
record::type const& record_of(consequence_list const*);
record::type const& record_of(held_record const*);
record::type const& record_of(held_page const*);
record::type const& record_of(held_query const*);

/// What a day's run did for one rule.
struct rule_outcome {
    std::string scheme, rule, name;
    std::int64_t holding = 0, begun = 0, ended = 0, notices = 0;
    std::string problem;  ///< what went wrong: the next run tries again; "" nothing
};

}  // namespace guiyan::consequences
