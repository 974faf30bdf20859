#pragma once
// One condition of a question, in three forms that say the same: a test of one slot (late arrivals, and walks
// that stop early), a bitmap over the sorted slots, and a guess how many it lets through.

#include "modules/people/index/shelf.hpp"

namespace guiyan::people::inside {

/// What a facet leaves out when it counts.
enum class dimension : std::uint8_t {
    region,
    categories,
    lines,
    flags,
    skills,
    age,
    confirmed,
    term,
    code
};  // code + column

/// Words [first, end) of the sorted part that a question has to look at.
struct window {
    std::size_t first = 0;
    std::size_t end = 0;
    std::size_t words() const { return end - first; }
};

class condition {
public:
    virtual ~condition() = default;
    virtual bool test(slot s) const = 0;
    /// Sorted slots that pass, the dead included: not less than there are.
    virtual std::size_t estimate() const = 0;
    virtual void add_to(word* bits, window w) const = 0;
    virtual void keep_in(word* bits, window w) const;
    /// Appends the sorted slots of the window that pass, dead ones too, some twice; false when it has no
    /// list.
    virtual bool list(std::vector<slot>&, window) const { return false; }

    unsigned dimension_of = 0;
};

inline unsigned dimension_number(dimension d, code_column c = {}) {
    return unsigned(d) + unsigned(c);
}

using conditions = std::vector<std::unique_ptr<condition>>;

/// The conditions of a filter, one for each dimension it restricts.
conditions compile(people_filter const& filter, shelf const& shelf);

/// Latest day of birth (as born_value) of those who are `age` years old on that day; 0: before all time.
std::uint16_t latest_birth(int age, date as_of);
/// Bits of the sorted slots with born ≤ latest, those not known among them.
void born_at_most(sorted_part const& part, std::uint16_t latest, word* bits, window w);

std::vector<ordinal_range> in_order(std::vector<ordinal_range> ranges);
bool any_contains(std::vector<ordinal_range> const& sorted_ranges, std::uint32_t x);
/// Members of a range of skills.
void add_skills(shelf const& shelf, ordinal_range range, word* bits, window w);
void add_regions(shelf const& shelf, std::vector<ordinal_range> const& ranges, word* bits, window w);

}  // namespace guiyan::people::inside
