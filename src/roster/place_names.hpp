#pragma once
// The endings of Chinese place names, and which characters of them are taken for each other.

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "terms/terms.hpp"

namespace guiyan::roster {

/// What an ending says about the unit.
enum class unit_class : char { none, village, community };

/// "王孟西村委会" → {王孟西, village}; keeps at least one character. `stem` of 高村 is 高.
struct ended_name {
    std::u32string stem;
    unit_class unit = unit_class::none;
};
ended_name without_village_ending(std::u32string_view name);

/// "繁城回族镇" → 繁城, "宁远堡街道办事处" → 宁远堡.
std::u32string town_stem(std::u32string_view name);

/// Blanks and brackets out, narrow, traditional characters simplified.
std::u32string place_text(std::string_view raw);

/// True of what may follow a village: 3组, 第二村民组, 大李庄自然村, 12号.
bool is_below_village(std::u32string_view tail, bool is_address);

/// Provinces and the like, by full and short names.
bool starts_with_province(std::u32string_view text, std::size_t& length);

/// Compares names character by character, by sound and by looks.
class look_alikes {
public:
    explicit look_alikes(terms::library const& lists);

    enum class likeness : char { same, written, sound, look, direction, other };
    likeness compare(char32_t a, char32_t b) const;

    /// The worst likeness of two names of equal length and how many characters differ.
    std::pair<likeness, int> compare(std::u32string_view a, std::u32string_view b) const;

private:
    std::string const& sound(char32_t c) const;
    std::unordered_map<char32_t, std::vector<int>> written_, look_;
    mutable std::unordered_map<char32_t, std::string> sounds_;
};

}  // namespace guiyan::roster
