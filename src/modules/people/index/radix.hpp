#pragma once
// Stable sort of (key, value) pairs by a 64-bit key, eleven bits a pass; passes in which all keys agree are
// left out.

#include <array>
#include <cstdint>
#include <vector>

namespace guiyan::people::inside {

struct keyed {
    std::uint64_t key;
    std::uint32_t value;
};

inline void radix_sort(std::vector<keyed>& items) {
    constexpr unsigned digit_bits = 11, digits = 6, buckets = 1u << digit_bits;
    std::vector<std::array<std::uint32_t, buckets>> histogram(digits);
    for (auto& h : histogram) h.fill(0);
    for (auto const& i : items)
        for (unsigned d = 0; d < digits; ++d) ++histogram[d][i.key >> (d * digit_bits) & (buckets - 1)];
    std::vector<keyed> other(items.size());
    for (unsigned d = 0; d < digits; ++d) {
        auto& h = histogram[d];
        if (items.empty() || h[items[0].key >> (d * digit_bits) & (buckets - 1)] == items.size()) continue;
        std::uint32_t sum = 0;
        for (auto& n : h) {
            std::uint32_t const here = n;
            n = sum;
            sum += here;
        }
        for (auto const& i : items) other[h[i.key >> (d * digit_bits) & (buckets - 1)]++] = i;
        items.swap(other);
    }
}

}  // namespace guiyan::people::inside
