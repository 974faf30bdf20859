#include "modules/people/index/question.hpp"

#include <algorithm>

namespace guiyan::people::inside {

question::question(people_query const& asked, shelf const& shelf) : shelf_(shelf), scope_(asked.scope) {
    auto const& part = shelf.sorted;
    if (scope_.all()) {
        scope_slots_.push_back({0, part.size});
    } else {
        for (auto const& r : scope_.regions()) scope_slots_.push_back(shelf.slots_of(r));
        if (scope_.unplaced()) scope_slots_.push_back({part.placed, part.size});
    }
    std::erase_if(scope_slots_, [](auto const& r) { return r.first >= r.second; });
    if (!scope_slots_.empty())
        window_ = {scope_slots_.front().first / 64, words_for(scope_slots_.back().second)};

    conditions_ = compile(asked.filter, shelf);
    for (auto const& term : asked.terms) {
        auto condition = std::make_unique<word_condition>(term, shelf);
        words_.push_back(condition.get());
        conditions_.push_back(std::move(condition));
    }
    // The rarest first: what it leaves may be few enough to be tested one by one.
    std::stable_sort(conditions_.begin(), conditions_.end(),
                     [](auto const& a, auto const& b) { return a->estimate() < b->estimate(); });
    kept_.resize(conditions_.size());
}

bool question::restricts(unsigned dimension) const {
    return std::any_of(conditions_.begin(), conditions_.end(),
                       [&](auto const& c) { return c->dimension_of == dimension; });
}

bool question::in_scope(slot s) const {
    return scope_.all() || scope_.allows(shelf_.people.region[s]);
}

bool question::passes(slot s, std::optional<unsigned> except) const {
    return std::all_of(conditions_.begin(), conditions_.end(),
                       [&](auto const& c) { return (except && c->dimension_of == *except) || c->test(s); });
}

double question::likely_share() const {
    double share = 0;
    double const all = std::max<double>(shelf_.sorted.size, 1);
    for (auto const& [from, to] : scope_slots_) share += (to - from) / all;
    for (auto const& c : conditions_) share *= std::min(1.0, double(c->estimate()) / all);
    return share;
}

hits question::collect(std::optional<unsigned> except) {
    hits found;
    found.w = window_;
    if (!collect_listed(found, except)) collect_sorted(found, except);
    for (slot s = shelf_.sorted.size; s < shelf_.slots(); ++s)
        if (has(shelf_.people.alive.data(), s) && in_scope(s) && passes(s, except)) found.late.push_back(s);
    return found;
}

/// When the rarest condition leaves few, only those are looked at, and no bitmap is gone through.
bool question::collect_listed(hits& found, std::optional<unsigned> except) const {
    condition const* rarest = nullptr;
    for (auto const& c : conditions_)
        if (except != c->dimension_of && !rarest) rarest = c.get();
    // A test of one slot costs about as much as going through 24 words a few times.
    if (!rarest || rarest->estimate() * 24 > window_.words()) return false;
    auto& list = found.list.emplace();
    if (!rarest->list(list, window_)) {
        found.list.reset();
        return false;
    }
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    std::erase_if(list, [&](slot s) {
        if (!has(shelf_.people.alive.data(), s) || !in_scope(s)) return true;
        for (auto const& c : conditions_)
            if (c.get() != rarest && except != c->dimension_of && !c->test(s)) return true;
        return false;
    });
    found.sorted = list.size();
    found.bits = borrowed_bits(list, window_.end);
    return true;
}

void question::collect_sorted(hits& found, std::optional<unsigned> except) {
    auto& w = found.w;

    // A region filter is a range of slots: look at nothing else.
    for (auto const& c : conditions_)
        if (c->dimension_of == dimension_number(dimension::region) && except != c->dimension_of) {
            borrowed_bits placed(w.first, w.end);
            c->add_to(placed.data(), w);
            while (w.first < w.end && !placed.data()[w.first]) ++w.first;
            while (w.end > w.first && !placed.data()[w.end - 1]) --w.end;
        }

    found.bits = borrowed_bits(w.first, w.end);
    word* const bits = found.bits.data();
    for (auto const& [from, to] : scope_slots_)
        put_range(bits, std::max<std::size_t>(from, w.first * 64), std::min<std::size_t>(to, w.end * 64));
    keep(bits + w.first, shelf_.people.alive.data() + w.first, w.words());

    std::size_t at_most = w.words() * 64;
    for (std::size_t i = 0; i < conditions_.size(); ++i) {
        auto const& c = *conditions_[i];
        if (except == c.dimension_of) continue;
        if (at_most * 4 < w.words()) {
            each_bit(bits, w.first, w.end, [&](slot s) {
                if (!c.test(s)) drop(bits, s);
            });
        } else if (repeats_) {
            if (!kept_[i]) {
                kept_[i].emplace(window_.first, window_.end);
                c.add_to(kept_[i]->data(), window_);
            }
            keep(bits + w.first, kept_[i]->data() + w.first, w.words());
        } else {
            c.keep_in(bits, w);
        }
        at_most = std::min(at_most, c.estimate());
    }
    found.sorted = count(bits + w.first, w.words());
}

}  // namespace guiyan::people::inside
