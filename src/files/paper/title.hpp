#pragma once
// A long title in lines of like length, broken between words (GB/T 9704-2012, 7.3.1: 词意完整，排列对称).

#include <string>
#include <string_view>

namespace guiyan::paper {

/// The title with "\n" where its lines end; unchanged where it fits one line.
std::string title_lines(std::string_view title);

}  // namespace guiyan::paper
