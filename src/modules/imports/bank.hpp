#pragma once
// Between rosters and the talent bank: places and people as a roster asks for them, and lines as records.

#include "modules/people/people.hpp"
#include "modules/regions/region_tree.hpp"
#include "roster/roster.hpp"

namespace guiyan::imports {

/// Divisions in use, as a roster compares names with them.
std::vector<roster::region> roster_regions(regions::region_tree const&);

/// The bank as one actor may see it: what is out of his reach is never hinted at (trust.md decision 5).
class bank final : public roster::known_people {
public:
    bank(people::people const& all, actor const& who) : people_(all), who_(who) {}
    std::vector<roster::known_person> by_id_number(std::string_view id_number) const override;
    std::vector<roster::known_person> by_name(std::string_view name) const override;

private:
    people::people const& people_;
    actor const& who_;
};

/// A line as a record that can be written; `home` is the place the file belongs to, for lines without a village.
people::person person_of(roster::person_values const&, people::person defaults, std::string const& home,
                         std::string const& basis);

}  // namespace guiyan::imports
