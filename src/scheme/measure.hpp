#pragma once
// Measures: how a number is made out of records (pack language, section 4).

#include "scheme/values.hpp"

namespace guiyan::scheme {

enum class count_word { rows };
enum class run_unit { day, month, year, term };
enum class run_ending { as_of, any };

/// Consecutive days, months, years or terms.
struct run : node {
    run_unit unit = run_unit::day;
    std::optional<run_ending> ending;  ///< any: the longest there ever was
    std::optional<int> gap;            ///< units that may be left out inside
};

enum class window_word { to_date, month, quarter, half_year, year, service_year, term, scheme };

/// A named window, or a span back from the day ("近两年").
struct window : span {
    std::optional<window_word> word;
};

struct cap : node {
    expression by;
    amount at_;  ///< at most this much in each group
};

enum class evidence_level { self, village, result };
enum class missing_is { zero, unknown };

enum class growth_as { percent, ratio, difference };
struct growth : node {
    std::string of;
    std::string against;  ///< previous, last_year, first or a date
    growth_as as = growth_as::percent;
};

enum class rank_best { high, low };
enum class rank_ties { same, dense };
struct rank : node {
    std::string of;
    expression within;
    rank_best best = rank_best::high;
    std::optional<rank_ties> ties;
};

struct measure : rule {
    // rows
    std::string over;
    expression where;
    std::optional<count_word> count;
    expression count_distinct, sum, avg, max, min, latest;
    std::optional<scheme::run> run;
    std::string on;  ///< date field that places a row in time
    std::optional<scheme::window> window;
    std::string per;  ///< kind of subject it is always asked for
    std::string via;  ///< way from a row to the subject
    std::optional<scheme::cap> cap;
    std::optional<evidence_level> evidence;
    std::optional<missing_is> missing;
    // computed
    expression calc;
    std::optional<scheme::growth> growth;
    std::optional<scheme::rank> rank;
    std::string unit;
};

/// A measure on the spot; it needs no name.
struct inline_measure : measure {};

/// The id of a measure, or a measure on the spot.
struct measure_ref : node {
    std::string id;
    std::vector<inline_measure> written;  ///< one or none

    bool empty() const { return id.empty() && written.empty(); }
};

}  // namespace guiyan::scheme
