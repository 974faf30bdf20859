#include "files/table_writer.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guiyan::files {
namespace {

std::uint32_t depth_of(std::vector<heading> const& headings) {
    std::uint32_t deepest = 0;
    for (auto const& h : headings) deepest = std::max(deepest, 1 + depth_of(h.below));
    return deepest;
}

/// Puts headings on their lines from `column` on; returns the column behind them.
std::uint32_t place(std::vector<heading> const& headings, std::uint32_t line, std::uint32_t column,
                    std::vector<std::vector<written_cell>>& lines, std::vector<merge>& merges) {
    for (auto const& h : headings) {
        std::uint32_t const first = column;
        std::uint32_t last_line = line;
        if (h.below.empty()) {
            ++column;
            last_line = static_cast<std::uint32_t>(lines.size()) - 1;
        } else {
            column = place(h.below, line + 1, column, lines, merges);
        }
        for (std::uint32_t l = line; l <= last_line; ++l) {
            for (std::uint32_t c = first; c < column; ++c) {
                cell_value const text = l == line && c == first ? cell_value(h.text) : cell_value();
                lines[l].push_back({c, text, look::heading, {}});
            }
        }
        if (last_line > line || column > first + 1) merges.push_back({line, last_line, first, column - 1});
    }
    return column;
}

std::uint32_t write_line(table_writer& out, std::uint32_t row, std::string const& text, std::uint32_t columns,
                         look style) {
    out.write_row(row, {{0, text, style, {}}});
    if (columns > 1) out.merge_cells({row, row, 0, columns - 1});
    return row + 1;
}

}  // namespace

std::uint32_t table_writer::write_title(std::uint32_t row, std::string const& title, std::uint32_t columns) {
    return write_line(*this, row, title, columns, look::title);
}

std::uint32_t table_writer::write_subtitle(std::uint32_t row, std::string const& text,
                                           std::uint32_t columns) {
    return write_line(*this, row, text, columns, look::subtitle);
}

std::uint32_t table_writer::write_note(std::uint32_t row, std::string const& text, std::uint32_t columns) {
    return write_line(*this, row, text, columns, look::note);
}

std::uint32_t table_writer::write_headings(std::uint32_t row, std::vector<heading> const& headings) {
    std::vector<std::vector<written_cell>> lines(depth_of(headings));
    std::vector<merge> merges;
    place(headings, 0, 0, lines, merges);
    for (std::uint32_t i = 0; i < lines.size(); ++i) {
        std::sort(lines[i].begin(), lines[i].end(), [](auto& a, auto& b) { return a.column < b.column; });
        write_row(row + i, lines[i]);
    }
    for (auto m : merges) {
        m.first_row += row;
        m.last_row += row;
        merge_cells(m);
    }
    return row + static_cast<std::uint32_t>(lines.size());
}

std::uint32_t column_count(std::vector<heading> const& headings) {
    std::uint32_t count = 0;
    for (auto const& h : headings) count += h.below.empty() ? 1 : column_count(h.below);
    return count;
}

double screen_width(std::string_view text) {
    double width = 0;
    for (char32_t c : to_code_points(text)) width += c < 0x2e80 ? 1 : 2;
    return width;
}

bool looks_executable(std::string_view text) {
    if (text.empty()) return false;
    if (std::string_view("=+-@\t\r\n").find(text[0]) != std::string_view::npos) return true;
    for (auto const* wide : {"＝", "＋", "－", "＠"}) {
        if (text.starts_with(wide)) return true;
    }
    return false;
}

}  // namespace guiyan::files
