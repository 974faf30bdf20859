#pragma once
// Made-up facts for the checks: records whose values are drawn around the constants that the expressions in
// question mention, so that every side of every bound is met. The same seed draws the same facts.

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "cel/evaluate.hpp"
#include "scheme/rulebook.hpp"

namespace guiyan::scheme {

/// Constants of the expressions: what values are drawn around.
struct constants {
    std::set<double> numbers;
    std::set<std::string> texts;
    std::set<std::string> names;  ///< names that are read
    void gather(cel::program const&);
};

class trial : public cel::activation {
public:
    trial(rulebook const&, cel::environment const&, std::string self, constants const&, unsigned seed);
    ~trial() override;

    cel::record_view const* self() const override;
    std::optional<cel::value> variable(std::string_view name, int slot) const override;

    /// A name has this value instead of a drawn one: "x", "total", "population".
    void fix(std::string name, cel::value);
    date today() const { return today_; }

private:
    friend class trial_record;
    cel::value draw(cel::type const&, int depth) const;

    rulebook const& book_;
    cel::environment const& words_;
    constants const& around_;
    mutable std::mt19937 dice_;
    date today_;
    std::shared_ptr<cel::record_view const> self_;
    mutable std::map<std::string, cel::value, std::less<>> fixed_;
};

}  // namespace guiyan::scheme
