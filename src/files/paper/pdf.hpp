#pragma once
// A paper as PDF, set by this program itself in the same layout as the Word file (layout.hpp): 22 lines of 28
// characters, headings, page numbers, tables that go on over pages with their head repeated, figures that
// lead to their entry in the annex. Types are embedded as far as they are used. Drawn at the desk
// (files/drawing/desk.hpp), which is also where the memory of the types is told of.
//
// 仿宋, 楷体 and 小标宋 are bought types that many machines have not got; layout.hpp names what stands in for
// them.

#include <string>
#include <vector>

#include "files/paper/document.hpp"
#include "files/paper/docx.hpp"

namespace guiyan::paper {

struct pdf_paper {
    std::string bytes;
    int pages = 0;
    std::vector<std::string> missing_characters;  ///< drawn as an empty box: no installed type has them
};

/// The same paper, time and types give the same bytes. Throws std::runtime_error where cairo meets a fault.
pdf_paper to_pdf(document const& paper, written_by const& by);

}  // namespace guiyan::paper
