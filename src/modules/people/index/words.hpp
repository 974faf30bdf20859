#pragma once
// A word of the search box as a condition, with all its meanings.

#include "modules/people/index/conditions.hpp"

namespace guiyan::people::inside {

/// One meaning made ready against a shelf.
class meaning {
public:
    meaning(word_meaning const& given, shelf const& shelf);
    std::optional<match_kind> match(slot s) const;
    std::size_t estimate() const { return estimate_; }
    match_kind strongest() const;  ///< that it can be at all
    void add_to(word* bits, window w) const;

private:
    word_meaning::kind what_;
    std::string word_;
    std::vector<ordinal_range> ranges_;
    category_set categories_;
    std::vector<slot> slots_;
    std::size_t gram_ = ~std::size_t(0);  ///< the rarest of the word's pairs
    bool verify_ = false;                 ///< the gram alone does not prove the word
    std::size_t estimate_ = 0;
    shelf const* shelf_;
};

class word_condition final : public condition {
public:
    word_condition(search_term const& term, shelf const& shelf);
    bool test(slot s) const override;
    std::size_t estimate() const override { return estimate_; }
    void add_to(word* bits, window w) const override;
    /// The strongest meaning that matches.
    std::optional<match_kind> match(slot s) const;

private:
    std::vector<meaning> meanings_;  ///< those that may be strongest first
    std::size_t estimate_ = 0;
    slot sorted_ = 0;
};

}  // namespace guiyan::people::inside
