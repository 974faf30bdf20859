#pragma once
// Between rosters and the talent bank: places and people as a roster asks for them, and lines as records.

#include <unordered_map>
#include <unordered_set>

#include "modules/people/people.hpp"
#include "modules/regions/region_tree.hpp"
#include "roster/roster.hpp"

namespace guiyan::imports {

/// Divisions in use, as a roster compares names with them.
std::vector<roster::region> roster_regions(regions::region_tree const&);

/// The bank as one actor may see it: what is out of his reach is never hinted at (trust.md decision 5). A
/// long file asks about people who are nearly all new, so after some questions the names and digests of the
/// whole bank are taken into memory (16 bytes a person) and only likely hits go to the database.
class bank final : public roster::known_people {
public:
    bank(people::people const& all, actor const& who) : people_(all), who_(who) {}
    std::vector<roster::known_person> by_id_number(std::string_view id_number) const override;
    std::vector<roster::known_person> by_name(std::string_view name) const override;

private:
    bool may_know(std::size_t key) const;
    void take_keys() const;

    people::people const& people_;
    actor const& who_;
    mutable std::size_t asked_ = 0;
    mutable bool has_keys_ = false;
    mutable std::unordered_set<std::size_t> keys_;
    mutable std::unordered_map<std::string, std::vector<roster::known_person>> namesakes_;
    mutable std::size_t held_ = 0;  ///< people in namesakes_
};

/// A line as a record that can be written; `home` is the place the file belongs to, for lines without a
/// village.
people::person person_of(roster::person_values const&, people::person defaults, std::string const& home,
                         std::string const& basis);

/// The field of a roster behind a path of people's errors ("/region_code"); nothing for what no column fills.
std::optional<roster::field> roster_field_of(std::string_view path);

}  // namespace guiyan::imports
