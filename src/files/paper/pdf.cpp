#include "files/paper/pdf.hpp"

#include <algorithm>
#include <cmath>

#include "files/drawing/desk.hpp"
#include "files/paper/page_setter.hpp"
#include "files/paper/signature.hpp"
#include "files/paper/title.hpp"

namespace guiyan::paper {
namespace {

constexpr double em = layout::character_pitch;

class paper_setter {
public:
    paper_setter(document const& paper, page_setter& page) : paper_(paper), page_(page) {
        page_.set_linked(paper);
    }

    void draw() {
        head();
        title(paper_.title);
        auto const blocks = all_blocks(paper_);
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            // No signature on a page without text (此页无正文): its lines, a free one and what stands
            // between.
            reserve_ = 0;
            if (auto const tied = tied_to_signature(blocks, i)) {
                auto const lines = signature_lines(text_of(blocks[i + tied].runs)).size() + tied;
                reserve_ = static_cast<double>(lines) * layout::line_pitch;
            }
            draw(blocks[i]);
        }
        page_.finish();
    }

private:
    void title(std::string const& text) {
        if (text.empty()) return;
        page_.put({run{title_lines(text)}}, {&layout::title_song, layout::title_size},
                  {0, 0, PANGO_ALIGN_CENTER, false, 0, "H1"});
        page_.advance(layout::line_pitch);
    }

    void head() {
        if (paper_.organ.empty()) return;
        double const fitting = page_.width / std::max(1.0, grid_width(paper_.organ));
        double const size = std::min(layout::organ_size, std::floor(fitting));
        page_.red = 1;
        page_.put({run{paper_.organ}}, {&layout::title_song, size, false, size * 1.4},
                  {0, 0, PANGO_ALIGN_CENTER, false});
        page_.red = 0;
        page_.advance(layout::line_pitch);
        page_.put({run{paper_.number}}, {}, {0, 0, PANGO_ALIGN_CENTER, false});
        auto* cr = page_.ink();
        cairo_set_source_rgb(cr, 1, 0, 0);
        cairo_set_line_width(cr, 1);
        cairo_move_to(cr, page_.left, page_.top + page_.at() + 2);
        cairo_rel_line_to(cr, page_.width, 0);
        cairo_stroke(cr);
        page_.advance(layout::line_pitch);
    }

    void draw(block const& b) {
        switch (b.kind) {
            case block_kind::title:
                return title(text_of(b.runs));
            case block_kind::heading: {
                auto const [face, bold] = layout::heading(b.level);
                static constexpr char const* tags[] = {"H1", "H1", "H2", "H3", "H4"};
                // Not at the foot of a page without its text.
                page_.need(2 * layout::line_pitch);
                return page_.put(b.runs, {face, layout::body_size, bold},
                                 {b.level ? 2 * em : 0, 0, PANGO_ALIGN_LEFT, true, reserve_, tags[b.level]});
            }
            case block_kind::text:
                return page_.put(b.runs, {}, {2 * em, 0, PANGO_ALIGN_LEFT, true, reserve_});
            case block_kind::item:
                return page_.put(
                    labelled(b), {},
                    {(2 + 2 * std::max(0, b.level - 1)) * em, 0, PANGO_ALIGN_LEFT, true, reserve_});
            case block_kind::note:
                return page_.put(labelled(b),
                                 {&layout::fang_song, layout::table_size, false, layout::table_size * 1.5},
                                 {2 * em, 0, PANGO_ALIGN_LEFT, true});
            case block_kind::caption:
                return caption(b);
            case block_kind::table:
                return set_table(page_, b);
            case block_kind::page_break:
                if (!page_.on_top()) page_.next_page();
                return;
            case block_kind::signature:
                return signature(b);
        }
    }

    static std::vector<run> labelled(block const& b) {
        auto runs = b.runs;
        runs.insert(runs.begin(), run{b.label});
        return runs;
    }

    void caption(block const& b) {
        page_.need(layout::line_pitch * 4);
        if (!page_.on_top()) page_.advance(8);
        if (!b.anchor.empty()) page_.mark_destination(b.anchor);
        page_.put({run{text_of(b.runs)}},
                  {&layout::hei, layout::caption_size, false, layout::caption_size * 1.6},
                  {0, 0, PANGO_ALIGN_LEFT, false});
    }

    void signature(block const& b) {
        auto const lines = signature_lines(text_of(b.runs));
        page_.need((static_cast<double>(lines.size()) + 1) * layout::line_pitch);
        if (!page_.on_top()) page_.advance(layout::line_pitch);
        for (auto const& line : lines)
            page_.put({run{line.text}}, {}, {0, line.right * em, PANGO_ALIGN_RIGHT, false});
    }

    document const& paper_;
    page_setter& page_;
    double reserve_ = 0;
};

}  // namespace

pdf_paper to_pdf(document const& paper, written_by const& by) {
    return drawing::drawn([&] {
        auto const& sheet = paper.on_its_side ? layout::on_its_side : layout::upright;
        drawing::pdf_file file(sheet.page_width * layout::points_per_mm,
                               sheet.page_height * layout::points_per_mm, {paper.title, by.author, by.at});
        drawing::text_setter setter;
        page_setter page(file, setter, sheet);
        paper_setter(paper, page).draw();
        pdf_paper out;
        out.pages = file.pages();
        out.bytes = file.finish();
        out.missing_characters.assign(setter.missing().begin(), setter.missing().end());
        return out;
    });
}

}  // namespace guiyan::paper
