#pragma once
// The people as columns: slot s of every column belongs to one person. A slot is written once; a changed
// person gets a new slot and the old one dies. Slots below `sorted` stand in the order (region, name) and are
// indexed by sorted_part; those above arrived later and are looked at one by one.

#include <span>
#include <string_view>
#include <unordered_map>

#include "modules/people/index/bits.hpp"
#include "modules/people/index/column.hpp"
#include "modules/people/index/entry.hpp"

namespace guiyan::people::inside {

/// Year, month, day in the order of papers: unknown parts are 0 and sort before known ones; 0: nothing known.
std::uint32_t pack_birth(partial_date const& birth);
partial_date unpack_birth(std::uint32_t packed);
/// The earliest possible day of birth in 16 bits, 372 to a year, from 1880 (1) to 2055; 0: not known. Rises
/// with the date, so that "at least 60 on that day" is one comparison. Days outside are moved to the nearest
/// end.
std::uint16_t born_value(int year, unsigned month, unsigned day);

/// Syllables begin with a capital letter, readings are parted by one blank: "ZengGuangPing CengGuangPing".
/// Byte order of this form is the order of the blank-parted syllables.
std::string pack_readings(std::vector<std::string> const& pinyin);
std::string_view first_reading(std::string_view packed);

/// The first ten letters of a reading: rises with the packed reading; no reading comes last.
std::uint64_t name_key(std::string_view reading);

/// Strings end to end.
struct text_column {
    column<std::uint32_t> begins{0};
    column<char> bytes;
    std::string_view operator[](slot s) const {
        return {bytes.data() + begins[s], begins[s + 1] - begins[s]};
    }
    void add(std::string_view text) {
        bytes.insert(bytes.end(), text.begin(), text.end());
        begins.push_back(std::uint32_t(bytes.size()));
    }
    std::size_t memory() const { return begins.size() * 4 + bytes.size(); }
};

/// Distinct combinations of categories; there are few.
struct category_book {
    column<std::uint64_t> halves;  ///< two words each
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_hash;

    std::uint32_t number_of(category_set const& set);
    category_set set(std::uint32_t number) const;
    bool meets(std::uint32_t number, category_set const& any) const { return (set(number) & any).any(); }
    void rebuild();
};

/// How much of the growing columns one person takes, rounded up.
struct average_person {
    std::size_t skills = 4, name = 12, readings = 20, text = 64;
};

struct people_columns {
    column<std::int64_t> id;
    column<std::uint32_t> region;
    column<std::uint32_t> birth;
    column<std::uint16_t> born;
    std::array<column<std::uint8_t>, code_column_count> codes;
    column<std::uint32_t> categories;  ///< number in `book`
    column<std::uint16_t> lines;
    column<std::uint8_t> flags;
    column<std::int32_t> confirmed_on;
    column<std::int64_t> updated_at;
    column<std::uint32_t> skills_begin{0};
    column<std::uint16_t> skills;
    text_column name;      ///< ASCII letters in lower case
    text_column readings;  ///< packed
    text_column text;      ///< ASCII letters in lower case
    column<word> alive;
    category_book book;

    std::size_t slots() const { return id.size(); }
    slot add(person_entry const& person);
    /// A dead slot, to fill up a word.
    void add_nobody();
    /// A copy of somebody of other columns; `their_book` is the book of `from`, or a copy of it where `from`
    /// is being written to meanwhile.
    slot add(people_columns const& from, slot s, category_book const& their_book);
    void reserve(std::size_t people, average_person const& usual);
    average_person average() const;
    /// Room for one more person, however long.
    void reserve_bytes(person_entry const& person);
    /// True when one more person of usual size fits without moving any column.
    bool has_room(person_entry const& person) const;

    std::span<std::uint16_t const> skills_of(slot s) const {
        return {skills.data() + skills_begin[s], skills_begin[s + 1] - skills_begin[s]};
    }

    /// Visits every array of plain values, for the snapshot and for memory.
    template <class Visit>
    void each_array(Visit visit) {
        visit(id);
        visit(region);
        visit(birth);
        visit(born);
        for (auto& c : codes) visit(c);
        visit(categories);
        visit(lines);
        visit(flags);
        visit(confirmed_on);
        visit(updated_at);
        visit(skills_begin);
        visit(skills);
        visit(name.begins);
        visit(name.bytes);
        visit(readings.begins);
        visit(readings.bytes);
        visit(text.begins);
        visit(text.bytes);
        visit(alive);
        visit(book.halves);
    }

private:
    void open_slot();
};

}  // namespace guiyan::people::inside
