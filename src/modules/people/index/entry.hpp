#pragma once
// One person as the index knows him: what lists are filtered, sorted, searched and counted by, and nothing
// else. Codes of code tables arrive as dense bytes (code_book.hpp makes them); 0 means "not known" in every
// code column.

#include <array>
#include <bitset>
#include <cstdint>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace guiyan::people {

/// Position of a region in its tree in preorder, so that a region with everything below it is one
/// ordinal_range.
using region_ordinal = std::uint32_t;
inline constexpr region_ordinal no_region = UINT32_MAX;

/// Half-open: first ≤ x < end.
struct ordinal_range {
    std::uint32_t first = 0;
    std::uint32_t end = 0;
    bool contains(std::uint32_t x) const { return x >= first && x < end; }
    friend bool operator==(ordinal_range const&, ordinal_range const&) = default;
};

/// Columns of which a person has one value out of at most 255 (0: not known).
enum class code_column : std::uint8_t {
    sex,
    education,
    political_status,
    nation,
    professional_title,
    skill_level,
    availability,
    state,
    source,
    high_level_grade,
};
inline constexpr std::size_t code_column_count = 10;

/// Dense codes of talent categories; a person holds any number of them.
inline constexpr std::size_t category_limit = 128;
using category_set = std::bitset<category_limit>;

/// Bits of person_entry::flags. The caller may give the free bits (8–128) a meaning of its own.
namespace person_flag {
inline constexpr std::uint8_t outside = 1, poverty_alleviated = 2, has_phone = 4;
}

/// Days since 1970-01-01; `no_day` where nothing is known.
using day_number = std::int32_t;
inline constexpr day_number no_day = INT32_MIN;
day_number to_day_number(date d);

struct person_entry {
    std::int64_t id = 0;  ///< unique, not 0
    std::string name;     ///< UTF-8, NFC
    /// Readings of the name, the usual one first (it sorts the list): lower-case ASCII syllables parted by
    /// one blank, "zeng guang ping". Initials are the first letters of the syllables.
    std::vector<std::string> pinyin;
    region_ordinal region = no_region;
    partial_date birth;  ///< year 0: not known
    std::array<std::uint8_t, code_column_count> codes{};
    category_set categories;
    std::uint16_t practical_lines = 0;  ///< one bit per line
    std::uint8_t flags = 0;
    std::vector<std::uint16_t>
        skills;  ///< preorder ordinals in the skill tree; order and repetition do not matter
    day_number confirmed_on = no_day;
    std::int64_t updated_at = 0;  ///< Unix milliseconds
    std::string text;  ///< strengths, biography, employer, post: parted by '\n', found by any part of a line

    std::uint8_t& operator[](code_column c) { return codes[std::size_t(c)]; }
    std::uint8_t operator[](code_column c) const { return codes[std::size_t(c)]; }
};

}  // namespace guiyan::people
