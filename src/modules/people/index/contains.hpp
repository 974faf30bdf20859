#pragma once
// Whether a text holds a word. Searches for the word's last byte: the first bytes of Chinese characters are
// nearly all alike, the last ones differ, so a byte search that runs over 32 bytes at a time stops seldom.

#include <cstring>
#include <string_view>

namespace guiyan::people::inside {

inline bool contains(std::string_view text, std::string_view part) {
    if (part.empty() || text.size() < part.size()) return false;
    std::size_t const before = part.size() - 1;
    char const* at = text.data() + before;
    char const* const end = text.data() + text.size();
    while ((at = static_cast<char const*>(std::memchr(at, part.back(), std::size_t(end - at))))) {
        if (std::memcmp(at - before, part.data(), before) == 0) return true;
        if (++at == end) return false;
    }
    return false;
}

}  // namespace guiyan::people::inside
