#include "modules/people/index/grams.hpp"

#include <algorithm>

#include "modules/people/index/code_points.hpp"
#include "modules/people/index/radix.hpp"

namespace guiyan::people::inside {

namespace {

constexpr char32_t line_end = U'\n';

/// Calls visit(key) for every character and every pair; lines are apart.
template <class Visit>
void each_gram(std::string_view text, Visit visit) {
    char32_t before = line_end;
    for (std::size_t at = 0; at < text.size();) {
        char32_t const c = next_code_point(text, at);
        if (c != line_end) {
            visit(gram(c));
            if (before != line_end) visit(gram(before, c));
        }
        before = c;
    }
}

template <class Keys>
std::size_t find_key(Keys const& keys, std::uint64_t key) {
    auto const at = std::lower_bound(keys.begin(), keys.end(), key);
    return at != keys.end() && *at == key ? std::size_t(at - keys.begin()) : ~std::size_t(0);
}

/// Numbers for keys in order of first sight; open addressing.
class key_numbers {
public:
    key_numbers() { grow(1 << 16); }
    std::uint32_t number(std::uint64_t key) {
        for (std::size_t at = place(key);; at = (at + 1) & mask_) {
            if (numbers_[at] == 0) {
                keys.push_back(key);
                numbers_[at] = std::uint32_t(keys.size());
                slots_[at] = key;
                if (keys.size() * 2 > mask_) grow((mask_ + 1) * 4);
                return std::uint32_t(keys.size() - 1);
            }
            if (slots_[at] == key) return numbers_[at] - 1;
        }
    }
    std::vector<std::uint64_t> keys;

private:
    std::size_t place(std::uint64_t key) const { return key * 0x9e3779b97f4a7c15u >> 32 & mask_; }
    void grow(std::size_t size) {
        mask_ = size - 1;
        slots_.assign(size, 0);
        numbers_.assign(size, 0);
        for (std::size_t n = 0; n < keys.size(); ++n) {
            std::size_t at = place(keys[n]);
            while (numbers_[at]) at = (at + 1) & mask_;
            slots_[at] = keys[n];
            numbers_[at] = std::uint32_t(n + 1);
        }
    }
    std::size_t mask_ = 0;
    std::vector<std::uint64_t> slots_;
    std::vector<std::uint32_t> numbers_;
};

unsigned gap_size(std::uint32_t gap) {
    return gap < 1u << 7 ? 1 : gap < 1u << 14 ? 2 : gap < 1u << 21 ? 3 : gap < 1u << 28 ? 4 : 5;
}

}  // namespace

std::vector<std::uint64_t> grams_of(std::string_view part) {
    std::vector<std::uint64_t> pairs, ones;
    each_gram(part, [&](std::uint64_t key) { ((key & 0x1fffff) ? pairs : ones).push_back(key); });
    return pairs.empty() ? ones : pairs;
}

void name_grams::build(people_columns const& people, slot slots) {
    std::vector<keyed> items;
    items.reserve(std::size_t(slots) * 6);
    for (slot s = 0; s < slots; ++s) {
        auto const name = people.name[s];
        each_gram(name, [&](std::uint64_t key) { items.push_back({key, s}); });
        if (name.empty()) continue;
        std::size_t at = 0;
        char32_t const first = next_code_point(name, at);
        items.push_back({gram(first, name_begins), s});
        if (at == name.size()) items.push_back({gram(first, name_is), s});
    }
    radix_sort(items);
    // The sort is stable, so the same pair twice in one name stands side by side.
    auto const same = [](keyed const& a, keyed const& b) { return a.key == b.key && a.value == b.value; };
    items.erase(std::unique(items.begin(), items.end(), same), items.end());
    keys.clear();
    for (auto const& i : items)
        if (keys.empty() || keys.back() != i.key) keys.push_back(i.key);
    members = member_sets::build(keys.size(), slots, 32, [&](auto put_member) {
        std::size_t number = 0;
        for (auto const& i : items) {
            while (keys[number] != i.key) ++number;
            put_member(number, i.value);
        }
    });
}

std::size_t name_grams::find(std::uint64_t key) const {
    return find_key(keys, key);
}

void text_grams::build(people_columns const& people, slot slots) {
    key_numbers numbers;
    std::vector<slot> last;
    std::vector<std::uint32_t> seen, sizes;
    // Two readings of the texts: the first learns how long every list gets, the second writes it.
    for (slot s = 0; s < slots; ++s)
        each_gram(people.text[s], [&](std::uint64_t key) {
            auto const n = numbers.number(key);
            if (n == last.size()) {
                last.push_back(0);
                seen.push_back(0);
                sizes.push_back(0);
            } else if (last[n] == s) {
                return;
            }
            sizes[n] += gap_size(s - last[n]);
            ++seen[n];
            last[n] = s;
        });

    std::vector<keyed> order(numbers.keys.size());
    for (std::uint32_t n = 0; n < order.size(); ++n) order[n] = {numbers.keys[n], n};
    radix_sort(order);
    keys.resize(order.size());
    counts.resize(order.size());
    begins.resize(order.size());
    std::vector<std::uint64_t> next(order.size());
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        auto const n = order[i].value;
        keys[i] = order[i].key;
        counts[i] = seen[n];
        begins[i] = next[n] = total;
        total += sizes[n];
    }
    bytes.resize(total);
    std::fill(last.begin(), last.end(), 0);
    std::fill(seen.begin(), seen.end(), 0);
    for (slot s = 0; s < slots; ++s)
        each_gram(people.text[s], [&](std::uint64_t key) {
            auto const n = numbers.number(key);
            if (seen[n] && last[n] == s) return;
            seen[n] = 1;
            std::uint32_t gap = s - last[n];
            last[n] = s;
            for (; gap >= 0x80; gap >>= 7) bytes[next[n]++] = std::uint8_t(gap | 0x80);
            bytes[next[n]++] = std::uint8_t(gap);
        });
}

std::size_t text_grams::find(std::uint64_t key) const {
    return find_key(keys, key);
}

}  // namespace guiyan::people::inside
