#pragma once
// Lines of Chinese text by Pango, measured and drawn in points. For use at the desk (desk.hpp).

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace guiyan::drawing {

struct unref {
    void operator()(void* object) const { g_object_unref(object); }
};
using layout_ptr = std::unique_ptr<PangoLayout, unref>;

/// A type as it is wanted: families best first.
struct wanted_face {
    std::string_view families;
    double size = 12;
    bool bold = false;
    bool bold_replacement =
        false;           ///< where only the last family is there, it stands in with its bold weight
    double spacing = 0;  ///< added to each character, points
};

/// A piece of text in one type.
struct styled_text {
    std::string text;
    wanted_face face;
};

struct line_box {
    double x = 0, width = 0;  ///< from the left edge of the text
    int first = 0, bytes = 0;
    PangoLayoutLine* line = nullptr;  ///< lives as long as the layout
};

class text_setter {
public:
    text_setter();
    ~text_setter();
    text_setter(text_setter const&) = delete;
    text_setter& operator=(text_setter const&) = delete;

    /// Text broken into lines of `width` points (0: one line), by the rules for Chinese line ends.
    layout_ptr set(std::vector<styled_text> const& text, double width, double indent, PangoAlignment side,
                   bool justify);

    static std::vector<line_box> lines(PangoLayout* layout);

    /// Characters for which no installed type has a sign, of all text set so far.
    std::set<std::string> const& missing() const { return missing_; }

private:
    PangoFontDescription* description(wanted_face const& face);
    void find_missing(PangoLayout* layout);

    PangoFontMap* map_;
    PangoContext* context_;
    std::set<std::string> families_;
    std::set<std::string> missing_;
};

}  // namespace guiyan::drawing
