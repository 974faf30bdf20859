#include "modules/people/index/member_sets.hpp"

namespace guiyan::people::inside {

void member_sets::lay_out(unsigned one_in) {
    where.assign(counts.size(), 0);
    std::uint64_t bitmaps = 0, entries = 0;
    for (std::size_t v = 0; v < counts.size(); ++v) {
        if (std::uint64_t(counts[v]) * one_in > width * 64) {
            where[v] = bitmaps | bitmap_mark;
            bitmaps += width;
        } else {
            where[v] = entries;
            entries += counts[v];
        }
    }
    words.assign(bitmaps, 0);
    lists.resize(entries);
}

std::span<slot const> member_sets::part(std::size_t v, std::size_t first, std::size_t end) const {
    auto const all = list(v);
    if (all.empty()) return all;
    auto const from =
        all.front() >= first * 64 ? all.begin() : std::lower_bound(all.begin(), all.end(), slot(first * 64));
    auto const to = all.back() < end * 64 ? all.end() : std::lower_bound(from, all.end(), slot(end * 64));
    return {from, to};
}

void member_sets::add_to(word* bits, std::size_t v, std::size_t first, std::size_t end) const {
    if (v >= counts.size() || counts[v] == 0) return;
    end = std::min<std::size_t>(end, width);
    if (first >= end) return;
    if (is_bitmap(v))
        join(bits + first, bitmap(v) + first, end - first);
    else
        for (slot const s : part(v, first, end)) put(bits, s);
}

std::size_t member_sets::count_in(word const* bits, std::size_t v, std::size_t first, std::size_t end) const {
    if (v >= counts.size() || counts[v] == 0) return 0;
    end = std::min<std::size_t>(end, width);
    if (first >= end) return 0;
    if (is_bitmap(v)) return count_both(bits + first, bitmap(v) + first, end - first);
    std::size_t sum = 0;
    for (slot const s : part(v, first, end)) sum += has(bits, s);
    return sum;
}

}  // namespace guiyan::people::inside
