#pragma once
// The chapters of an explanation; private to explain*.cpp.

#include "scheme/words.hpp"

namespace guiyan::scheme {

std::string period_word(period);

struct explainer {
    explainer(rulebook const&, sentence_of const& names);

    // Each writes its chapters where the pack has such rules.
    void sources(std::string& out);
    void people(std::string& out);
    void ways(std::string& out);
    void counts(std::string& out);
    void publicities(std::string& out);
    void scores(std::string& out);
    void money(std::string& out);
    void papers(std::string& out);
    void open(std::string& out);

    /// When, for whom and what, without the name and the source; an effect for a record of a kind.
    std::string happens(consequence const&) const;
    std::string effect_words(effect const&, std::string const& kind) const;
    /// Whom it is asked of and until when, without the name and the source.
    std::string asked(obligation const&) const;

    rulebook const& book;
    pack const& p;
    wording say;

private:
    std::string from(std::vector<basis_item> const&) const;
    std::string tail(rule const&) const;
    std::string measured(measure_ref const&) const;
    std::string unit_of(measure_ref const&) const;
    /// `whole`: what the bounds are multiples of, "" for none.
    std::string bounds(bound const&, std::string const& kind, std::string const& unit,
                       std::string const& whole = {}) const;
    std::string wanted(need const&, std::string const& kind) const;
    std::string condition_words(condition const&, std::string const& kind) const;
    std::string each(std::string const& kind, expression const& where) const;
    std::string when_words(occasion const&, std::string const& kind) const;
    std::string item_words(score_item const&, std::string const& kind) const;
    /// Name of the rule that a value stands in; nullptr where it has none.
    std::string const* dynamic_name(visited const&) const;

    void line(std::string const& text);
    void chapter(std::string const& title, std::string& out);

    std::string body_;
    int chapters_ = 0;
};

}  // namespace guiyan::scheme
