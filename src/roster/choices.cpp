#include "roster/choices.hpp"

#include "base/text.hpp"
#include "roster/cell_text.hpp"

namespace guiyan::roster {
namespace {

constexpr char32_t ticked = U'☑';
constexpr char32_t empty_box = U'□';

/// One sign for each: ☑ ticked, □ empty. Filled signs are ticks only beside empty ones: elsewhere ● is a
/// bullet.
std::u32string with_plain_boxes(std::string_view tidy_text) {
    std::string text(tidy_text);
    for (std::string_view tick : {"√", "✓", "✔", "∨", "☒", "☑"}) text = replaced(text, tick, "☑");
    for (std::string_view box : {"(☑)", "[☑]", "【☑】", "( ☑ )"}) text = replaced(text, box, "☑");
    for (std::string_view box : {"( )", "()", "[ ]", "[]", "【 】", "【】", "☐", "◻", "▢", "○", "◯"})
        text = replaced(text, box, "□");
    // □√男: the tick was written behind the box instead of into it
    text = replaced(replaced(text, "□☑", "☑"), "☑□", "☑");
    if (text.find("□") != std::string::npos)
        for (std::string_view filled : {"■", "●", "◆", "⊙", "◉", "▣"}) text = replaced(text, filled, "☑");
    return to_code_points(text);
}

bool is_mark(char32_t c) {
    return c == ticked || c == empty_box;
}

std::string option_of(std::u32string_view text) {
    std::string out(trim(to_utf8(text)));
    for (std::string_view end : {"、", ",", ";", "/", "，", "；"})
        while (out.ends_with(end)) out.resize(out.size() - end.size());
    for (std::string_view front : {"、", ",", ";", "/", "，", "；"})
        while (out.starts_with(front)) out.erase(0, front.size());
    return std::string(trim(out));
}

/// "小学 初中☑ 高中": without empty boxes a tick belongs to the word that it touches.
std::optional<std::vector<std::string>> touched_words(std::u32string_view text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        auto const end = std::min(text.find(U' ', at), text.size());
        auto word = text.substr(at, end - at);
        at = end + 1;
        if (word.find(ticked) == std::u32string_view::npos) continue;
        if (word.front() == ticked)
            word.remove_prefix(1);
        else if (word.back() == ticked)
            word.remove_suffix(1);
        if (word.empty() || word.find(ticked) != std::u32string_view::npos) return std::nullopt;
        out.push_back(option_of(word));
    }
    return out;
}

}  // namespace

bool has_empty_box(std::string_view tidy_text) {
    return tidy_text.find("□") != std::string_view::npos || tidy_text.find("☐") != std::string_view::npos;
}

std::optional<std::vector<std::string>> ticked_options(std::string_view tidy_text) {
    // Every sign of a box begins with this byte; the brackets hold nothing else.
    if (tidy_text.find('\xe2') == std::string_view::npos) return std::nullopt;
    std::u32string const text = with_plain_boxes(tidy_text);
    bool any_tick = false;
    bool any_empty = false;
    bool any_text = false;
    for (char32_t c : text) {
        any_tick = any_tick || c == ticked;
        any_empty = any_empty || c == empty_box;
        any_text = any_text || (!is_mark(c) && c != ' ');
    }
    if (!any_text || (!any_tick && !any_empty)) return std::nullopt;
    if (!any_empty) return touched_words(text);
    bool const before = is_mark(text.front());
    if (!before && !is_mark(text.back())) return std::nullopt;
    std::vector<std::string> out;
    std::size_t from = 0;  // of the option's text
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_mark(text[i])) continue;
        std::size_t const end = before ? std::min(text.find_first_of(U"☑□", i + 1), text.size()) : i;
        auto const option =
            option_of(std::u32string_view(text).substr(before ? i + 1 : from, end - (before ? i + 1 : from)));
        if (text[i] == ticked && !option.empty()) out.push_back(option);
        from = i + 1;
    }
    return out;
}

}  // namespace guiyan::roster
