#include "files/paper/page_setter.hpp"

#include <cmath>
#include <cstdio>

namespace guiyan::paper {
namespace {

// Chinese signs fill a square that reaches from 0.12 below the base line to 0.88 above it.
constexpr double middle_above_base = 0.38;

/// Names inside cairo's tags stand between quotes.
std::string tag_name(std::string_view figure) {
    std::string out;
    for (char c : figure) out += c == '\'' || c == '\\' || static_cast<unsigned char>(c) < 0x20 ? '_' : c;
    return "fig_" + out;
}

std::string rounded(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3f", value);
    return text;
}

}  // namespace

void page_setter::need(double points) {
    // A hair, so that twenty-two lines of a rounded pitch are twenty-two.
    if (at_ + points > height + 0.01) next_page();
}

void page_setter::next_page() {
    number();
    file_.next_page();
    ++page_;
    at_ = 0;
}

void page_setter::number() {
    text_look const look{&layout::song, layout::number_size, false, layout::number_size};
    auto const layout = set({run{"— " + std::to_string(page_) + " —"}}, look, 0, 0, PANGO_ALIGN_LEFT, false);
    auto const line = drawing::text_setter::lines(layout.get()).front();
    // One character in from the outer edge: right on odd pages, left on even ones.
    double const x = page_ % 2 ? left + width - line.width - look.size : left + look.size;
    draw_line({0, line.width, line.first, line.bytes, line.line}, {}, x,
              top + height + layout::number_below_area * layout::points_per_mm, look);
}

drawing::layout_ptr page_setter::set(std::vector<run> const& runs, text_look const& look, double line_width,
                                     double indent, PangoAlignment side, bool justify) {
    std::vector<drawing::styled_text> text;
    for (auto const& r : runs) {
        auto const& face = r.kai ? layout::kai : *look.face;
        double const spacing =
            look.size == layout::body_size ? layout::character_pitch - layout::body_size : 0;
        text.push_back(
            {r.text, {face.families, look.size, look.bold || r.bold, face.bold_replacement, spacing}});
    }
    return setter_.set(text, line_width, indent, side, justify);
}

void page_setter::put(std::vector<run> const& runs, text_look const& look, paragraph const& how) {
    auto const layout = set(runs, look, width - how.right, how.indent, how.side, how.justify);
    // The structure is not only for readers that speak: without it cairo 1.16 leaves the links' objects out
    // of the file.
    bool open = false;
    auto const lines = drawing::text_setter::lines(layout.get());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        double wanted = look.pitch;
        if (how.reserve > 0 && i + 2 >= lines.size())
            wanted = look.pitch * static_cast<double>(lines.size() - i) + how.reserve;
        if (open && at_ + wanted > height + 0.01) cairo_tag_end(ink(), how.tag), open = false;
        need(wanted);
        if (!open) cairo_tag_begin(ink(), how.tag, nullptr), open = true;
        draw_line(lines[i], runs, left, top + at_, look);
        at_ += look.pitch;
    }
    if (open) cairo_tag_end(ink(), how.tag);
}

void page_setter::draw_line(drawing::line_box const& line, std::vector<run> const& runs, double x, double y,
                            text_look const& look) {
    auto* cr = ink();
    cairo_set_source_rgb(cr, red, 0, 0);
    double const base = y + look.pitch / 2 + look.size * middle_above_base;
    cairo_move_to(cr, x + line.x, base);
    pango_cairo_show_layout_line(cr, line.line);
    int begin = 0;
    for (auto const& r : runs) {
        int size = 0;
        for (char c : r.text) size += c == '\n' ? 3 : 1;
        int const from = std::max(begin, line.first), until = std::min(begin + size, line.first + line.bytes);
        begin += size;
        if (r.figure.empty() || from >= until || !paper_ || !has_entry(*paper_, r.figure)) continue;
        int* ranges = nullptr;
        int count = 0;
        pango_layout_line_get_x_ranges(line.line, from, until, &ranges, &count);
        for (int i = 0; i < count; ++i) {
            double const x0 = x + pango_units_to_double(ranges[2 * i]),
                         x1 = x + pango_units_to_double(ranges[2 * i + 1]);
            auto const tag = "dest='" + tag_name(r.figure) + "' rect=[" + rounded(x0) + " " + rounded(y) +
                             " " + rounded(x1 - x0) + " " + rounded(look.pitch) + "]";
            cairo_tag_begin(cr, CAIRO_TAG_LINK, tag.c_str());
            cairo_tag_end(cr, CAIRO_TAG_LINK);
        }
        g_free(ranges);
    }
}

void page_setter::mark_destination(std::string const& figure) {
    auto const tag = "name='" + tag_name(figure) + "' x=" + rounded(left) + " y=" + rounded(top + at_);
    cairo_tag_begin(ink(), CAIRO_TAG_DEST, tag.c_str());
    cairo_tag_end(ink(), CAIRO_TAG_DEST);
}

}  // namespace guiyan::paper
