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

void meaning::add_to(word* bits, window w) const {
    using kind = word_meaning::kind;
    auto const& part = shelf_->sorted;
    slot const from = slot(w.first * 64), to = slot(w.end * 64);
    auto const put_inside = [&](slot s) {
        if (s >= from && s < to) put(bits, s);
    };
    switch (what_) {
        case kind::name:
            if (gram_ == name_grams::none || estimate_ == 0) return;
            if (!verify_) return part.names.members.add_to(bits, gram_, w.first, w.end);
            if (part.names.members.is_bitmap(gram_))
                each_bit(part.names.members.bitmap(gram_), w.first, w.end, [&](slot s) {
                    if (contains(shelf_->people.name[s], word_)) put(bits, s);
                });
            else
                for (slot const s : part.names.members.part(gram_, w.first, w.end))
                    if (contains(shelf_->people.name[s], word_)) put(bits, s);
            return;
        case kind::text:
            if (gram_ == text_grams::none || estimate_ == 0) return;
            if (!verify_) return part.texts.each(gram_, put_inside);
            return part.texts.each(gram_, [&](slot s) {
                if (s >= from && s < to && contains(shelf_->people.text[s], word_)) put(bits, s);
            });
        case kind::pinyin:
            return part.pinyin.each(shelf_->people, word_, put_inside);
        case kind::initials:
            return part.initials.each(shelf_->people, word_, put_inside);
        case kind::skills:
            for (auto const& r : ranges_) add_skills(*shelf_, r, bits, w);
            return;
        case kind::categories:
            for (unsigned v = 0; v < category_limit; ++v)
                if (categories_[v]) part.categories.add_to(bits, v, w.first, w.end);
            return;
        case kind::regions:
            return add_regions(*shelf_, ranges_, bits, w);
        case kind::ids:
            for (slot const s : slots_)
                if (s < part.size) put_inside(s);
            return;
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
