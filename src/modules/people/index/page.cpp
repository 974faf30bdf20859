// Which of the people found stand on the page asked for. Few hits are sorted; many are found by walking a
// ready order until the page is full. Late arrivals are sorted each time and merged in.

#include <algorithm>
#include <numeric>

#include "modules/people/index/question.hpp"

namespace guiyan::people::inside {

namespace {

/// The order of a query over any two slots.
class ordering {
public:
    ordering(people_query const& asked, shelf const& shelf)
        : by_(asked.sort == sort_by::relevance ? sort_by::name : asked.sort),
          down_(asked.descending && asked.sort != sort_by::relevance),
          shelf_(shelf),
          p_(shelf.people),
          part_(shelf.sorted) {}

    bool operator()(slot a, slot b) const {
        bool const ka = known(a), kb = known(b);
        if (ka != kb) return ka;
        return down_ ? rises(b, a) : rises(a, b);
    }

    /// Slot at a place of the ready order of sorted slots: first ≤ place < end.
    slot at(std::size_t place) const {
        if (down_) place = place < known_ ? known_ - 1 - place : all_ - 1 - (place - known_);
        return ready_ ? (*ready_)[place] : slot(place);
    }
    /// Chooses the ready order; returns how many places it has.
    std::size_t prepare() {
        slot_order const* o = nullptr;
        switch (by_) {
            case sort_by::name:
            case sort_by::relevance:
                o = &part_.by_name;
                break;
            case sort_by::birth:
                o = &part_.by_birth;
                break;
            case sort_by::confirmed_on:
                o = &part_.by_confirmed;
                break;
            case sort_by::updated_at:
                o = &part_.by_updated;
                break;
            case sort_by::region:
                break;
        }
        ready_ = o ? &o->slots : nullptr;
        known_ = o ? o->known : part_.placed;
        all_ = part_.by_id.size();
        return all_;
    }

    /// The order is the sorted slots' rank by name.
    bool is_rank() const { return !down_ && (by_ == sort_by::name || by_ == sort_by::relevance); }

    bool known(slot s) const {
        switch (by_) {
            case sort_by::birth:
                return p_.birth[s] != 0;
            case sort_by::confirmed_on:
                return p_.confirmed_on[s] != no_day;
            case sort_by::updated_at:
                return true;
            case sort_by::region:
                return p_.region[s] != no_region;
            case sort_by::name:
            case sort_by::relevance:
                break;
        }
        return s < part_.size ? part_.name_rank[s] < part_.by_name.known : !p_.readings[s].empty();
    }

private:
    bool rises(slot a, slot b) const {
        switch (by_) {
            case sort_by::birth:
                return std::pair(p_.birth[a], p_.id[a]) < std::pair(p_.birth[b], p_.id[b]);
            case sort_by::confirmed_on:
                return std::pair(p_.confirmed_on[a], p_.id[a]) < std::pair(p_.confirmed_on[b], p_.id[b]);
            case sort_by::updated_at:
                return std::pair(p_.updated_at[a], p_.id[a]) < std::pair(p_.updated_at[b], p_.id[b]);
            case sort_by::region:
                if (p_.region[a] != p_.region[b]) return p_.region[a] < p_.region[b];
                break;
            case sort_by::name:
            case sort_by::relevance:
                break;
        }
        return shelf_.name_before(a, b);
    }

    sort_by by_;
    bool down_;
    shelf const& shelf_;
    people_columns const& p_;
    sorted_part const& part_;
    column<slot> const* ready_ = nullptr;
    std::size_t known_ = 0, all_ = 0;
};

/// Sorts only what is wanted of `items`: places offset ≤ i < end.
template <class Item, class Less>
std::vector<Item> cut(std::vector<Item>& items, std::size_t offset, std::size_t end, Less less) {
    auto const first = items.begin() + std::ptrdiff_t(offset), last = items.begin() + std::ptrdiff_t(end);
    if (last != items.end()) std::nth_element(items.begin(), last, items.end(), less);
    if (offset) std::nth_element(items.begin(), first, last, less);
    std::sort(first, last, less);
    return {first, last};
}

/// Takes places offset ≤ i < end of the sorted slots that `passes`, merged with `late` (already in order),
/// walking at most `budget` places.
template <class Passes>
bool walk(ordering& order, std::vector<slot> const& late, std::size_t offset, std::size_t end,
          std::size_t budget, Passes passes, std::vector<slot>& out) {
    std::size_t const places = order.prepare();
    std::size_t taken = 0;
    auto next_late = late.begin();
    auto const take = [&](slot s) {
        if (taken >= offset && taken < end) out.push_back(s);
        ++taken;
    };
    std::size_t i = 0;
    // What lies before the page is only counted, without a branch for each.
    if (late.empty())
        for (; taken + 64 < offset && i + 64 < places; i += 64)
            for (std::size_t k = 0; k < 64; ++k) taken += passes(order.at(i + k));
    for (; i < places && taken < end; ++i) {
        if (i >= budget) return false;
        slot const s = order.at(i);
        if (!passes(s)) continue;
        while (next_late != late.end() && taken < end && order(*next_late, s)) take(*next_late++);
        if (taken < end) take(s);
    }
    while (next_late != late.end() && taken < end) take(*next_late++);
    return true;
}

/// Keeps the `wanted` smallest of what is offered, with no more than a comparison for most.
template <class Item, class Less>
class smallest {
public:
    smallest(std::size_t wanted, Less less) : wanted_(wanted), less_(less) { kept_.reserve(wanted * 2 + 64); }
    void offer(Item const& item) {
        if (full_ && !less_(item, bound_)) return;
        kept_.push_back(item);
        if (kept_.size() >= wanted_ * 2 + 64) prune();
    }
    std::vector<Item> take() {
        if (kept_.size() > wanted_) prune();
        return std::move(kept_);
    }

private:
    void prune() {
        auto const last = kept_.begin() + std::ptrdiff_t(wanted_) - 1;
        std::nth_element(kept_.begin(), last, kept_.end(), less_);
        bound_ = *last;
        kept_.resize(wanted_);
        full_ = true;
    }
    std::size_t wanted_;
    Less less_;
    std::vector<Item> kept_;
    Item bound_{};
    bool full_ = false;
};

std::vector<slot> pick_sorting(question const& q, ordering const& order, hits const& found,
                               std::size_t offset, std::size_t end) {
    std::vector<slot> all;
    auto const choose = [&](auto less) {
        smallest<slot, decltype(less)> best(end, less);
        found.each_sorted([&](slot s) { best.offer(s); });
        all = best.take();
    };
    auto const& rank = q.people().sorted.name_rank;
    if (order.is_rank())
        choose([&](slot a, slot b) { return rank[a] < rank[b]; });
    else
        choose([&](slot a, slot b) { return order(a, b); });
    all.insert(all.end(), found.late.begin(), found.late.end());
    return cut(all, offset, end, order);
}

/// One word and many hits: the strongest kind of match first, each kind as a set of its own, until the page
/// is full. Nobody's match is looked at singly.
std::vector<slot> pick_layers(question const& q, ordering const& order, hits const& found, std::size_t offset,
                              std::size_t end) {
    auto const& word_asked = *q.words().front();
    window const w = found.w;
    std::array<std::vector<slot>, match_kind_count> late;
    for (slot const s : found.late)
        late[std::size_t(word_asked.match(s).value_or(match_kind::text))].push_back(s);

    borrowed_bits left(w.first, w.end);
    std::copy(found.bits.data() + w.first, found.bits.data() + w.end, left.data() + w.first);
    std::vector<slot> out;
    for (std::size_t kind = 0; kind < match_kind_count && offset < end; ++kind) {
        hits layer;
        layer.w = w;
        layer.bits = borrowed_bits(w.first, w.end);
        layer.late = std::move(late[kind]);
        if (word_asked.add_layer(match_kind(kind), layer.bits.data(), w)) {
            keep(layer.bits.data() + w.first, left.data() + w.first, w.words());
            layer.sorted = count(layer.bits.data() + w.first, w.words());
        }
        std::size_t const total = layer.total();
        if (offset < total) {
            std::size_t const until = std::min(end, total);
            auto const some = pick_sorting(q, order, layer, offset, until);
            out.insert(out.end(), some.begin(), some.end());
            offset = until;
        }
        // Counted from the start of the next layer.
        offset -= std::min(offset, total);
        end -= std::min(end, total);
        if (layer.sorted)
            for (std::size_t i = w.first; i < w.end; ++i) left.data()[i] &= ~layer.bits.data()[i];
    }
    return out;
}

std::vector<slot> pick_best(question const& q, ordering const& order, hits const& found, std::size_t offset,
                            std::size_t end) {
    struct graded {
        std::uint32_t grade;
        slot who;
    };
    auto const grade = [&](slot s) {
        std::uint32_t sum = 0;
        for (auto const* term : q.words()) sum += std::uint32_t(term->match(s).value_or(match_kind::text));
        return sum;
    };
    auto const& part = q.people().sorted;
    // A sorted slot's grade and rank in one number.
    smallest<std::uint64_t, std::less<>> best(end, std::less<>{});
    found.each_sorted([&](slot s) { best.offer(std::uint64_t(grade(s)) << 32 | part.name_rank[s]); });
    std::vector<graded> all;
    for (auto const key : best.take())
        all.push_back({std::uint32_t(key >> 32), part.by_name.slots[std::uint32_t(key)]});
    for (slot const s : found.late) all.push_back({grade(s), s});
    auto const page = cut(all, offset, end, [&](graded const& a, graded const& b) {
        return a.grade != b.grade ? a.grade < b.grade : order(a.who, b.who);
    });
    std::vector<slot> out;
    for (auto const& g : page) out.push_back(g.who);
    return out;
}

}  // namespace

std::vector<slot> pick(question const& q, people_query const& asked, hits const& found, std::size_t offset,
                       std::size_t size) {
    std::size_t const total = found.total();
    if (size == 0 || offset >= total) return {};
    std::size_t const end = offset + std::min(size, total - offset);
    ordering order(asked, q.people());
    if (asked.sort == sort_by::relevance && !q.words().empty()) {
        bool const layers = q.words().size() == 1 && found.sorted * 4 > found.w.words();
        return layers ? pick_layers(q, order, found, offset, end) : pick_best(q, order, found, offset, end);
    }

    // Many hits stand close together in any order, unless they have to do with the order itself (everybody
    // named 曾 stands at the end): then the walk gives up and the hits are sorted after all.
    std::size_t const everybody = q.people().sorted.by_id.size();
    std::size_t const likely = everybody / std::max<std::size_t>(found.sorted, 1) * end;
    if (likely / 2 > found.sorted + found.w.words()) return pick_sorting(q, order, found, offset, end);
    auto late = found.late;
    late = cut(late, 0, std::min(late.size(), end), order);
    std::vector<slot> out;
    word const* const bits = found.bits.data();
    slot const first = slot(found.w.first * 64), last = slot(found.w.end * 64);
    bool const sorting_is_cheap = end * 8 < found.sorted;
    if (!walk(
            order, late, offset, end, sorting_is_cheap ? likely * 4 + 1000 : ~std::size_t(0),
            [&](slot s) { return s >= first && s < last && has(bits, s); }, out))
        return pick_sorting(q, order, found, offset, end);
    return out;
}

std::optional<std::vector<slot>> pick_walking(question const& q, people_query const& asked,
                                              std::size_t offset, std::size_t size) {
    constexpr double worth_trying = 2000;  // places; a test costs about as much as 20 words of a bitmap
    if (asked.sort == sort_by::relevance && !q.words().empty()) return std::nullopt;
    double const share = q.likely_share();
    if (share * worth_trying < double(offset + size)) return std::nullopt;
    auto const& shelf = q.people();
    word const* const alive = shelf.people.alive.data();
    auto const passes = [&](slot s) { return has(alive, s) && q.in_scope(s) && q.passes(s); };

    std::vector<slot> late;
    for (slot s = shelf.sorted.size; s < shelf.slots(); ++s)
        if (passes(s)) late.push_back(s);
    ordering order(asked, shelf);
    late = cut(late, 0, std::min(late.size(), offset + size), order);
    std::vector<slot> out;
    if (!walk(order, late, offset, offset + size, std::size_t(worth_trying * 2), passes, out))
        return std::nullopt;
    return out;
}

}  // namespace guiyan::people::inside
