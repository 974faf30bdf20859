#pragma once
// Everything the index holds at one moment: the columns, the indexes over their sorted part, and where the
// later arrivals are. People_index exchanges shelves; questions read one.

#include "modules/people/index/columns.hpp"
#include "modules/people/index/grams.hpp"
#include "modules/people/index/member_sets.hpp"
#include "modules/people/index/query.hpp"
#include "modules/people/index/readings.hpp"

namespace guiyan::people::inside {

/// Slots in rising order of some value; those without a value stand behind `known`.
struct slot_order {
    column<slot> slots;
    std::uint32_t known = 0;
};

/// Indexes over slots 0 ≤ s < size. Never changed after it is built; who has died meanwhile is in
/// columns.alive.
struct sorted_part {
    slot size = 0;    ///< a multiple of 64; filled up with nobody
    slot placed = 0;  ///< slots before this one have a region

    slot_order by_name, by_birth, by_confirmed, by_updated;
    column<std::uint32_t> name_rank;  ///< place of a slot in by_name
    column<slot> by_id;

    std::array<member_sets, code_column_count> codes;
    member_sets categories, lines, flags;
    member_sets leaves;        ///< skills by ordinal
    member_sets nodes;         ///< skills by settings.skill_nodes
    column<word> born_slices;  ///< 16 bitmaps: bit 15 of people_columns::born first

    name_grams names;
    reading_index pinyin, initials;
    text_grams texts;

    std::size_t width() const { return size / 64; }

    template <class Visit>
    void each_array(Visit visit) {
        for (auto* o : {&by_name, &by_birth, &by_confirmed, &by_updated}) visit(o->slots);
        visit(name_rank);
        visit(by_id);
        for (auto& m : codes) m.each_array(visit);
        for (auto* m : {&categories, &lines, &flags, &leaves, &nodes, &names.members}) m->each_array(visit);
        visit(born_slices);
        visit(names.keys);
        pinyin.each_array(visit);
        initials.each_array(visit);
        visit(texts.keys);
        visit(texts.counts);
        visit(texts.begins);
        visit(texts.bytes);
    }
};

struct shelf {
    people_columns people;
    sorted_part sorted;
    std::unordered_map<std::int64_t, slot> late;  ///< living people above sorted.size, by id
    std::vector<std::uint64_t> late_keys;         ///< name_key of the slots above sorted.size, the dead too
    std::vector<ordinal_range> skill_nodes;
    std::size_t living = 0;

    /// The living slot of an id.
    std::optional<slot> find(std::int64_t id) const;
    bool put_in(person_entry const& person);
    bool take_out(std::int64_t id);
    /// A living person of another shelf becomes a late arrival of this one.
    void take_over(people_columns const& from, slot s, category_book const& their_book);
    /// The list's order by name: reading (none last), characters, id.
    bool name_before(slot a, slot b) const;

    slot slots() const { return slot(people.slots()); }
    std::size_t changes() const { return slots() - sorted.size; }
    /// Sorted slots of an ordinal range: first, end.
    std::pair<slot, slot> slots_of(ordinal_range regions) const;

private:
    void note_late(slot s);
    std::uint64_t key_of_name(slot s) const;
};

/// What a builder reads of another shelf's columns while that one may be written to: only slots below
/// `slots`.
struct frozen_people {
    people_columns const* people = nullptr;
    slot slots = 0;
    column<word> alive;
    category_book book;
    average_person average;
};
frozen_people freeze(people_columns const& people);

/// A fresh shelf of the living people, all of them sorted, with room for later ones. Throws
/// std::invalid_argument when an id is 0 or stands there twice.
/// `hurry` takes a second thread.
std::unique_ptr<shelf> build_shelf(frozen_people const& from, std::vector<ordinal_range> skill_nodes,
                                   bool hurry);

/// The order by name, read from the columns.
bool name_before(people_columns const& people, slot a, slot b);

}  // namespace guiyan::people::inside
