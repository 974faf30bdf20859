#pragma once
// The text of a cell without what a typing hand leaves in it: invisible characters, full-width figures,
// blanks, line breaks, remarks in brackets.

#include <string>
#include <string_view>
#include <vector>

namespace guiyan::roster {

/// Half-width letters and figures, no invisible characters, runs of blanks and line breaks as one blank, no
/// blanks or apostrophes at the ends.
std::string tidy(std::string_view raw);

/// Like tidy, but letters, figures and punctuation stay as wide as they were written: for free text.
std::string tidy_free_text(std::string_view raw);

/// True where tidy would drop zero-width or control characters (line breaks do not count).
bool has_invisible(std::string_view raw);

/// True where full-width letters or figures stand in the text.
bool has_wide(std::string_view raw);

std::string without_blanks(std::string_view text);

/// Text and what stood in brackets of any kind: "张三(党员)" → 张三, {党员}. An unclosed bracket reaches to
/// the end.
struct bracketed {
    std::string text;
    std::vector<std::string> remarks;
};
bracketed split_brackets(std::string_view tidy_text);

/// True of a mark that stands for "nothing": 无 / - — 、 . 空 暂无 不详 N/A.
bool is_nothing(std::string_view tidy_text);

/// True of a mark that repeats the cell above: 〃 ″ " 同上 同 ditto.
bool is_ditto(std::string_view tidy_text);

bool all_digits(std::string_view text);
std::string only_digits(std::string_view text);

/// Every `from` replaced.
std::string replaced(std::string text, std::string_view from, std::string_view to);

/// The parts between separators that lists in cells have: 、 , ; / | + & and line breaks; blanks only where
/// `blanks`.
std::vector<std::string> split_list(std::string_view tidy_text, bool blanks);

}  // namespace guiyan::roster
