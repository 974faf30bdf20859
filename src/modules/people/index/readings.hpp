#pragma once
// Pinyin and initials of names: every start of a syllable, sorted by what follows it, so that the letters
// typed so far are one range. Entries hold no letters; those are read from the packed readings (columns.hpp).

#include "modules/people/index/columns.hpp"
#include "modules/people/index/query.hpp"

namespace guiyan::people::inside {

/// Letters of a query: a–z in lower case; everything else is left out.
std::string letters_of(std::string_view typed);

/// The strongest way the letters are found in the packed readings; nothing for empty letters.
std::optional<match_kind> pinyin_match(std::string_view packed, std::string_view letters);
std::optional<match_kind> initials_match(std::string_view packed, std::string_view letters);

class reading_index {
public:
    enum class content : std::uint8_t { letters, initials };

    /// Indexes slots 0 ≤ s < slots.
    void build(people_columns const& people, slot slots, content what);

    /// Where in the readings the letters are looked for.
    enum class place : std::uint8_t { whole, front, anywhere };

    /// Slots whose readings hold the letters there (at the start of a syllable) are visited, some more than
    /// once.
    template <class Visit>
    void each(people_columns const& people, std::string_view letters, place where, Visit visit) const {
        // Keys of fewer letters than they have room for say all; others have to be read.
        bool const sure = letters.size() < key_letters;
        auto const look = [&](column<std::uint32_t> const& entries) {
            auto const [first, end] = range(people, entries, letters, where == place::whole && sure);
            for (auto i = first; i < end; ++i) {
                slot const s = entries[i] >> start_bits;
                if (sure || found(people.readings[s], letters, where)) visit(s);
            }
        };
        look(fronts_);
        if (where == place::anywhere) look(inner_);
        for (slot const s : odd_)
            if (found(people.readings[s], letters, where)) visit(s);
    }

    /// At most so many slots are visited.
    std::size_t estimate(people_columns const& people, std::string_view letters) const {
        auto const front = range(people, fronts_, letters, false),
                   inner = range(people, inner_, letters, false);
        return front.second - front.first + inner.second - inner.first + odd_.size();
    }

    template <class Visit>
    void each_array(Visit visit) {
        visit(fronts_);
        visit(inner_);
        visit(odd_);
    }

    static constexpr unsigned start_bits = 5, key_letters = 12;

private:
    std::pair<std::size_t, std::size_t> range(people_columns const& people,
                                              column<std::uint32_t> const& entries, std::string_view letters,
                                              bool only_whole) const;
    bool found(std::string_view packed, std::string_view letters, place where) const;

    content what_ = content::letters;
    // slot << 5 | number of the capital letter in the packed readings, sorted by what stands from there on
    column<std::uint32_t> fronts_;  ///< first syllables
    column<std::uint32_t> inner_;   ///< the others
    column<slot> odd_;              ///< people with more than 32 syllables: looked at one by one

public:
    void set_content(content what) { what_ = what; }  ///< after reading a snapshot
};

}  // namespace guiyan::people::inside
