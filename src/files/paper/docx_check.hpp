#pragma once
// Measures a Word file against GB/T 9704-2012 by reading it again: nothing is believed that its writer knew.
// Serves the tests and `guiyan report`; also says of a file that somebody has edited what became of the
// layout.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace guiyan::paper {

/// One deviation; `key` is a sentence of locales/.
struct docx_finding {
    std::string key;
    text_args args;
};

struct docx_figure {
    std::string mark;    ///< its bookmark in the text, "mark_S0_F02"
    std::string text;    ///< what is printed
    std::string target;  ///< the bookmark in the annex it leads to; empty: none
};

struct docx_table {
    int columns = 0, rows = 0, head_rows = 0;  ///< head_rows are repeated on every page
};

struct docx_measures {
    bool on_its_side = false;
    double top = 0, left = 0, width = 0, height = 0;  ///< of the type area, mm
    int lines = 0, characters = 0;                    ///< a page, a line
    std::vector<docx_figure> figures;                 ///< in the order of the text
    std::vector<docx_table> tables;                   ///< in the order of the text
    std::vector<docx_finding> findings;               ///< empty: as the standard wants it
};

docx_measures measure_docx(std::string_view bytes);

}  // namespace guiyan::paper
