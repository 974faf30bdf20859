#include "api/uri.hpp"

#include "base/text.hpp"

namespace guiyan::api {

std::string percent_encode(std::string_view text) {
    static constexpr char hex[] = "0123456789ABCDEF";
    std::string out;
    for (unsigned char c : text) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
            c == '_' || c == '.' || c == '~')
            out += static_cast<char>(c);
        else
            (out += '%') += {hex[c >> 4], hex[c & 15]};
    }
    return out;
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_blank) {
    auto digit = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            int const high = digit(text[i + 1]), low = digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            out += static_cast<char>(high * 16 + low);
            i += 2;
        } else if (text[i] == '+' && plus_is_blank) {
            out += ' ';
        } else {
            out += text[i];
        }
    }
    if (!is_valid_utf8(out)) return std::nullopt;
    return out;
}

std::optional<target> split_target(std::string_view text) {
    target out;
    if (auto const hash = text.find('#'); hash != text.npos) text = text.substr(0, hash);
    auto const mark = text.find('?');
    out.path = std::string(text.substr(0, mark));
    if (out.path.empty() || out.path.front() != '/') return std::nullopt;
    if (mark == text.npos) return out;
    for (auto const pair : split(text.substr(mark + 1), '&')) {
        if (pair.empty()) continue;
        auto const equal = pair.find('=');
        auto const name = percent_decode(pair.substr(0, equal), true);
        auto const value = equal == pair.npos ? std::string() : percent_decode(pair.substr(equal + 1), true);
        if (!name || !value) return std::nullopt;
        out.query.emplace_back(*name, *value);
    }
    return out;
}

}  // namespace guiyan::api
