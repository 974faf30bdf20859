#include "files/drawing/pdf_file.hpp"

#include <cairo-pdf.h>

#include <stdexcept>

#include "files/drawing/pdf_pages.hpp"

namespace guiyan::drawing {
namespace {

cairo_status_t append(void* to, unsigned char const* bytes, unsigned int count) {
    try {
        static_cast<std::string*>(to)->append(reinterpret_cast<char const*>(bytes), count);
        return CAIRO_STATUS_SUCCESS;
    } catch (...) {
        return CAIRO_STATUS_WRITE_ERROR;
    }
}

}  // namespace

struct pdf_file::state {
    std::string bytes;
    cairo_surface_t* surface = nullptr;
    cairo_t* page = nullptr;
    int pages = 1;
};

pdf_file::pdf_file(double width, double height, pdf_about const& about) : state_(std::make_unique<state>()) {
    state_->surface = cairo_pdf_surface_create_for_stream(append, &state_->bytes, width, height);
    cairo_pdf_surface_restrict_to_version(state_->surface, CAIRO_PDF_VERSION_1_5);
    auto const set = [&](cairo_pdf_metadata_t what, std::string const& text) {
        cairo_pdf_surface_set_metadata(state_->surface, what, text.c_str());
    };
    set(CAIRO_PDF_METADATA_TITLE, about.title);
    set(CAIRO_PDF_METADATA_AUTHOR, about.author);
    auto const at = format_instant(about.at).substr(0, 19) + "Z";
    set(CAIRO_PDF_METADATA_CREATE_DATE, at);
    set(CAIRO_PDF_METADATA_MOD_DATE, at);
    state_->page = cairo_create(state_->surface);
}

pdf_file::~pdf_file() {
    cairo_destroy(state_->page);
    cairo_surface_destroy(state_->surface);
}

cairo_t* pdf_file::page() {
    return state_->page;
}

void pdf_file::set_page_size(double width, double height) {
    cairo_pdf_surface_set_size(state_->surface, width, height);
}

void pdf_file::next_page() {
    cairo_show_page(state_->page);
    ++state_->pages;
}

int pdf_file::pages() const {
    return state_->pages;
}

std::string pdf_file::finish() {
    cairo_show_page(state_->page);
    auto const drawn = cairo_status(state_->page);
    cairo_surface_finish(state_->surface);
    auto const written = cairo_surface_status(state_->surface);
    for (auto const status : {drawn, written})
        if (status != CAIRO_STATUS_SUCCESS)
            throw std::runtime_error(std::string("pdf: ") + cairo_status_to_string(status));
    return lean_pdf(state_->bytes);
}

}  // namespace guiyan::drawing
