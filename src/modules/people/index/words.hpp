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
    /// With a layer: at least those whose strongest match is of this kind, and nobody who does not match or
    /// matches in a weaker way only.
    void add_to(word* bits, window w, std::optional<match_kind> layer = std::nullopt) const;
    bool has_layer(match_kind layer) const;
    /// Appends the matching sorted slots, dead ones too, some twice; false when only a bitmap can tell.
    bool list(std::vector<slot>& out, window w) const;

private:
    template <class Visit>
    void each(std::optional<match_kind> layer, window w, Visit visit) const;

    word_meaning::kind what_;
    std::string word_;
    std::vector<ordinal_range> ranges_;
    category_set categories_;
    std::vector<slot> slots_;
    std::size_t gram_ = ~std::size_t(0);  ///< the rarest of the word's pairs
    std::size_t exact_gram_ = ~std::size_t(0), front_gram_ = ~std::size_t(0);  ///< of one character
    bool one_character_ = false;
    bool verify_ = false;  ///< the gram alone does not prove the word
    std::size_t estimate_ = 0;
    shelf const* shelf_;
};

class word_condition final : public condition {
public:
    word_condition(search_term const& term, shelf const& shelf);
    bool test(slot s) const override;
    std::size_t estimate() const override { return estimate_; }
    void add_to(word* bits, window w) const override;
    bool list(std::vector<slot>& out, window w) const override;
    /// Adds those whose strongest match is `layer`, perhaps also some who match in a stronger way; false when
    /// no meaning can match like that.
    bool add_layer(match_kind layer, word* bits, window w) const;
    /// The strongest meaning that matches.
    std::optional<match_kind> match(slot s) const;

private:
    std::vector<meaning> meanings_;  ///< those that may be strongest first
    std::size_t estimate_ = 0;
    slot sorted_ = 0;
};

}  // namespace guiyan::people::inside
