#pragma once
// 落款 of a paper without seal (GB/T 9704-2012, 7.3.5.2): the office two characters from the right, the date
// below it beginning two characters further right than the office; where the date is too long for that, the
// date stands two characters from the right and the office moves left.

#include <string>
#include <string_view>
#include <vector>

namespace guiyan::paper {

struct signature_line {
    std::string text;
    double right = 2;  ///< characters from the right edge
};

/// Lines parted by "\n"; the last one is the date.
std::vector<signature_line> signature_lines(std::string_view text);

}  // namespace guiyan::paper
