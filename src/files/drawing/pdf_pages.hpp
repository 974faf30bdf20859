#pragma once
// Finished PDF files once more: types made lean, several files bound into one.

#include <string>
#include <string_view>
#include <vector>

namespace guiyan::drawing {

/// The same pages with types cut to the signs that are used. The same bytes in give the same bytes out.
std::string lean_pdf(std::string_view bytes);

struct bound_pdf {
    std::string bytes;
    int pages = 0;
};
/// All pages of all files in their order. A file that cannot be read throws std::runtime_error: papers are
/// our own.
bound_pdf bound(std::vector<std::string> const& files);

}  // namespace guiyan::drawing
