#pragma once
// Who has value v, for every value of a column, over the sorted part of the index: a bitmap where many have
// it, a list of slots in rising order where few do. Written once, then only read.

#include <algorithm>
#include <span>

#include "modules/people/index/bits.hpp"
#include "modules/people/index/column.hpp"

namespace guiyan::people::inside {

struct member_sets {
    column<std::uint32_t> counts;  ///< members of each value
    column<std::uint64_t>
        where;  ///< first word or first list entry of each value; the top bit marks a bitmap
    column<word> words;
    column<slot> lists;
    std::uint64_t width = 0;  ///< words of one bitmap

    static constexpr std::uint64_t bitmap_mark = std::uint64_t(1) << 63;

    std::size_t values() const { return counts.size(); }
    std::uint32_t count_of(std::size_t v) const { return v < counts.size() ? counts[v] : 0; }
    bool is_bitmap(std::size_t v) const { return (where[v] & bitmap_mark) != 0; }
    word const* bitmap(std::size_t v) const { return words.data() + (where[v] & ~bitmap_mark); }
    std::span<slot const> list(std::size_t v) const { return {lists.data() + where[v], counts[v]}; }

    /// `visit_all(put)` calls put(value, slot) for every pair, values of one slot once each, slots rising; it
    /// is run twice. A value gets a bitmap when one in `one_in` slots or more has it: at 32 the bitmap is the
    /// smaller form, at 128 it is still the faster one to count.
    template <class VisitAll>
    static member_sets build(std::size_t values, std::size_t slots, unsigned one_in, VisitAll visit_all) {
        member_sets m;
        m.width = words_for(slots);
        m.counts.assign(values, 0);
        visit_all([&](std::size_t v, slot) { ++m.counts[v]; });
        m.lay_out(one_in);
        auto next = m.where;
        visit_all([&](std::size_t v, slot s) {
            if (m.is_bitmap(v))
                put(m.words.data() + (m.where[v] & ~bitmap_mark), s);
            else
                m.lists[next[v]++] = s;
        });
        return m;
    }

    /// Adds the members of v in words [first, end) to `bits`.
    void add_to(word* bits, std::size_t v, std::size_t first, std::size_t end) const;
    /// Members of v that are in `bits`, words [first, end).
    std::size_t count_in(word const* bits, std::size_t v, std::size_t first, std::size_t end) const;
    /// Members of v within words [first, end); only for lists.
    std::span<slot const> part(std::size_t v, std::size_t first, std::size_t end) const;
    /// About how many word operations count_in costs.
    std::size_t cost(std::size_t v, std::size_t window) const {
        return is_bitmap(v) ? window : std::size_t(counts[v]) * window / std::max<std::size_t>(width, 1) * 4;
    }

    template <class Visit>
    void each_array(Visit visit) {
        visit(counts);
        visit(where);
        visit(words);
        visit(lists);
    }

private:
    void lay_out(unsigned one_in);
};

}  // namespace guiyan::people::inside
