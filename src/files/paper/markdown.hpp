#pragma once
// CommonMark with tables and footnotes into a paper. What each mark becomes:
//   # …                  the title          ## ### #### #####   headings 一、 （一） 1. （1）, numbered as
//   they are typed text, 1. list, - list, tables           a row that begins with 合计, 总计 or 小计 is a
//   total
//   **bold**  *楷体*                          ---                 a new page
//   > office > date      落款 at the right   [^1]                a mark ① and its note
//   [157人](figure:S0-F01)                   a printed figure: its id stays with the print
// A paragraph that begins with a heading of its own, such as （一）…。, has that first sentence in 楷体.
// Marks of emphasis work beside Chinese punctuation too, where CommonMark alone would not see them. HTML,
// pictures, code and links to elsewhere are refused with their line: a paper has no place for them.

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "files/paper/document.hpp"

namespace guiyan::paper {

/// At most 2 MiB of valid UTF-8. Errors are of the field "/text" and name the line.
result<document> from_markdown(std::string_view text);

/// A value for a hole of a report, so that nothing in it is taken for a mark.
std::string escaped(std::string_view value);

/// A printed figure for a hole of a report: "[157人](figure:S0-F01)".
std::string figure_mark(std::string_view printed, std::string_view id);

}  // namespace guiyan::paper
