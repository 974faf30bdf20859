#include "files/drawing/text_setter.hpp"

#include "base/text.hpp"

namespace guiyan::drawing {
namespace {

int units(double points) {
    return pango_units_from_double(points);
}

}  // namespace

text_setter::text_setter() : map_(pango_cairo_font_map_get_default()), context_(nullptr) {
    // The thread's own font map is kept: librsvg uses the same one, so that a type is in memory once.
    context_ = pango_font_map_create_context(map_);
    pango_cairo_context_set_resolution(context_, 72);
    auto* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context_, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context_, FALSE);
    pango_context_set_language(context_, pango_language_from_string("zh-CN"));
    PangoFontFamily** all = nullptr;
    int count = 0;
    pango_font_map_list_families(map_, &all, &count);
    for (int i = 0; i < count; ++i) families_.insert(pango_font_family_get_name(all[i]));
    g_free(all);
}

text_setter::~text_setter() {
    g_object_unref(context_);
}

PangoFontDescription* text_setter::description(wanted_face const& face) {
    auto const wanted = split(face.families, ',');
    auto const last = std::string(wanted.back());
    std::string chosen = last;
    for (auto name : wanted)
        if (families_.contains(std::string(name))) {
            chosen = name;
            break;
        }
    auto* d = pango_font_description_new();
    // The last family stays behind the chosen one, for characters that an older type has not got.
    pango_font_description_set_family(d, (chosen == last ? last : chosen + "," + last).c_str());
    bool const bold = face.bold || (face.bold_replacement && chosen == last);
    pango_font_description_set_weight(d, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_size(d, units(face.size));
    return d;
}

layout_ptr text_setter::set(std::vector<styled_text> const& text, double width, double indent,
                            PangoAlignment side, bool justify) {
    layout_ptr layout(pango_layout_new(context_));
    auto* attributes = pango_attr_list_new();
    std::string whole;
    for (auto const& piece : text) {
        auto const begin = static_cast<guint>(whole.size());
        // A break inside the paragraph is a new line (U+2028), not a new paragraph with its own indent.
        for (char c : piece.text)
            if (c == '\n')
                whole += "\xE2\x80\xA8";
            else
                whole += c;
        auto const end = static_cast<guint>(whole.size());
        auto* d = description(piece.face);
        auto const add = [&](PangoAttribute* a) {
            a->start_index = begin;
            a->end_index = end;
            pango_attr_list_insert(attributes, a);
        };
        add(pango_attr_font_desc_new(d));
        pango_font_description_free(d);
        if (piece.face.spacing != 0) add(pango_attr_letter_spacing_new(units(piece.face.spacing)));
    }
    pango_layout_set_attributes(layout.get(), attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_text(layout.get(), whole.data(), static_cast<int>(whole.size()));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    if (width > 0) pango_layout_set_width(layout.get(), units(width));
    pango_layout_set_indent(layout.get(), units(indent));
    pango_layout_set_alignment(layout.get(), side);
    pango_layout_set_justify(layout.get(), justify);
    if (pango_layout_get_unknown_glyphs_count(layout.get()) > 0) find_missing(layout.get());
    return layout;
}

void text_setter::find_missing(PangoLayout* layout) {
    layout_ptr single(pango_layout_copy(layout));
    pango_layout_set_width(single.get(), -1);
    for (char32_t c : to_code_points(pango_layout_get_text(layout))) {
        auto const text = to_utf8(c);
        pango_layout_set_text(single.get(), text.data(), static_cast<int>(text.size()));
        if (pango_layout_get_unknown_glyphs_count(single.get()) > 0) missing_.insert(text);
    }
}

std::vector<line_box> text_setter::lines(PangoLayout* layout) {
    std::vector<line_box> out;
    auto* at = pango_layout_get_iter(layout);
    do {
        PangoRectangle box;
        pango_layout_iter_get_line_extents(at, nullptr, &box);
        auto* line = pango_layout_iter_get_line_readonly(at);
        out.push_back({pango_units_to_double(box.x), pango_units_to_double(box.width), line->start_index,
                       line->length, line});
    } while (pango_layout_iter_next_line(at));
    pango_layout_iter_free(at);
    return out;
}

}  // namespace guiyan::drawing
