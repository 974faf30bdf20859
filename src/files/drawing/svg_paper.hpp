#pragma once
// Certificates and letters: an SVG that a designer edits in Inkscape, with {{ holes }} for what differs from
// one to the next, drawn as PDF (vectors, types embedded) or as PNG for looking at. This room knows no pack:
// which values a hole takes is said by the caller.
//
// What the SVG may say:
//   width, height      in mm on the root: the paper
//   {{ person.name }}  in a <text>, also where Inkscape has cut it over several <tspan>
//   data-width         on a <text>: its longest line, in units of the drawing; such a text is fitted:
//     data-lines       it is broken into at most so many lines (1) by the rules for Chinese line ends,
//     data-leading     so many times the size apart (1.5),
//     data-indent      each paragraph so many characters in (0);
//     data-grow        added lines stand below y, or above it ("up"), or round it ("both");
//     data-least       if they are too many, the size goes down to this part of itself (0.6);
//                      what does not fit even so is an error. A fitted text has one type, that of the <text>.
//                      A line end in a value breaks, as U+2028 does in the SVG; U+2029 begins a paragraph.
//   <rect id="qr"/>    the QR code is drawn here, with its white border
//
// An SVG is hostile until shown otherwise: no DTD, no script, no animation, no filter, no foreign object, no
// mask or pattern (whose nesting grows without end), no reference out of the file (only "#id" and PNG
// pictures as data, at most 3000 by 3000), limits on size, elements and depth. Elements of editors' own name
// spaces are dropped.
//
// Types are loaded at the desk with the first drawing; what they cost: desk.hpp.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "files/drawing/pdf_file.hpp"

namespace guiyan::drawing {

/// One paper's values.
struct svg_values {
    std::map<std::string, std::string, std::less<>> holes;
    std::string qr;  ///< what the QR code says; empty where the SVG has no place for one
};

class svg_paper {
public:
    /// Errors are of the field "/svg" and name the line, element or attribute.
    static result<svg_paper> read(std::string_view bytes);

    svg_paper(svg_paper&&) noexcept;
    svg_paper& operator=(svg_paper&&) noexcept;
    ~svg_paper();

    /// Names of the holes, each once, in the order of the file.
    std::vector<std::string> const& holes() const;
    bool has_qr() const;
    double width() const;   ///< mm
    double height() const;  ///< mm

    /// The SVG with its holes filled. A hole without a value is an error that names it.
    result<std::string> filled(svg_values const& values) const;

private:
    struct state;
    explicit svg_paper(std::unique_ptr<state> s);
    friend struct svg_drawing;
    std::unique_ptr<state> state_;
};

struct drawn_papers {
    std::string bytes;
    int pages = 0;
    std::vector<std::string>
        missing_characters;  ///< no installed type has them: look before you hand it over
};

/// One page for each set of values. The same values, time and types give the same bytes.
result<drawn_papers> to_pdf(svg_paper const& paper, std::vector<svg_values> const& each,
                            pdf_about const& about);

/// A picture `pixels` wide (at most 4000).
result<std::string> to_png(svg_paper const& paper, svg_values const& values, int pixels);

}  // namespace guiyan::drawing
