#include "modules/people/index/bits.hpp"

#include <algorithm>

namespace guiyan::people::inside {

namespace {

// Baseline x86-64 has no population count; nearly every machine has one, and newer ones count eight words at
// a time. The same loops are compiled for each and chosen once, at start. Elsewhere (arm64) the baseline has
// it.
#if defined(__x86_64__) && defined(__GNUC__)
#define GUIYAN_LOOPS_FOR(name, features)                                                           \
    __attribute__((target(features))) std::size_t name##_count(word const* a, std::size_t n) {     \
        std::size_t sum = 0;                                                                       \
        for (std::size_t i = 0; i < n; ++i) sum += std::size_t(__builtin_popcountll(a[i]));        \
        return sum;                                                                                \
    }                                                                                              \
    __attribute__((target(features)))                                                              \
    std::size_t name##_count_both(word const* a, word const* b, std::size_t n) {                   \
        std::size_t sum = 0;                                                                       \
        for (std::size_t i = 0; i < n; ++i) sum += std::size_t(__builtin_popcountll(a[i] & b[i])); \
        return sum;                                                                                \
    }
GUIYAN_LOOPS_FOR(wide, "avx512vpopcntdq,avx512vl")
GUIYAN_LOOPS_FOR(single, "popcnt")
enum class level { none, single, wide };
level const machine = [] {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512vpopcntdq") && __builtin_cpu_supports("avx512vl")) return level::wide;
    return __builtin_cpu_supports("popcnt") ? level::single : level::none;
}();
#endif

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
#if defined(__x86_64__) && defined(__GNUC__)
    if (machine == level::wide) return wide_count(a, words);
    if (machine == level::single) return single_count(a, words);
#endif
    std::size_t sum = 0;
    for (std::size_t i = 0; i < words; ++i) sum += plain_count(a[i]);
    return sum;
}

std::size_t count_both(word const* a, word const* b, std::size_t words) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (machine == level::wide) return wide_count_both(a, b, words);
    if (machine == level::single) return single_count_both(a, b, words);
#endif
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

thread_local std::vector<std::vector<word>> used, clean;

// Enough for the widest question (a dozen filters, each with its own facet); more would only lie about.
constexpr std::size_t most_kept = 32;

std::vector<word> take(std::vector<std::vector<word>>& from) {
    if (from.empty()) return {};
    auto bits = std::move(from.back());
    from.pop_back();
    return bits;
}

}  // namespace

borrowed_bits::borrowed_bits(std::size_t first_word, std::size_t end_word) : bits_(take(used)) {
    if (bits_.size() < end_word) bits_.resize(end_word);
    if (first_word < end_word)
        std::fill(bits_.begin() + std::ptrdiff_t(first_word), bits_.begin() + std::ptrdiff_t(end_word), 0);
}

borrowed_bits::borrowed_bits(std::vector<slot> const& list, std::size_t words)
    : bits_(take(clean)), listed_(list), clean_(true) {
    if (bits_.size() < words) bits_.resize(words);
    for (slot const s : listed_) put(bits_.data(), s);
}

borrowed_bits::~borrowed_bits() {
    if (bits_.empty()) return;
    for (slot const s : listed_) bits_[s >> 6] = 0;
    auto& shelf = clean_ ? clean : used;
    if (shelf.size() < most_kept) shelf.push_back(std::move(bits_));
}

}  // namespace guiyan::people::inside
