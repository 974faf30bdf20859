#pragma once
// Needs, quotas and obligations (pack language, sections 1 and 6).

#include "scheme/measure.hpp"

namespace guiyan::scheme {

enum class round_to { down, half_up, up };

/// The six bounds. 以上 and 以下 include the number.
struct bound : node {
    amount at_least, at_most, more_than, less_than, exactly, about;
    std::optional<scalar> tolerance;  ///< of `about`, downwards; 5% where not written
    std::string wording;              ///< the document's own words
};

/// 要求: a bound on a measure, a test of the record, or any or all of several.
struct need : bound {
    std::string id, name;
    std::vector<need> any, all;
    std::optional<measure_ref> of;
    expression when;                      ///< asked only where it holds
    std::optional<measure_ref> share_of;  ///< the bounds are multiples of this
    std::optional<round_to> round;
    expression test;
};

enum class quota_else { refuse, cut, ask, warn, show };

struct quota : rule {
    std::string for_;  ///< for each record of this kind
    expression where;
    std::vector<expression> within;
    scheme::need need;
    std::vector<std::string> at_;  ///< events that it guards; none: a list of gaps
    std::optional<quota_else> else_;
    std::optional<date> by;
    std::string say;
};

struct within_span : node {
    scheme::span span;
    std::string after;  ///< path to a date
};

struct progress_warning : node {
    scalar at_;  ///< share of the period gone
    std::optional<scalar> below;
};

enum class partial_period { scale, full, waive };
enum class opens_what { task, form };

struct obligation : rule {
    std::string for_;
    expression where;
    scheme::need need;
    std::optional<period> every;
    std::optional<within_span> within;
    std::string by;  ///< a date or month and day
    std::vector<std::string> duty;
    std::optional<partial_period> partial;
    std::optional<span> grace;
    std::optional<opens_what> opens;
    bool carry = false;
    std::vector<progress_warning> warn;
    std::string paper;
};

}  // namespace guiyan::scheme
