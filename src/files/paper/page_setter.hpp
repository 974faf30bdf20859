#pragma once
// Private to this folder: pages of the type area, filled from top to bottom, with their numbers below it.

#include <string>
#include <vector>

#include "files/drawing/pdf_file.hpp"
#include "files/drawing/text_setter.hpp"
#include "files/paper/document.hpp"
#include "files/paper/layout.hpp"

namespace guiyan::paper {

/// A run's look in a paragraph of a kind.
struct text_look {
    layout::face const* face = &layout::fang_song;
    double size = layout::body_size;
    bool bold = false;
    double pitch = layout::line_pitch;  ///< from line to line, points
};

class page_setter {
public:
    page_setter(drawing::pdf_file& file, drawing::text_setter& setter, layout::sheet const& sheet)
        : left(sheet.left * layout::points_per_mm),
          top(sheet.top * layout::points_per_mm),
          width(sheet.area_width * layout::points_per_mm),
          height(sheet.area_height * layout::points_per_mm),
          file_(file),
          setter_(setter) {}

    /// The type area, points.
    double const left, top, width, height;

    /// Points from the top of the type area to the next line.
    double at() const { return at_; }
    bool on_top() const { return at_ == 0; }
    double left_over() const { return height - at_; }
    void advance(double points) { at_ += points; }

    /// Begins a page if less than `points` are left.
    void need(double points);
    void next_page();
    void finish() { number(); }

    drawing::text_setter& setter() { return setter_; }
    cairo_t* ink() { return file_.page(); }

    /// Sets a paragraph line by line, over pages where it has to.
    struct paragraph {
        double indent = 0, right = 0;  ///< points
        PangoAlignment side = PANGO_ALIGN_LEFT;
        bool justify = false;
        double reserve = 0;     ///< points that have to be left on the page of its last two lines
        char const* tag = "P";  ///< of the PDF's structure, for readers that speak: "P", "H1" to "H4"
    };
    void put(std::vector<run> const& runs, text_look const& look, paragraph const& how);

    /// One line of a layout with its figures as links; `x` and `y` are its box on the page.
    void draw_line(drawing::line_box const& line, std::vector<run> const& runs, double x, double y,
                   text_look const& look);

    /// Figures that lead somewhere are links to "fig_<id>".
    void set_linked(document const& paper) { paper_ = &paper; }
    /// Links lead here.
    void mark_destination(std::string const& figure);

    drawing::layout_ptr set(std::vector<run> const& runs, text_look const& look, double width, double indent,
                            PangoAlignment side, bool justify);

    double red = 0;  ///< 1: text is drawn in red

private:
    void number();

    drawing::pdf_file& file_;
    drawing::text_setter& setter_;
    document const* paper_ = nullptr;
    double at_ = 0;
    int page_ = 1;
};

/// A table, drawn over pages with its head rows repeated.
void set_table(page_setter& page, block const& table);

}  // namespace guiyan::paper
