#include "modules/people/index/words.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/people/index/contains.hpp"

namespace guiyan::people::inside {

meaning::meaning(word_meaning const& given, shelf const& shelf) : what_(given.what), shelf_(&shelf) {
    using kind = word_meaning::kind;
    switch (what_) {
        case kind::name:
        case kind::text: {
            word_ = ascii_lower(given.word);
            if (word_.find('\n') != std::string::npos) word_.clear();
            auto const keys = grams_of(word_);
            estimate_ = keys.empty() ? 0 : ~std::size_t(0);
            for (auto const key : keys) {
                bool const in_name = what_ == kind::name;
                auto const n = in_name ? shelf.sorted.names.find(key) : shelf.sorted.texts.find(key);
                std::size_t const members = n == name_grams::none ? 0
                                            : in_name             ? shelf.sorted.names.members.counts[n]
                                                                  : shelf.sorted.texts.counts[n];
                if (members < estimate_) estimate_ = members, gram_ = n;
            }
            verify_ = keys.size() > 1;
            one_character_ = keys.size() == 1 && (keys[0] & 0x1fffff) == 0;
            if (one_character_ && what_ == kind::name) {
                exact_gram_ = shelf.sorted.names.find(keys[0] | name_is);
                front_gram_ = shelf.sorted.names.find(keys[0] | name_begins);
            }
            break;
        }
        case kind::pinyin:
            word_ = letters_of(given.word);
            estimate_ = shelf.sorted.pinyin.estimate(shelf.people, word_);
            break;
        case kind::initials:
            word_ = letters_of(given.word);
            estimate_ = shelf.sorted.initials.estimate(shelf.people, word_);
            break;
        case kind::skills:
            ranges_ = given.ranges;
            for (auto const& r : ranges_)
                for (std::size_t leaf = r.first;
                     leaf < std::min<std::size_t>(r.end, shelf.sorted.leaves.values()); ++leaf)
                    estimate_ += shelf.sorted.leaves.count_of(leaf);
            break;
        case kind::categories:
            categories_ = given.categories;
            for (unsigned v = 0; v < category_limit; ++v)
                if (categories_[v]) estimate_ += shelf.sorted.categories.count_of(v);
            break;
        case kind::regions:
            ranges_ = in_order(given.ranges);
            for (auto const& r : ranges_) {
                auto const [from, to] = shelf.slots_of(r);
                estimate_ += to - from;
            }
            break;
        case kind::ids:
            for (auto const id : given.ids)
                if (auto const s = shelf.find(id)) slots_.push_back(*s);
            std::sort(slots_.begin(), slots_.end());
            estimate_ = slots_.size();
            break;
    }
}

match_kind meaning::strongest() const {
    using kind = word_meaning::kind;
    switch (what_) {
        case kind::ids:
            return match_kind::listed;
        case kind::name:
            return match_kind::name_exact;
        case kind::pinyin:
            return match_kind::pinyin_exact;
        case kind::initials:
            return match_kind::initials_exact;
        case kind::skills:
            return match_kind::skill;
        case kind::categories:
            return match_kind::category;
        case kind::regions:
            return match_kind::region;
        case kind::text:
            break;
    }
    return match_kind::text;
}

std::optional<match_kind> meaning::match(slot s) const {
    using kind = word_meaning::kind;
    switch (what_) {
        case kind::name: {
            if (word_.empty()) return std::nullopt;
            auto const name = shelf_->people.name[s];
            if (name.starts_with(word_))
                return name.size() == word_.size() ? match_kind::name_exact : match_kind::name_prefix;
            return contains(name, word_) ? std::optional(match_kind::name_part) : std::nullopt;
        }
        case kind::text:
            if (!contains(shelf_->people.text[s], word_)) return std::nullopt;
            return match_kind::text;
        case kind::pinyin:
            return pinyin_match(shelf_->people.readings[s], word_);
        case kind::initials:
            return initials_match(shelf_->people.readings[s], word_);
        case kind::skills:
            for (auto const skill : shelf_->people.skills_of(s))
                for (auto const& r : ranges_)
                    if (r.contains(skill)) return match_kind::skill;
            return std::nullopt;
        case kind::categories:
            if (!shelf_->people.book.meets(shelf_->people.categories[s], categories_)) return std::nullopt;
            return match_kind::category;
        case kind::regions: {
            auto const r = shelf_->people.region[s];
            if (r == no_region || !any_contains(ranges_, r)) return std::nullopt;
            return match_kind::region;
        }
        case kind::ids:
            if (!std::binary_search(slots_.begin(), slots_.end(), s)) return std::nullopt;
            return match_kind::listed;
    }
    return std::nullopt;
}

template <class Visit>
void meaning::each(std::optional<match_kind> layer, window w, Visit visit) const {
    using kind = word_meaning::kind;
    using place = reading_index::place;
    auto const& part = shelf_->sorted;
    slot const from = slot(w.first * 64), to = slot(w.end * 64);
    auto const visit_inside = [&](slot s) {
        if (s >= from && s < to) visit(s);
    };
    // Members of one gram that pass a test of their names.
    auto const members = [&](std::size_t number, auto passes) {
        if (number == name_grams::none) return;
        auto const& sets = part.names.members;
        auto const one = [&](slot s) {
            if (passes(s)) visit(s);
        };
        if (sets.is_bitmap(number))
            each_bit(sets.bitmap(number), w.first, w.end, one);
        else
            for (slot const s : sets.part(number, w.first, w.end)) one(s);
    };
    auto const where = layer == match_kind::pinyin_exact || layer == match_kind::initials_exact ? place::whole
                       : layer == match_kind::pinyin_prefix || layer == match_kind::initials_prefix
                           ? place::front
                           : place::anywhere;
    switch (what_) {
        case kind::name: {
            if (estimate_ == 0) return;
            auto const name = [&](slot s) { return shelf_->people.name[s]; };
            auto const any = [](slot) { return true; };
            if (layer == match_kind::name_exact)
                return !one_character_ ? members(gram_, [&](slot s) { return name(s) == word_; })
                                       : members(exact_gram_, any);
            if (layer == match_kind::name_prefix)
                return !one_character_ ? members(gram_, [&](slot s) { return name(s).starts_with(word_); })
                                       : members(front_gram_, any);
            return verify_ ? members(gram_, [&](slot s) { return contains(name(s), word_); })
                           : members(gram_, any);
        }
        case kind::text:
            if (estimate_ == 0) return;
            if (!verify_) return part.texts.each(gram_, visit_inside);
            return part.texts.each(gram_, [&](slot s) {
                if (s >= from && s < to && contains(shelf_->people.text[s], word_)) visit(s);
            });
        case kind::pinyin:
            return part.pinyin.each(shelf_->people, word_, where, visit_inside);
        case kind::initials:
            return part.initials.each(shelf_->people, word_, where, visit_inside);
        case kind::ids:
            for (slot const s : slots_)
                if (s < part.size) visit_inside(s);
            return;
        case kind::skills:
        case kind::categories:
        case kind::regions:
            break;  // by bitmap, in add_to
    }
}

void meaning::add_to(word* bits, window w, std::optional<match_kind> layer) const {
    using kind = word_meaning::kind;
    auto const& part = shelf_->sorted;
    switch (what_) {
        case kind::name: {
            auto const number = layer == match_kind::name_exact    ? exact_gram_
                                : layer == match_kind::name_prefix ? front_gram_
                                                                   : gram_;
            bool const whole_set = layer == match_kind::name_exact || layer == match_kind::name_prefix
                                       ? one_character_
                                       : !verify_;
            if (estimate_ && whole_set && number != name_grams::none)
                return part.names.members.add_to(bits, number, w.first, w.end);
            break;
        }
        case kind::skills:
            for (auto const& r : ranges_) add_skills(*shelf_, r, bits, w);
            return;
        case kind::categories:
            for (unsigned v = 0; v < category_limit; ++v)
                if (categories_[v]) part.categories.add_to(bits, v, w.first, w.end);
            return;
        case kind::regions:
            return add_regions(*shelf_, ranges_, bits, w);
        case kind::text:
        case kind::pinyin:
        case kind::initials:
        case kind::ids:
            break;
    }
    each(layer, w, [&](slot s) { put(bits, s); });
}

bool meaning::list(std::vector<slot>& out, window w) const {
    using kind = word_meaning::kind;
    if (estimate_ == 0) return true;
    if (what_ == kind::skills || what_ == kind::categories || what_ == kind::regions) return false;
    each(std::nullopt, w, [&](slot s) { out.push_back(s); });
    return true;
}

bool meaning::has_layer(match_kind layer) const {
    using kind = word_meaning::kind;
    if (estimate_ == 0) return false;
    switch (what_) {
        case kind::name:
            return layer >= match_kind::name_exact && layer <= match_kind::name_part;
        case kind::pinyin:
            return layer == match_kind::pinyin_exact || layer == match_kind::pinyin_prefix ||
                   layer == match_kind::pinyin_part;
        case kind::initials:
            return layer == match_kind::initials_exact || layer == match_kind::initials_prefix ||
                   layer == match_kind::initials_part;
        default:
            return layer == strongest();
    }
}

word_condition::word_condition(search_term const& term, shelf const& shelf) {
    for (auto const& m : term.any_of) {
        meanings_.emplace_back(m, shelf);
        estimate_ += meanings_.back().estimate();
    }
    std::stable_sort(meanings_.begin(), meanings_.end(),
                     [](auto const& a, auto const& b) { return a.strongest() < b.strongest(); });
    sorted_ = shelf.sorted.size;
    dimension_of = dimension_number(dimension::term);
}

bool word_condition::test(slot s) const {
    return std::any_of(meanings_.begin(), meanings_.end(),
                       [s](meaning const& m) { return m.match(s).has_value(); });
}

void word_condition::add_to(word* bits, window w) const {
    for (auto const& m : meanings_) m.add_to(bits, w);
}

bool word_condition::list(std::vector<slot>& out, window w) const {
    return std::all_of(meanings_.begin(), meanings_.end(), [&](meaning const& m) { return m.list(out, w); });
}

bool word_condition::add_layer(match_kind layer, word* bits, window w) const {
    bool any = false;
    for (auto const& m : meanings_)
        if (m.has_layer(layer)) {
            m.add_to(bits, w, layer);
            any = true;
        }
    return any;
}

std::optional<match_kind> word_condition::match(slot s) const {
    std::optional<match_kind> best;
    bool const sorted = s < sorted_;
    for (auto const& m : meanings_) {
        // Found by nothing in the sorted part, or by nothing stronger than what is known.
        if ((sorted && m.estimate() == 0) || (best && m.strongest() >= *best)) continue;
        if (auto const kind = m.match(s); kind && (!best || *kind < *best)) best = kind;
    }
    return best;
}

}  // namespace guiyan::people::inside
