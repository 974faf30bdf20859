#include "modules/reports/report_table.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "files/paper/layout.hpp"
#include "files/paper/markdown.hpp"

namespace guiyan::reports {
namespace {

std::string mark(table_cell const& c) {
    return c.figure.empty() ? paper::escaped(c.text) : paper::figure_mark(c.text, c.figure);
}

std::vector<table_cell> cells_of(std::vector<paper::run> const& runs) {
    std::vector<table_cell> out;
    for (auto const& r : runs) out.push_back({r.text, r.figure});
    return out;
}

}  // namespace

std::string to_markdown(report_table const& t) {
    std::string out = "# " + paper::escaped(t.title) + "\n\n";
    for (auto const& c : t.remark) out += mark(c);
    out += "\n\n|";
    for (auto const& c : t.columns) out += " " + paper::escaped(c.head) + " |";
    out += "\n|";
    for (auto const& c : t.columns)
        out += c.side == paper::align::right ? "--:|" : c.side == paper::align::center ? ":-:|" : ":--|";
    for (auto const& line : t.lines) {
        out += "\n|";
        for (auto const& c : line.cells) out += " " + mark(c) + " |";
    }
    return out + "\n";
}

report_table table_of(paper::document const& d) {
    report_table out;
    out.title = d.title;
    for (auto const& b : d.body) {
        if (b.kind == paper::block_kind::text && out.columns.empty()) out.remark = cells_of(b.runs);
        if (b.kind != paper::block_kind::table || !out.columns.empty()) continue;
        for (auto const& row : b.rows) {
            if (row.head) {
                for (std::size_t c = 0; c < row.cells.size(); ++c)
                    out.columns.push_back({paper::text_of(row.cells[c]), b.columns[c]});
                continue;
            }
            table_line line{{}, row.total};
            for (auto const& runs : row.cells) {
                auto const parts = cells_of(runs);
                line.cells.push_back(parts.empty() ? table_cell{} : parts.front());
            }
            out.lines.push_back(std::move(line));
        }
    }
    return out;
}

bool lies_on_its_side(paper::document const& d) {
    constexpr double most =
        paper::layout::area_width * paper::layout::points_per_mm / paper::layout::tight_table_size;
    return std::any_of(d.body.begin(), d.body.end(), [](paper::block const& b) {
        return b.kind == paper::block_kind::table && (b.columns.size() > 9 || paper::wanted_width(b) > most);
    });
}

}  // namespace guiyan::reports
