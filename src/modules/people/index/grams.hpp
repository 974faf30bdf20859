#pragma once
// Which people's names or texts hold a character or a pair of neighbouring characters. One and two characters
// are answered exactly; a longer word is looked up by its rarest pair and then read in the stored text.

#include "modules/people/index/columns.hpp"
#include "modules/people/index/member_sets.hpp"

namespace guiyan::people::inside {

/// The characters and pairs of a word, or of a query.
std::vector<std::uint64_t> grams_of(std::string_view part);

/// Instead of a second character: the name begins with the first one, or is nothing but it.
inline constexpr char32_t name_begins = 0x1ffffe, name_is = 0x1ffffd;

/// Names: plain lists, the fastest to read.
struct name_grams {
    column<std::uint64_t> keys;  ///< rising
    member_sets members;

    void build(people_columns const& people, slot slots);
    /// Number of the key, or `none`.
    std::size_t find(std::uint64_t key) const;
    static constexpr std::size_t none = ~std::size_t(0);
};

/// Texts: lists of gaps in seven-bit groups, about a fifth of the size.
struct text_grams {
    column<std::uint64_t> keys;
    column<std::uint32_t> counts;
    column<std::uint64_t> begins;
    column<std::uint8_t> bytes;

    void build(people_columns const& people, slot slots);
    std::size_t find(std::uint64_t key) const;

    template <class Visit>
    void each(std::size_t number, Visit visit) const {
        std::uint8_t const* at = bytes.data() + begins[number];
        slot s = 0;
        for (std::uint32_t left = counts[number]; left; --left) {
            std::uint32_t gap = *at++;
            if (gap & 0x80) {
                gap &= 0x7f;
                for (unsigned shift = 7;; shift += 7) {
                    std::uint32_t const b = *at++;
                    gap |= (b & 0x7f) << shift;
                    if (!(b & 0x80)) break;
                }
            }
            s += gap;
            visit(s);
        }
    }
    static constexpr std::size_t none = ~std::size_t(0);
};

}  // namespace guiyan::people::inside
