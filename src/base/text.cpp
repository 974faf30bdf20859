#include "base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace guiyan {
namespace {

bool is_blank(char32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0d) || c == 0x85 || c == 0xa0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200f) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f ||
           c == 0x2060 || c == 0x3000 || c == 0xfeff;
}

char32_t decode(std::string_view text, std::size_t& at) {
    UChar32 c = 0;
    auto i = static_cast<std::int32_t>(at);
    U8_NEXT(reinterpret_cast<std::uint8_t const*>(text.data()), i, static_cast<std::int32_t>(text.size()), c);
    at = static_cast<std::size_t>(i);
    return c < 0 ? U'\xfffd' : static_cast<char32_t>(c);
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
    for (std::int32_t i = 0, n = static_cast<std::int32_t>(text.size()); i < n;) {
        UChar32 c = 0;
        U8_NEXT(reinterpret_cast<std::uint8_t const*>(text.data()), i, n, c);
        if (c < 0) return false;
    }
    return true;
}

std::string nfc(std::string_view text) {
    bool ascii = true;
    for (char c : text) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    if (ascii) return std::string(text);
    UErrorCode status = U_ZERO_ERROR;
    auto const* normalizer = icu::Normalizer2::getNFCInstance(status);
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    normalizer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink,
                              nullptr, status);
    return U_SUCCESS(status) ? out : std::string(text);
}

std::string narrow(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        char32_t const c = decode(text, at);
        if (c >= 0xff01 && c <= 0xff5e) {
            out += static_cast<char>(c - 0xfee0);
        } else if (c == 0x3000) {
            out += ' ';
        } else {
            out += to_utf8(c);
        }
    }
    return out;
}

std::string_view trim(std::string_view text) {
    std::size_t begin = 0;
    while (begin < text.size()) {
        std::size_t next = begin;
        if (!is_blank(decode(text, next))) break;
        begin = next;
    }
    std::size_t end = text.size();
    while (end > begin) {
        std::size_t start = end - 1;
        while (start > begin && (static_cast<unsigned char>(text[start]) & 0xc0) == 0x80) --start;
        std::size_t next = start;
        if (!is_blank(decode(text, next))) break;
        end = start;
    }
    return text.substr(begin, end - begin);
}

std::size_t length(std::string_view text) {
    std::size_t n = 0;
    for (char c : text) n += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    return n;
}

std::u32string to_code_points(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) out += decode(text, at);
    return out;
}

std::string to_utf8(char32_t c) {
    char buffer[4];
    std::int32_t size = 0;
    UBool failed = false;
    U8_APPEND(buffer, size, 4, static_cast<UChar32>(c), failed);
    return failed ? std::string("\xef\xbf\xbd") : std::string(buffer, static_cast<std::size_t>(size));
}

std::string to_utf8(std::u32string_view text) {
    std::string out;
    for (char32_t c : text) out += to_utf8(c);
    return out;
}

bool is_han(char32_t c) {
    return c == 0x3007 || u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_UNIFIED_IDEOGRAPH) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0x2f800 && c <= 0x2fa1f);
}

std::string ascii_lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        auto const at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

std::string fill(std::string_view sentence, std::vector<std::pair<std::string, std::string>> const& args) {
    std::string out;
    for (std::size_t at = 0; at < sentence.size();) {
        if (sentence[at] == '{') {
            auto const close = sentence.find('}', at);
            if (close != std::string_view::npos) {
                auto const name = sentence.substr(at + 1, close - at - 1);
                bool found = false;
                for (auto const& [key, text] : args)
                    if (key == name) {
                        out += text;
                        found = true;
                        break;
                    }
                if (found) {
                    at = close + 1;
                    continue;
                }
            }
        }
        out += sentence[at++];
    }
    return out;
}

}  // namespace guiyan
