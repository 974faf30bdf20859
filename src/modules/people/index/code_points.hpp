#pragma once
// Walks the characters of UTF-8 without copying. Bytes that are no UTF-8 count as characters of their own.

#include <cstdint>
#include <string_view>

namespace guiyan::people::inside {

inline char32_t next_code_point(std::string_view text, std::size_t& at) {
    auto const byte = [&](std::size_t i) { return std::uint32_t(static_cast<unsigned char>(text[i])); };
    auto const follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xc0) == 0x80; };
    std::uint32_t const b = byte(at);
    if (b < 0x80) {
        ++at;
        return b ? b : 0x1fffff;  // 0 means "no second character" in gram()
    }
    if ((b & 0xf0) == 0xe0 && follows(at + 1) && follows(at + 2)) {
        char32_t const c = (b & 15) << 12 | (byte(at + 1) & 63) << 6 | (byte(at + 2) & 63);
        at += 3;
        return c;
    }
    if ((b & 0xe0) == 0xc0 && follows(at + 1)) {
        char32_t const c = (b & 31) << 6 | (byte(at + 1) & 63);
        at += 2;
        return c;
    }
    if ((b & 0xf8) == 0xf0 && follows(at + 1) && follows(at + 2) && follows(at + 3)) {
        char32_t const c =
            (b & 7) << 18 | (byte(at + 1) & 63) << 12 | (byte(at + 2) & 63) << 6 | (byte(at + 3) & 63);
        at += 4;
        return c & 0x1fffff;
    }
    ++at;
    return 0x110000 + b;
}

/// A pair of neighbouring characters, or one with 0 in second place, as a number.
inline std::uint64_t gram(char32_t first, char32_t second = 0) {
    return std::uint64_t(first) << 21 | second;
}

}  // namespace guiyan::people::inside
