#include "cel/literal.hpp"

#include <optional>

#include "base/text.hpp"

namespace guiyan::cel {
namespace {

/// A number of exactly `digits` figures to a base at the front of `text`.
std::optional<char32_t> figures(std::string_view text, std::size_t digits, unsigned base) {
    if (text.size() < digits) return std::nullopt;
    std::uint64_t n = 0;
    for (char c : text.substr(0, digits)) {
        unsigned d = 99;
        if (c >= '0' && c <= '9') d = unsigned(c - '0');
        if (c >= 'a' && c <= 'f') d = unsigned(c - 'a' + 10);
        if (c >= 'A' && c <= 'F') d = unsigned(c - 'A' + 10);
        if (d >= base) return std::nullopt;
        n = n * base + d;
    }
    if (n > 0x10FFFF) return std::nullopt;
    return static_cast<char32_t>(n);
}

char simple(char c) {
    switch (c) {
        case 'a':
            return '\a';
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        case 'v':
            return '\v';
        case '\\':
        case '?':
        case '"':
        case '\'':
        case '`':
            return c;
        default:
            return 0;
    }
}

}  // namespace

unescaped unescape(std::string_view written, bool bytes) {
    unescaped out;
    for (std::size_t i = 0; i < written.size();) {
        if (written[i] != '\\') {
            out.text += written[i++];
            continue;
        }
        auto const begin = i++;
        auto bad = [&] {
            out.good = false;
            out.bad = begin;
            return out;
        };
        if (i >= written.size()) return bad();
        char const c = written[i++];
        if (char const s = simple(c)) {
            out.text += s;
            continue;
        }
        std::size_t digits = 0;
        unsigned base = 16;
        if (c == 'x' || c == 'X') {
            digits = 2;
        } else if (c == 'u' && !bytes) {
            digits = 4;
        } else if (c == 'U' && !bytes) {
            digits = 8;
        } else if (c >= '0' && c <= '3') {
            digits = 3;
            base = 8;
            --i;
        } else {
            return bad();
        }
        auto const n = figures(written.substr(i), digits, base);
        if (!n || (!bytes && *n >= 0xD800 && *n <= 0xDFFF)) return bad();
        i += digits;
        if (bytes)
            out.text += static_cast<char>(*n);
        else
            out.text += to_utf8(*n);
    }
    return out;
}

}  // namespace guiyan::cel
