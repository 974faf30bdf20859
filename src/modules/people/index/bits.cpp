#include "modules/people/index/bits.hpp"

#include <algorithm>

namespace guiyan::people::inside {

namespace {

// Baseline x86-64 has no population count; nearly every machine has. Chosen once, at start.
#if defined(__x86_64__) && defined(__GNUC__)
#define GUIYAN_POPCNT __attribute__((target("popcnt")))
bool const has_popcnt = (__builtin_cpu_init(), __builtin_cpu_supports("popcnt"));
#else
#define GUIYAN_POPCNT
constexpr bool has_popcnt = true;
#endif

GUIYAN_POPCNT std::size_t fast_count(word const* a, std::size_t n) {
    std::size_t sum = 0;
    for (std::size_t i = 0; i < n; ++i) sum += std::size_t(__builtin_popcountll(a[i]));
    return sum;
}

GUIYAN_POPCNT std::size_t fast_count_both(word const* a, word const* b, std::size_t n) {
    std::size_t s0 = 0, s1 = 0;
    std::size_t i = 0;
    for (; i + 2 <= n; i += 2) {
        s0 += std::size_t(__builtin_popcountll(a[i] & b[i]));
        s1 += std::size_t(__builtin_popcountll(a[i + 1] & b[i + 1]));
    }
    if (i < n) s0 += std::size_t(__builtin_popcountll(a[i] & b[i]));
    return s0 + s1;
}

// The sum of neighbouring bits, pairs, nibbles: vectorizes without any special instruction.
std::size_t plain_count(word x) {
    x -= x >> 1 & 0x5555555555555555u;
    x = (x & 0x3333333333333333u) + (x >> 2 & 0x3333333333333333u);
    x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0fu;
    x += x >> 8;
    x += x >> 16;
    x += x >> 32;
    return x & 0x7f;
}

}  // namespace

std::size_t count(word const* a, std::size_t words) {
    if (has_popcnt) return fast_count(a, words);
    std::size_t sum = 0;
    for (std::size_t i = 0; i < words; ++i) sum += plain_count(a[i]);
    return sum;
}

std::size_t count_both(word const* a, word const* b, std::size_t words) {
    if (has_popcnt) return fast_count_both(a, b, words);
    std::size_t sum = 0;
    for (std::size_t i = 0; i < words; ++i) sum += plain_count(a[i] & b[i]);
    return sum;
}

std::size_t count_range(word const* a, std::size_t first, std::size_t end) {
    if (first >= end) return 0;
    std::size_t const w = first / 64, last = (end - 1) / 64;
    word const head = ~word(0) << (first % 64), tail = ~word(0) >> (63 - (end - 1) % 64);
    if (w == last) return std::size_t(std::popcount(a[w] & head & tail));
    return std::size_t(std::popcount(a[w] & head)) + count(a + w + 1, last - w - 1) +
           std::size_t(std::popcount(a[last] & tail));
}

void put_range(word* bits, std::size_t first, std::size_t end) {
    if (first >= end) return;
    std::size_t const w = first / 64, last = (end - 1) / 64;
    word const head = ~word(0) << (first % 64), tail = ~word(0) >> (63 - (end - 1) % 64);
    if (w == last) {
        bits[w] |= head & tail;
        return;
    }
    bits[w] |= head;
    std::fill(bits + w + 1, bits + last, ~word(0));
    bits[last] |= tail;
}

namespace {
thread_local std::vector<std::vector<word>> shelf_of_bits;
}

borrowed_bits::borrowed_bits(std::size_t first_word, std::size_t end_word) {
    if (!shelf_of_bits.empty()) {
        bits_ = std::move(shelf_of_bits.back());
        shelf_of_bits.pop_back();
    }
    if (bits_.size() < end_word) bits_.resize(end_word);
    if (first_word < end_word)
        std::fill(bits_.begin() + std::ptrdiff_t(first_word), bits_.begin() + std::ptrdiff_t(end_word), 0);
}

borrowed_bits::~borrowed_bits() {
    // Enough for the widest question (a dozen filters, each with its own facet); more would only lie about.
    if (!bits_.empty() && shelf_of_bits.size() < 32) shelf_of_bits.push_back(std::move(bits_));
}

}  // namespace guiyan::people::inside
