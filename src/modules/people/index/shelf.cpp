#include "modules/people/index/shelf.hpp"

#include <algorithm>
#include <future>
#include <numeric>
#include <stdexcept>

#include "modules/people/index/radix.hpp"

namespace guiyan::people::inside {

std::optional<slot> shelf::find(std::int64_t id) const {
    if (auto const late_one = late.find(id); late_one != late.end()) return late_one->second;
    auto const at = std::lower_bound(sorted.by_id.begin(), sorted.by_id.end(), id,
                                     [&](slot s, std::int64_t wanted) { return people.id[s] < wanted; });
    if (at == sorted.by_id.end() || people.id[*at] != id || !has(people.alive.data(), *at))
        return std::nullopt;
    return *at;
}

bool shelf::take_out(std::int64_t id) {
    auto const s = find(id);
    if (!s) return false;
    drop(people.alive.data(), *s);
    late.erase(id);
    --living;
    return true;
}

bool shelf::put_in(person_entry const& person) {
    bool const replaced = take_out(person.id);
    note_late(people.add(person));
    return replaced;
}

void shelf::take_over(people_columns const& from, slot s, category_book const& their_book) {
    note_late(people.add(from, s, their_book));
}

void shelf::note_late(slot s) {
    late[people.id[s]] = s;
    late_keys.push_back(name_key(first_reading(people.readings[s])));
    ++living;
}

std::uint64_t shelf::key_of_name(slot s) const {
    return s < sorted.size ? name_key(first_reading(people.readings[s])) : late_keys[s - sorted.size];
}

bool shelf::name_before(slot a, slot b) const {
    if (a < sorted.size && b < sorted.size) return sorted.name_rank[a] < sorted.name_rank[b];
    auto const ka = key_of_name(a), kb = key_of_name(b);
    return ka != kb ? ka < kb : inside::name_before(people, a, b);
}

std::pair<slot, slot> shelf::slots_of(ordinal_range r) const {
    auto const first = people.region.begin(), end = first + sorted.placed;
    auto const from = std::lower_bound(first, end, r.first), to = std::lower_bound(from, end, r.end);
    return {slot(from - first), slot(to - first)};
}

bool name_before(people_columns const& p, slot a, slot b) {
    auto const ra = first_reading(p.readings[a]), rb = first_reading(p.readings[b]);
    if (ra.empty() != rb.empty()) return rb.empty();
    if (auto const order = ra.compare(rb)) return order < 0;
    if (auto const order = p.name[a].compare(p.name[b])) return order < 0;
    return p.id[a] < p.id[b];
}

frozen_people freeze(people_columns const& people) {
    frozen_people f;
    f.people = &people;
    f.slots = slot(people.slots());
    f.alive = people.alive;
    f.book.halves = people.book.halves;
    f.average = people.average();
    return f;
}

namespace {

std::vector<keyed> name_order(frozen_people const& from) {
    std::vector<keyed> items;
    items.reserve(from.slots);
    each_bit(from.alive.data(), 0, from.alive.size(), [&](slot s) {
        items.push_back({name_key(first_reading(from.people->readings[s])), s});
    });
    radix_sort(items);
    for (std::size_t first = 0; first < items.size();) {
        std::size_t end = first + 1;
        while (end < items.size() && items[end].key == items[first].key) ++end;
        if (end - first > 1)
            std::sort(
                items.begin() + std::ptrdiff_t(first), items.begin() + std::ptrdiff_t(end),
                [&](keyed const& a, keyed const& b) { return name_before(*from.people, a.value, b.value); });
        first = end;
    }
    return items;
}

/// Slots of `ids` (rising ids) by value; `key(s)` is nothing for "not known".
template <class Key>
slot_order order_by(column<slot> const& ids, Key key) {
    std::vector<keyed> items;
    items.reserve(ids.size());
    slot_order order;
    order.slots.reserve(ids.size());
    for (slot const s : ids)
        if (auto const k = key(s)) items.push_back({*k, s});
    radix_sort(items);
    for (auto const& i : items) order.slots.push_back(i.value);
    order.known = std::uint32_t(items.size());
    for (slot const s : ids)
        if (!key(s)) order.slots.push_back(s);
    return order;
}

void sort_by_values(people_columns const& p, sorted_part& part, slot people) {
    std::vector<keyed> items(people);
    for (slot s = 0; s < people; ++s) items[s] = {std::uint64_t(p.id[s]) ^ std::uint64_t(1) << 63, s};
    radix_sort(items);
    part.by_id.resize(people);
    for (std::size_t i = 0; i < people; ++i) part.by_id[i] = items[i].value;
    using key = std::optional<std::uint64_t>;
    part.by_birth = order_by(part.by_id, [&](slot s) { return p.birth[s] ? key(p.birth[s]) : key(); });
    part.by_confirmed = order_by(part.by_id, [&](slot s) {
        return p.confirmed_on[s] == no_day ? key() : key(std::uint32_t(p.confirmed_on[s]) ^ 0x80000000u);
    });
    part.by_updated = order_by(
        part.by_id, [&](slot s) { return key(std::uint64_t(p.updated_at[s]) ^ std::uint64_t(1) << 63); });
}

void collect_members(people_columns const& p, sorted_part& part, slot people,
                     std::vector<ordinal_range> const& skill_nodes) {
    slot const n = part.size;
    for (std::size_t c = 0; c < code_column_count; ++c)
        part.codes[c] = member_sets::build(256, n, 128, [&](auto member) {
            for (slot s = 0; s < people; ++s) member(p.codes[c][s], s);
        });
    part.categories = member_sets::build(category_limit, n, 128, [&](auto member) {
        for (slot s = 0; s < people; ++s)
            for (std::size_t half = 0; half < 2; ++half)
                for (word w = p.book.halves[p.categories[s] * 2 + half]; w; w &= w - 1)
                    member(half * 64 + unsigned(std::countr_zero(w)), s);
    });
    auto const bits_of = [&](auto const& source, std::size_t values) {
        return member_sets::build(values, n, 128, [&](auto member) {
            for (slot s = 0; s < people; ++s)
                for (unsigned w = source[s]; w; w &= w - 1) member(unsigned(std::countr_zero(w)), s);
        });
    };
    part.lines = bits_of(p.lines, 16);
    part.flags = bits_of(p.flags, 8);
    std::size_t leaves = 0;
    for (auto const leaf : p.skills) leaves = std::max<std::size_t>(leaves, leaf + 1u);
    part.leaves = member_sets::build(leaves, n, 32, [&](auto member) {
        for (slot s = 0; s < people; ++s)
            for (auto const leaf : p.skills_of(s)) member(leaf, s);
    });
    // Nodes of a leaf; a person's leaves are sorted, so a node met before is met again right away or never...
    // unless nodes overlap across, hence the last person of each node is kept.
    std::vector<std::vector<std::uint32_t>> nodes_of(leaves);
    for (std::uint32_t node = 0; node < skill_nodes.size(); ++node)
        for (std::uint32_t leaf = skill_nodes[node].first;
             leaf < std::min<std::size_t>(skill_nodes[node].end, leaves); ++leaf)
            nodes_of[leaf].push_back(node);
    part.nodes = member_sets::build(skill_nodes.size(), n, 128, [&](auto member) {
        std::vector<slot> last(skill_nodes.size(), ~slot(0));
        for (slot s = 0; s < people; ++s)
            for (auto const leaf : p.skills_of(s))
                for (auto const node : nodes_of[leaf])
                    if (last[node] != s) {
                        last[node] = s;
                        member(node, s);
                    }
    });
    part.born_slices.assign(16 * part.width(), 0);
    for (std::size_t w = 0; w < part.width(); ++w)
        for (unsigned bit = 0; bit < 16; ++bit) {
            word x = 0;
            for (unsigned i = 0; i < 64; ++i) x |= word(p.born[w * 64 + i] >> (15 - bit) & 1) << i;
            part.born_slices[bit * part.width() + w] = x;
        }
}

}  // namespace

std::unique_ptr<shelf> build_shelf(frozen_people const& from, std::vector<ordinal_range> skill_nodes,
                                   bool hurry) {
    auto made = std::make_unique<shelf>();
    made->skill_nodes = std::move(skill_nodes);
    auto& p = made->people;
    auto& part = made->sorted;

    auto const named = name_order(from);
    std::vector<keyed> placed(named.size());
    for (std::size_t i = 0; i < named.size(); ++i)
        placed[i] = {from.people->region[named[i].value], named[i].value};
    radix_sort(placed);

    auto const people = slot(placed.size());
    auto const room = std::max<std::size_t>(people / 8, 4096);
    p.reserve(people + 64 + room, from.average);
    std::vector<slot> moved(from.slots);
    for (auto const& i : placed) moved[i.value] = p.add(*from.people, i.value, from.book);
    while (p.slots() % 64) p.add_nobody();
    part.size = slot(p.slots());
    // Nobody stands behind everybody, so region stays in rising order up to `placed`.
    part.placed =
        slot(std::lower_bound(p.region.begin(), p.region.begin() + people, no_region) - p.region.begin());
    made->living = people;

    part.name_rank.assign(part.size, 0);
    part.by_name.slots.resize(people);
    for (slot i = 0; i < people; ++i) {
        slot const s = moved[named[i].value];
        part.by_name.slots[i] = s;
        part.name_rank[s] = i;
        part.by_name.known += !p.readings[s].empty();
    }
    sort_by_values(p, part, people);
    for (std::size_t i = 0; i < people; ++i) {
        auto const id = p.id[part.by_id[i]];
        if (id == 0 || (i && p.id[part.by_id[i - 1]] == id))
            throw std::invalid_argument("people_index: an id is 0 or stands there twice");
    }
    // The texts' index takes as long as everything else together, and needs nothing of it.
    auto texts =
        std::async(hurry ? std::launch::async : std::launch::deferred, [&] { part.texts.build(p, people); });
    collect_members(p, part, people, made->skill_nodes);
    part.names.build(p, people);
    part.pinyin.build(p, people, reading_index::content::letters);
    part.initials.build(p, people, reading_index::content::initials);
    texts.get();
    return made;
}

}  // namespace guiyan::people::inside
