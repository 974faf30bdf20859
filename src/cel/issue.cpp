#include "cel/issue.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guiyan::cel {

position position_of(std::string_view text, std::uint32_t byte) {
    position p;
    for (char c : text.substr(0, byte)) {
        if (c == '\n') {
            ++p.line;
            p.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            ++p.column;
        }
    }
    return p;
}

std::string sentence(issue const& i, sentences const& text_of) {
    text_args args;
    for (auto const& [name, text] : i.args)
        args.emplace_back(name, text.starts_with('@') ? text_of(std::string_view(text).substr(1)) : text);
    return fill(text_of(i.key), args);
}

namespace {

/// Edits between two words, a swap of neighbours being one.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, now);
    }
    return last[b.size()];
}

}  // namespace

std::string nearest(std::string_view written, std::vector<std::string> const& choices) {
    std::string const* best = nullptr;
    double best_part = 0.5;  // of the letters of the longer word
    auto const lower = ascii_lower(written);
    if (lower.empty() || lower.size() > 100) return {};
    for (auto const& choice : choices) {
        if (choice.empty() || choice.size() > 100) continue;
        auto part =
            double(distance(lower, ascii_lower(choice))) / double(std::max(lower.size(), choice.size()));
        // "strat" is nearer to starts_at than to state: what is written begins the name, slips aside.
        if (choice.size() > lower.size() + 1 && lower.size() >= 3) {
            for (std::size_t n : {lower.size(), lower.size() + 1})
                part = std::min(part, 0.1 + double(distance(lower, ascii_lower(choice.substr(0, n)))) /
                                                double(lower.size() + 1));
        }
        if (part < best_part) {
            best_part = part;
            best = &choice;
        }
    }
    return best ? *best : std::string();
}

}  // namespace guiyan::cel
