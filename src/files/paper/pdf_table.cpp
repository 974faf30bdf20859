#include <algorithm>

#include "files/paper/page_setter.hpp"

namespace guiyan::paper {
namespace {

constexpr double padding = 2, side_padding = 4, rule = 0.5;  // points

struct set_cell {
    std::vector<run> runs;
    drawing::layout_ptr layout;
    std::vector<drawing::line_box> lines;
};

struct set_row {
    std::vector<set_cell> cells;
    text_look look;
    std::size_t lines = 1;

    double height(std::size_t count) const { return static_cast<double>(count) * look.pitch + 2 * padding; }
};

class table_setter {
public:
    table_setter(page_setter& page, block const& table)
        : page_(page), table_(table), size_(type_size(table, page.width)), pitch_(size_ * 1.4) {
        double x = 0;
        for (double share : column_shares(table)) {
            edges_.push_back(x);
            x += share * page_.width;
        }
        edges_.push_back(page_.width);
    }

    void draw() {
        std::vector<set_row> heads;
        for (auto const& row : table_.rows) {
            auto ready = prepared(row);
            if (row.head) heads.push_back(std::move(ready));
        }
        double head_height = 0;
        for (auto const& head : heads) head_height += head.height(head.lines);
        // A head alone at the foot of a page says nothing.
        if (!page_.on_top()) page_.need(head_height + pitch_ * 2 + 2 * padding);
        for (auto const& head : heads) draw_part(head, 0, head.lines);
        for (auto const& row : table_.rows)
            if (!row.head) draw_row(prepared(row), heads, head_height);
    }

private:
    set_row prepared(table_row const& row) {
        set_row out;
        out.look = {row.head ? &layout::hei : &layout::fang_song, size_, row.total, pitch_};
        for (std::size_t c = 0; c < table_.columns.size(); ++c) {
            set_cell cell;
            if (c < row.cells.size()) cell.runs = row.cells[c];
            auto const side = row.head || table_.columns[c] == align::center ? PANGO_ALIGN_CENTER
                              : table_.columns[c] == align::right            ? PANGO_ALIGN_RIGHT
                                                                             : PANGO_ALIGN_LEFT;
            cell.layout =
                page_.set(cell.runs, out.look, edges_[c + 1] - edges_[c] - 2 * side_padding, 0, side, false);
            cell.lines = drawing::text_setter::lines(cell.layout.get());
            out.lines = std::max(out.lines, cell.lines.size());
            out.cells.push_back(std::move(cell));
        }
        return out;
    }

    /// Goes on over pages where the row is higher than one.
    void draw_row(set_row const& row, std::vector<set_row> const& heads, double head_height) {
        for (std::size_t done = 0; done < row.lines;) {
            std::size_t rest = row.lines - done;
            double const on_new_page = page_.height - head_height;
            if (row.height(rest) > page_.left_over() &&
                (row.height(rest) <= on_new_page || page_.left_over() < row.height(1))) {
                page_.next_page();
                for (auto const& head : heads) draw_part(head, 0, head.lines);
            }
            auto const fitting =
                static_cast<std::size_t>(std::max(1.0, (page_.left_over() - 2 * padding) / pitch_));
            rest = std::min(rest, fitting);
            draw_part(row, done, rest);
            done += rest;
        }
    }

    void draw_part(set_row const& row, std::size_t first, std::size_t count) {
        double const y = page_.top + page_.at(), height = row.height(count);
        auto* cr = page_.ink();
        cairo_set_source_rgb(cr, 0, 0, 0);
        cairo_set_line_width(cr, rule);
        for (std::size_t c = 0; c < row.cells.size(); ++c) {
            double const x = page_.left + edges_[c];
            cairo_rectangle(cr, x, y, edges_[c + 1] - edges_[c], height);
            cairo_stroke(cr);
            auto const& cell = row.cells[c];
            std::size_t const shown =
                cell.lines.size() > first ? std::min(count, cell.lines.size() - first) : 0;
            double line_y = y + (height - static_cast<double>(shown) * pitch_) / 2;
            cairo_tag_begin(cr, "P", nullptr);
            for (std::size_t i = 0; i < shown; ++i, line_y += pitch_)
                page_.draw_line(cell.lines[first + i], cell.runs, x + side_padding, line_y, row.look);
            cairo_tag_end(cr, "P");
        }
        page_.advance(height);
    }

    page_setter& page_;
    block const& table_;
    double const size_, pitch_;  ///< of the type, points
    std::vector<double> edges_;
};

}  // namespace

void set_table(page_setter& page, block const& table) {
    table_setter(page, table).draw();
    page.advance(std::min(6.0, page.left_over()));
}

}  // namespace guiyan::paper
