#include "files/paper/title.hpp"

#include <unicode/brkiter.h>

#include <cmath>
#include <memory>
#include <vector>

#include "base/text.hpp"
#include "files/paper/document.hpp"
#include "files/paper/layout.hpp"

namespace guiyan::paper {
namespace {

/// Byte places between words where a line may end.
std::vector<std::size_t> word_ends(std::string_view title) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> const words(
        icu::BreakIterator::createWordInstance(icu::Locale::getChina(), status));
    std::vector<std::size_t> out;
    if (U_FAILURE(status)) return out;
    auto const text = icu::UnicodeString::fromUTF8({title.data(), static_cast<int32_t>(title.size())});
    words->setText(text);
    for (auto at = words->first(); at != icu::BreakIterator::DONE; at = words->next()) {
        if (at == 0 || at == text.length()) continue;
        // Nothing ends with an opening sign or begins with a closing one; a few words stay with what they
        // belong to.
        constexpr std::u16string_view no_end = u"“‘（《〈〔",
                                      no_begin = u"”’）》〉〕、，。：；！？的和与及级";
        if (no_end.find(text.charAt(at - 1)) != no_end.npos ||
            no_begin.find(text.charAt(at)) != no_begin.npos)
            continue;
        std::string before;
        text.tempSubString(0, at).toUTF8String(before);
        out.push_back(before.size());
    }
    return out;
}

}  // namespace

std::string title_lines(std::string_view title) {
    constexpr double most =
        layout::area_width * layout::points_per_mm / layout::title_size;  // 20.1 characters
    std::string out;
    while (grid_width(title) > most) {
        double const lines = std::ceil(grid_width(title) / most), wanted = grid_width(title) / lines;
        std::size_t best = 0;
        double distance = most;
        for (auto const at : word_ends(title)) {
            double const width = grid_width(title.substr(0, at));
            // What is left has to fit the lines that are left.
            bool const fits = width <= most && grid_width(title.substr(at)) <= most * (lines - 1);
            if (fits && std::abs(width - wanted) < distance) best = at, distance = std::abs(width - wanted);
        }
        if (best == 0) break;
        out += std::string(title.substr(0, best)) + "\n";
        title.remove_prefix(best);
    }
    return out + std::string(title);
}

}  // namespace guiyan::paper
