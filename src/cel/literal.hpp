#pragma once
// What stands between quotes.

#include <string>
#include <string_view>

namespace guiyan::cel {

struct unescaped {
    std::string text;
    bool good = true;
    std::size_t bad = 0;  ///< where the escape begins that means nothing
};

/// Resolves \n, \x41, \101, \u4e2d, \U0001f431. In bytes \x and \ooo are bytes and \u does not exist; in
/// texts all are characters.
unescaped unescape(std::string_view written, bool bytes);

}  // namespace guiyan::cel
