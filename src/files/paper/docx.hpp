#pragma once
// A paper as Word file in the layout of GB/T 9704-2012 (layout.hpp), made so that Word, WPS and LibreOffice
// show the same: types named for Chinese, Latin and signs alike in every run and no theme, so that neither a
// theme nor a fallback changes 仿宋 into something else or takes “” from a Latin type; fixed line pitch for
// text, free line height in tables, where a fixed one would cut lines off.
//
// Every printed figure is a bookmark and, where the annex has its entry, a link to it. The same paper and the
// same time give the same bytes.

#include <string>

#include "base/clock.hpp"
#include "files/paper/document.hpp"

namespace guiyan::paper {

struct written_by {
    instant at{};        ///< stands in the file as its time; the clock of the machine never does
    std::string author;  ///< office, not a person; may be empty
};

std::string to_docx(document const& paper, written_by const& by);

}  // namespace guiyan::paper
