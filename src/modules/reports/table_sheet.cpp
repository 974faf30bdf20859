// A list or matrix as xlsx: its title, its line, one row of heads, as imports understand them.

#include <algorithm>
#include <charconv>

#include "files/table_writer.hpp"
#include "modules/reports/report_table.hpp"

namespace guiyan::reports {
namespace {

constexpr double narrowest = 6.5, widest = 40;  // characters of Excel

/// Numbers stay numbers, so that a sheet can go on reckoning.
files::cell_value value_of(table_cell const& c, paper::align side) {
    if (c.text.empty()) return {};
    if (side == paper::align::right) {
        double d = 0;
        auto const end = c.text.data() + c.text.size();
        auto const [at, error] = std::from_chars(c.text.data(), end, d);
        if (error == std::errc() && at == end) return d;
    }
    return c.text;
}

}  // namespace

void write_table_sheet(std::filesystem::path const& path, report_table const& t, std::string const& footer) {
    constexpr std::uint32_t head_rows = 3;  // title, line, heads
    std::vector<double> widths;
    std::vector<files::heading> heads;
    for (std::size_t c = 0; c < t.columns.size(); ++c) {
        double width = files::screen_width(t.columns[c].head) + 2;
        for (auto const& line : t.lines)
            if (c < line.cells.size()) width = std::max(width, files::screen_width(line.cells[c].text) + 2);
        widths.push_back(std::clamp(width, narrowest, widest));
        heads.push_back({t.columns[c].head, {}});
    }
    auto const columns = static_cast<std::uint32_t>(t.columns.size());
    auto out = files::write_xlsx(path);
    out->begin_sheet({.name = t.title,
                      .column_widths = std::move(widths),
                      .frozen_rows = head_rows,
                      .repeat_rows = head_rows,
                      .landscape = columns > 6,
                      .footer = footer});
    auto row = out->write_title(1, t.title, columns);
    std::string line;
    for (auto const& c : t.remark) line += c.text;
    row = out->write_subtitle(row, line, columns);
    row = out->write_headings(row, heads);
    for (auto const& l : t.lines) {
        std::vector<files::written_cell> cells;
        for (std::size_t c = 0; c < l.cells.size() && c < t.columns.size(); ++c)
            cells.push_back({static_cast<std::uint32_t>(c),
                             value_of(l.cells[c], t.columns[c].side),
                             l.total                                     ? files::look::total
                             : t.columns[c].side == paper::align::center ? files::look::centered
                                                                         : files::look::body,
                             {}});
        out->write_row(row++, cells);
    }
    out->close();
}

}  // namespace guiyan::reports
