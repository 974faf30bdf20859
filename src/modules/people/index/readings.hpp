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

    /// Slots whose readings hold the letters at the start of a syllable are visited, some of them more than
    /// once.
    template <class Visit>
    void each(people_columns const& people, std::string_view letters, Visit visit) const {
        auto const [first, end] = range(people, letters);
        bool const sure = letters.size() <= key_letters;
        for (auto i = first; i < end; ++i) {
            slot const s = entries_[i] >> start_bits;
            if (sure || found(people.readings[s], letters)) visit(s);
        }
        for (slot const s : odd_)
            if (found(people.readings[s], letters)) visit(s);
    }

    /// At most so many slots are visited.
    std::size_t estimate(people_columns const& people, std::string_view letters) const {
        auto const [first, end] = range(people, letters);
        return end - first + odd_.size();
    }

    template <class Visit>
    void each_array(Visit visit) {
        visit(entries_);
        visit(odd_);
    }

    static constexpr unsigned start_bits = 5, key_letters = 12;

private:
    std::pair<std::size_t, std::size_t> range(people_columns const& people, std::string_view letters) const;
    bool found(std::string_view packed, std::string_view letters) const;

    content what_ = content::letters;
    column<std::uint32_t> entries_;  ///< slot << 5 | number of the capital letter in the packed readings
    column<slot> odd_;               ///< people with more than 32 syllables: looked at one by one

public:
    void set_content(content what) { what_ = what; }  ///< after reading a snapshot
};

}  // namespace guiyan::people::inside
