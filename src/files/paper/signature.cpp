#include "files/paper/signature.hpp"

#include "base/text.hpp"
#include "files/paper/document.hpp"

namespace guiyan::paper {

std::vector<signature_line> signature_lines(std::string_view text) {
    std::vector<signature_line> lines;
    for (auto line : split(text, '\n'))
        if (!trim(line).empty()) lines.push_back({std::string(trim(line)), 2});
    if (lines.size() < 2) return lines;
    auto& date = lines.back();
    auto& office = lines[lines.size() - 2];
    // Both counted from the right: the date begins two characters right of the office's beginning.
    double const right = 2 + grid_width(office.text) - 2 - grid_width(date.text);
    if (right >= 2) {
        date.right = right;
    } else {
        office.right = 2 + grid_width(date.text) + 2 - grid_width(office.text);
    }
    return lines;
}

}  // namespace guiyan::paper
