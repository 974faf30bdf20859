#pragma once
// Sets of slots as bitmaps, 64 slots a word: the few loops that everything else is made of.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace guiyan::people::inside {

using word = std::uint64_t;
using slot = std::uint32_t;

inline std::size_t words_for(std::size_t slots) {
    return (slots + 63) / 64;
}
inline bool has(word const* bits, slot s) {
    return bits[s >> 6] >> (s & 63) & 1;
}
inline void put(word* bits, slot s) {
    bits[s >> 6] |= word(1) << (s & 63);
}
inline void drop(word* bits, slot s) {
    bits[s >> 6] &= ~(word(1) << (s & 63));
}

/// Sets the bits first ≤ s < end.
void put_range(word* bits, std::size_t first, std::size_t end);

std::size_t count(word const* a, std::size_t words);
std::size_t count_both(word const* a, word const* b, std::size_t words);
/// Bits of `a` in first ≤ s < end.
std::size_t count_range(word const* a, std::size_t first, std::size_t end);

inline void keep(word* into, word const* other, std::size_t words) {
    for (std::size_t i = 0; i < words; ++i) into[i] &= other[i];
}
inline void join(word* into, word const* other, std::size_t words) {
    for (std::size_t i = 0; i < words; ++i) into[i] |= other[i];
}

template <class Visit>
void each_bit(word const* bits, std::size_t first_word, std::size_t end_word, Visit visit) {
    for (std::size_t w = first_word; w < end_word; ++w)
        for (word rest = bits[w]; rest; rest &= rest - 1)
            visit(slot(w * 64 + unsigned(std::countr_zero(rest))));
}

/// A bitmap borrowed from the thread for one question, so that answering allocates nothing. Words [first,
/// end) are cleared; the others hold what was there before and must not be read.
class borrowed_bits {
public:
    borrowed_bits(std::size_t first_word, std::size_t end_word);
    /// The bits of a list and nothing else, without a word of the others being touched.
    borrowed_bits(std::vector<slot> const& list, std::size_t words);
    ~borrowed_bits();
    borrowed_bits(borrowed_bits&& other) noexcept
        : bits_(std::move(other.bits_)), listed_(std::move(other.listed_)), clean_(other.clean_) {}
    borrowed_bits& operator=(borrowed_bits&& other) noexcept {
        bits_.swap(other.bits_);
        listed_.swap(other.listed_);
        std::swap(clean_, other.clean_);
        return *this;
    }
    word* data() { return bits_.data(); }
    word const* data() const { return bits_.data(); }

private:
    std::vector<word> bits_;
    std::vector<slot> listed_;  ///< bits to be cleared again
    bool clean_ = false;        ///< all words but those of listed_ are 0
};

}  // namespace guiyan::people::inside
