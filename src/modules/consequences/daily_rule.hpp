#pragma once
// The rules of a pack that a day brings: its consequences; its obligations, for those whose duty they are;
// steps that are not taken in time, for those who take them. One mechanism judges, tells and lists them all.

#include <optional>
#include <string>
#include <vector>

#include "modules/schemes/schemes.hpp"
#include "scheme/explain.hpp"

namespace guiyan::consequences {

struct daily_rule {
    enum class from { consequence, obligation, warning, step };

    std::string id;  ///< "passive", "obligations.town_support", "obligations.town_support.warn"
    from source = from::consequence;
    scheme::consequence what;
    std::string sentence;  ///< the rule in words

    /// Of an obligation: how long after the period, and which part of it is gone when it warns.
    std::optional<scheme::span> grace;
    std::vector<double> warn_at;
    /// Of a step that is not taken in time.
    std::string procedure, step;

    /// False: it follows an event or a person's hand, and no day brings it.
    bool is_judged() const;
    /// Judged once a period and not every day.
    bool is_periodic() const;
};

/// The day on which a period is judged, its name, and from when on that counts.
struct due_period {
    date judged_on;
    std::string period;         ///< "2026Q4", "2026Q4/0.75"
    date starts_on;             ///< of the period
    date counts_from;           ///< the day it is told from on
    std::optional<date> until;  ///< of a warning: its period's last day
};

/// Every consequence, every obligation with a duty whose period is one of the calendar, a date or a span
/// after a date, and every step of an engagement's procedure with a time limit.
std::vector<daily_rule> rules_of(scheme::rulebook const&, scheme::sentence_of const& names);

/// The newest period that counts on a day; nothing for rules of every day.
std::optional<due_period> due(daily_rule const&, date day);

}  // namespace guiyan::consequences
