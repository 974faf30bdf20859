#pragma once
// One question against one shelf: the conditions made ready, and the people who pass them.

#include "modules/people/index/conditions.hpp"
#include "modules/people/index/words.hpp"

namespace guiyan::people::inside {

/// Who passed: a bitmap over the sorted slots of a window, and the late slots one by one.
struct hits {
    borrowed_bits bits{0, 0};
    window w;
    std::size_t sorted = 0;                 ///< bits set
    std::optional<std::vector<slot>> list;  ///< the same in rising order, where they are few
    std::vector<slot> late;
    std::size_t total() const { return sorted + late.size(); }

    template <class Visit>
    void each_sorted(Visit visit) const {
        if (list)
            for (slot const s : *list) visit(s);
        else
            each_bit(bits.data(), w.first, w.end, visit);
    }
};

class question {
public:
    question(people_query const& asked, shelf const& shelf);

    /// Living people in scope who pass every condition, those of the dimension `except` left aside.
    hits collect(std::optional<unsigned> except = std::nullopt);
    bool restricts(unsigned dimension) const;

    bool passes(slot s, std::optional<unsigned> except = std::nullopt) const;
    bool in_scope(slot s) const;

    /// Share of the sorted slots that is likely to pass, if the conditions have nothing to do with each
    /// other.
    double likely_share() const;

    shelf const& people() const { return shelf_; }
    std::vector<word_condition const*> const& words() const { return words_; }
    window scope_window() const { return window_; }

    /// The same bitmap is wanted more than once: keep it.
    void expect_repeats() { repeats_ = true; }

private:
    bool collect_listed(hits& found, std::optional<unsigned> except) const;
    void collect_sorted(hits& found, std::optional<unsigned> except);

    shelf const& shelf_;
    people_scope const& scope_;
    std::vector<std::pair<slot, slot>> scope_slots_;
    window window_;
    conditions conditions_;
    std::vector<word_condition const*> words_;
    std::vector<std::optional<borrowed_bits>> kept_;
    bool repeats_ = false;
};

/// Page of the hits in the query's order: slots offset ≤ i < offset + size.
std::vector<slot> pick(question const& q, people_query const& asked, hits const& found, std::size_t offset,
                       std::size_t size);
/// The same without knowing the hits, by walking the order and testing; nothing when that takes too long.
std::optional<std::vector<slot>> pick_walking(question const& q, people_query const& asked,
                                              std::size_t offset, std::size_t size);

std::vector<std::uint32_t> count_facet(question const& q, facet_request const& facet, hits const& found);
unsigned dimension_of(facet_request const& facet);
std::vector<std::uint32_t> count_regions(question const& q, std::vector<ordinal_range> const& ranges,
                                         hits const& found);
people_table count_table(question& q, hits const& found, std::span<people_filter const> rows,
                         std::span<people_filter const> columns);

}  // namespace guiyan::people::inside
