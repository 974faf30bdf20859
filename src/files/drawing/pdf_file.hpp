#pragma once
// A PDF that grows page by page in memory, with the types it uses embedded as far as they are used. Its time
// is the one given, never the machine's: the same drawing gives the same bytes. For use at the desk
// (desk.hpp).

#include <memory>
#include <string>

#include "base/clock.hpp"

typedef struct _cairo cairo_t;

namespace guiyan::drawing {

struct pdf_about {
    std::string title, author;
    instant at{};
};

class pdf_file {
public:
    /// Sizes in points.
    pdf_file(double width, double height, pdf_about const& about);
    ~pdf_file();
    pdf_file(pdf_file const&) = delete;
    pdf_file& operator=(pdf_file const&) = delete;

    cairo_t* page();  ///< the page that is drawn on now
    void set_page_size(double width, double height);
    void next_page();
    int pages() const;

    /// Ends the file; throws std::runtime_error where cairo met a fault.
    std::string finish();

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace guiyan::drawing
