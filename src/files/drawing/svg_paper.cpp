#include "files/drawing/svg_paper.hpp"

#include <cairo.h>
#include <librsvg/rsvg.h>

#include <pugixml.hpp>
#include <sstream>
#include <stdexcept>

#include "files/drawing/desk.hpp"
#include "files/drawing/qr.hpp"
#include "files/drawing/svg_fit.hpp"
#include "files/drawing/svg_holes.hpp"
#include "files/drawing/svg_source.hpp"

namespace guiyan::drawing {
namespace {

constexpr double points_per_mm = 72 / 25.4;

pugi::xml_node qr_place(pugi::xml_node root) {
    return root.find_node([](pugi::xml_node const& n) {
        return std::string_view(n.name()) == "rect" && std::string_view(n.attribute("id").value()) == "qr";
    });
}

void draw_qr(pugi::xml_node place, std::string const& text) {
    auto const code = to_qr(text);
    double const x = place.attribute("x").as_double(), y = place.attribute("y").as_double();
    double const side = std::min(place.attribute("width").as_double(), place.attribute("height").as_double());
    auto g = place.parent().insert_child_before("g", place);
    std::ostringstream move;
    move << "translate(" << x << " " << y << ") scale(" << side / code.modules << ")";
    if (auto const transform = place.attribute("transform"))
        g.append_attribute("transform").set_value((transform.value() + (" " + move.str())).c_str());
    else
        g.append_attribute("transform").set_value(move.str().c_str());
    auto white = g.append_child("rect");
    white.append_attribute("width").set_value(code.modules);
    white.append_attribute("height").set_value(code.modules);
    white.append_attribute("fill").set_value("#ffffff");
    auto dark = g.append_child("path");
    dark.append_attribute("d").set_value(code.path.c_str());
    dark.append_attribute("fill").set_value("#000000");
    place.parent().remove_child(place);
}

std::string saved(pugi::xml_document const& svg) {
    std::ostringstream out;
    svg.save(out, "", pugi::format_raw, pugi::encoding_utf8);
    return out.str();
}

/// librsvg could not: the file's fault, so the caller makes a failure of it.
struct not_drawn {
    std::string reason;
};

tl::unexpected<error> failure(not_drawn const& what) {
    return fail_field("/svg", "paper.svg_not_drawn", {{"reason", what.reason}});
}

void draw(std::string const& svg, cairo_t* on, double width, double height) {
    GError* problem = nullptr;
    auto* handle =
        rsvg_handle_new_from_data(reinterpret_cast<guint8 const*>(svg.data()), svg.size(), &problem);
    RsvgRectangle const page{0, 0, width, height};
    bool const good = handle && rsvg_handle_render_document(handle, on, &page, &problem);
    if (handle) g_object_unref(handle);
    if (good) return;
    std::string const reason = problem ? problem->message : "unknown";
    if (problem) g_error_free(problem);
    throw not_drawn{reason};
}

}  // namespace

struct svg_paper::state {
    pugi::xml_document svg;
    std::vector<std::string> holes;
    bool qr = false;
    double width = 0, height = 0;

    /// At the desk.
    result<std::string> filled(svg_values const& values, text_setter& setter) const {
        pugi::xml_document copy;
        copy.reset(svg);
        auto const root = copy.document_element();
        auto good = fill_holes(root, [&](std::string const& name) {
            auto const at = values.holes.find(name);
            return at == values.holes.end() ? nullptr : &at->second;
        });
        if (good) good = fit_texts(root, setter);
        if (!good) return fail(good.error());
        if (qr && values.qr.empty()) return fail_field("/qr", "paper.svg_qr_missing");
        if (!qr && !values.qr.empty()) return fail_field("/qr", "paper.svg_qr_no_place");
        if (qr) draw_qr(qr_place(root), values.qr);
        return saved(copy);
    }
};

struct svg_drawing {
    static result<std::string> filled(svg_paper const& paper, svg_values const& values, text_setter& setter) {
        return paper.state_->filled(values, setter);
    }
};

svg_paper::svg_paper(std::unique_ptr<state> s) : state_(std::move(s)) {}
svg_paper::svg_paper(svg_paper&&) noexcept = default;
svg_paper& svg_paper::operator=(svg_paper&&) noexcept = default;
svg_paper::~svg_paper() = default;

result<svg_paper> svg_paper::read(std::string_view bytes) {
    auto made = std::make_unique<state>();
    if (auto good = read_svg(bytes, made->svg); !good) return fail(good.error());
    auto const root = made->svg.document_element();
    auto holes = holes_of(root);
    if (!holes) return fail(holes.error());
    made->holes = *std::move(holes);
    made->qr = static_cast<bool>(qr_place(root));
    made->width = millimetres(root.attribute("width").value());
    made->height = millimetres(root.attribute("height").value());
    return svg_paper(std::move(made));
}

std::vector<std::string> const& svg_paper::holes() const {
    return state_->holes;
}
bool svg_paper::has_qr() const {
    return state_->qr;
}
double svg_paper::width() const {
    return state_->width;
}
double svg_paper::height() const {
    return state_->height;
}

result<std::string> svg_paper::filled(svg_values const& values) const {
    result<std::string> out;
    at_desk([&] {
        text_setter setter;
        out = state_->filled(values, setter);
    });
    return out;
}

result<drawn_papers> to_pdf(svg_paper const& paper, std::vector<svg_values> const& each,
                            pdf_about const& about) {
    if (each.empty()) throw std::invalid_argument("papers of nobody");
    double const width = paper.width() * points_per_mm, height = paper.height() * points_per_mm;
    drawn_papers out;
    result<done> good;
    at_desk([&] {
        text_setter setter;
        // All are filled before the first is drawn: a wrong one spoils no half of a batch.
        std::vector<std::string> pages;
        for (auto const& values : each) {
            auto svg = svg_drawing::filled(paper, values, setter);
            if (!svg) {
                good = fail(svg.error());
                return;
            }
            pages.push_back(*std::move(svg));
        }
        pdf_file file(width, height, about);
        try {
            for (std::size_t i = 0; i < pages.size(); ++i) {
                if (i) file.next_page();
                draw(pages[i], file.page(), width, height);
            }
        } catch (not_drawn const& what) {
            good = failure(what);
            return;
        }
        out.pages = file.pages();
        out.bytes = file.finish();
        out.missing_characters.assign(setter.missing().begin(), setter.missing().end());
    });
    if (!good) return fail(good.error());
    return out;
}

result<std::string> to_png(svg_paper const& paper, svg_values const& values, int pixels) {
    if (pixels < 1 || pixels > 4000) throw std::invalid_argument("a picture of 1 to 4000 pixels");
    auto const svg = paper.filled(values);
    if (!svg) return fail(svg.error());
    std::string out;
    result<done> good;
    at_desk([&] {
        int const height = static_cast<int>(pixels * paper.height() / paper.width() + 0.5);
        auto* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixels, height);
        auto* cr = cairo_create(surface);
        cairo_set_source_rgb(cr, 1, 1, 1);
        cairo_paint(cr);
        try {
            draw(*svg, cr, pixels, height);
        } catch (not_drawn const& what) {
            good = failure(what);
        }
        auto const append = [](void* to, unsigned char const* bytes, unsigned count) {
            static_cast<std::string*>(to)->append(reinterpret_cast<char const*>(bytes), count);
            return CAIRO_STATUS_SUCCESS;
        };
        auto const status = cairo_surface_write_to_png_stream(surface, append, &out);
        cairo_destroy(cr);
        cairo_surface_destroy(surface);
        if (good && status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
    });
    if (!good) return fail(good.error());
    return out;
}

}  // namespace guiyan::drawing
