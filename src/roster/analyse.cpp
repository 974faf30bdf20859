#include <algorithm>

#include "roster/duplicates.hpp"
#include "roster/roster.hpp"
#include "roster/sheet_reader.hpp"

namespace guiyan::roster {

result<analysis> analyse(files::workbook& book, reference const& ref, options const& opt,
                         row_sink const& sink) {
    toolbox const tools(ref, opt);
    duplicate_finder duplicates;
    analysis out;
    bool cancelled = false;
    for (std::size_t i = 0; i < book.sheets().size() && !cancelled; ++i) {
        auto read = sheet_reader(book, i, tools, ref, opt, sink, duplicates, out, cancelled).read();
        if (!read) return fail(read.error());
    }
    if (cancelled) {
        out.reject_kind = "cancelled";
    } else if (out.ok + out.reported == 0) {
        bool const any = std::ranges::any_of(out.sheets, [](auto const& s) { return s.ignored > 0; });
        out.reject_kind = any ? "no_people" : "empty";
    } else {
        out.verdict = out.reported ? file_verdict::partial : file_verdict::import;
    }
    return out;
}

}  // namespace guiyan::roster
