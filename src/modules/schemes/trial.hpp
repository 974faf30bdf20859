#pragma once
// Trying out (pack language, section 12): the same facts of today under other parameters, or under another
// edition, and who would change. Nothing is written.

#include <optional>
#include <string>
#include <vector>

#include "record/field.hpp"

namespace guiyan::schemes {

struct trial_param {
    std::string name, value;
};
struct trial_input {
    std::vector<trial_param> params;
    std::optional<std::string> pack_edition;
};
record::type const& record_of(trial_input const*);

struct trial_figure {
    std::string id, name;
    std::optional<double> before, after;
    std::string unit;
};
/// A parameter whose value is another: chosen otherwise, or not known to the other edition or not allowed by
/// it.
struct trial_value {
    std::string name, label, unit, before, after;  ///< "" where an edition does not know it
};
struct trial_change {
    std::string entity, id, label;
    std::string before, after;  ///< holds, fails, unknown; "" where the rule does not stand in that edition
};
struct trial_rule {
    std::string rule, name, basis;
    std::vector<trial_change> changes;
};
struct trial_outcome {
    std::vector<trial_value> values;    ///< parameters that differ
    std::vector<trial_figure> figures;  ///< those that differ
    std::vector<trial_rule> rules;      ///< those with somebody who changes
};
record::type const& record_of(trial_outcome const*);

}  // namespace guiyan::schemes
