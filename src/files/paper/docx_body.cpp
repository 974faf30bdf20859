#include "files/paper/docx_body.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "files/paper/signature.hpp"
#include "files/paper/title.hpp"
#include "files/paper/word_xml.hpp"

namespace guiyan::paper {
namespace {

using namespace word;

struct paragraph_style {
    char const* name = "Body";
    char const* align = "both";
    double indent = 0;       ///< first line, characters
    double right = 0;        ///< characters
    bool fixed_line = true;  ///< false: as high as its type, for tables
    bool keep_next = false;
    int outline = 0;  ///< 1 to 4 for headings
    bool on_grid = true;
};

class body_writer {
public:
    explicit body_writer(document const& paper)
        : paper_(paper), sheet_(paper.on_its_side ? layout::on_its_side : layout::upright) {}

    std::string write() {
        pugi::xml_document part;
        auto root = add(part, "w:document");
        put(root, "xmlns:w", word_namespace);
        put(root, "xmlns:r", relation_namespace);
        body_ = add(root, "w:body");
        head();
        title(paper_.title);
        auto const blocks = all_blocks(paper_);
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            // No signature on a page without text (此页无正文).
            tied_ = tied_to_signature(blocks, i) > 0;
            write_block(blocks[i]);
        }
        tied_ = false;
        section();
        return to_text(part);
    }

private:
    pugi::xml_node paragraph(pugi::xml_node into, paragraph_style const& s) {
        auto p = add(into, "w:p");
        auto pr = add(p, "w:pPr");
        add(pr, "w:pStyle", s.name);
        if (s.keep_next || tied_) add(pr, "w:keepNext");
        add(pr, "w:widowControl", "0");
        add(pr, "w:kinsoku", "1");
        add(pr, "w:overflowPunct", "1");
        add(pr, "w:autoSpaceDE", "0");
        add(pr, "w:autoSpaceDN", "0");
        add(pr, "w:snapToGrid", s.fixed_line && s.on_grid ? "1" : "0");
        auto spacing = add(pr, "w:spacing");
        put(spacing, "w:before", 0L);
        put(spacing, "w:after", 0L);
        put(spacing, "w:line", s.fixed_line ? line_twips() : 240L);
        put(spacing, "w:lineRule", s.fixed_line ? "exact" : "auto");
        auto ind = add(pr, "w:ind");
        put(ind, "w:left", 0L);
        put(ind, "w:rightChars", std::lround(s.right * 100));
        put(ind, "w:right", twips_of_points(s.right * layout::character_pitch));
        put(ind, "w:firstLineChars", std::lround(s.indent * 100));
        put(ind, "w:firstLine", twips_of_points(s.indent * layout::character_pitch));
        add(pr, "w:jc", s.align);
        if (s.outline) add(pr, "w:outlineLvl", std::to_string(s.outline - 1));
        return p;
    }

    static long line_twips() { return static_cast<long>(layout::line_pitch * 20); }

    void bookmark(pugi::xml_node p, std::string const& name, auto&& inside) {
        auto const id = ++bookmarks_;
        auto start = add(p, "w:bookmarkStart");
        put(start, "w:id", id);
        put(start, "w:name", name);
        inside();
        put(add(p, "w:bookmarkEnd"), "w:id", id);
    }

    void write_runs(pugi::xml_node p, std::vector<run> const& runs, type const& base) {
        for (auto const& r : runs) {
            type t = base;
            t.bold = t.bold || r.bold;
            if (r.kai) t.face = &layout::kai;
            if (r.figure.empty())
                add_run(p, r.text, t);
            else
                write_figure(p, r, t);
        }
    }

    /// The first print of a figure carries the bookmark that its entry leads back to.
    void write_figure(pugi::xml_node p, run const& r, type const& t) {
        auto const print = [&] {
            auto into = p;
            if (has_entry(paper_, r.figure)) {
                into = add(p, "w:hyperlink");
                put(into, "w:anchor", names_.of("fig_", r.figure));
                put(into, "w:history", "1");
            }
            add_run(into, r.text, t);
        };
        if (marked_.insert(r.figure).second)
            bookmark(p, names_.of("mark_", r.figure), print);
        else
            print();
    }

    void head() {
        if (paper_.organ.empty()) return;
        auto p = paragraph(body_, {"Organ", "center", 0, 0, false});
        double const fitting =
            sheet_.area_width * layout::points_per_mm / std::max(1.0, grid_width(paper_.organ));
        double const size = std::min(layout::organ_size, std::floor(fitting));
        add_run(p, paper_.organ, {&layout::title_song, size, false, "FF0000"});
        p = paragraph(body_, {"Body", "center"});
        p = paragraph(body_, {"Body", "center"});
        auto borders =
            p.child("w:pPr").insert_child_after("w:pBdr", p.child("w:pPr").child("w:widowControl"));
        auto line = add(borders, "w:bottom", "single");
        put(line, "w:sz", "8");
        put(line, "w:space", "1");
        put(line, "w:color", "FF0000");
        add_run(p, paper_.number, {});
        empty_line();
    }

    void title(std::string const& text) {
        if (text.empty()) return;
        // Fixed to the line, off the grid: a type a little too high for a line would take two.
        auto p = paragraph(body_, {"Title", "center", 0, 0, true, false, 0, false});
        add_run(p, title_lines(text), {&layout::title_song, layout::title_size});
        empty_line();
    }

    void empty_line() { add_run(paragraph(body_, {}), "", {}); }

    void write_block(block const& b) {
        switch (b.kind) {
            case block_kind::title:
                return title(text_of(b.runs));
            case block_kind::heading:
                return heading(b);
            case block_kind::text:
                return write_runs(paragraph(body_, {"Body", "both", 2}), b.runs, {});
            case block_kind::item: {
                auto p = paragraph(body_, {"Body", "both", 2.0 + 2 * std::max(0, b.level - 1)});
                add_run(p, b.label, {});
                return write_runs(p, b.runs, {});
            }
            case block_kind::note: {
                auto p = paragraph(body_, {"Note", "both", 2, 0, false});
                add_run(p, b.label, {&layout::fang_song, layout::table_size});
                return write_runs(p, b.runs, {&layout::fang_song, layout::table_size});
            }
            case block_kind::caption:
                return caption(b);
            case block_kind::signature:
                return signature(b);
            case block_kind::page_break: {
                auto r = add(paragraph(body_, {}), "w:r");
                return put(add(r, "w:br"), "w:type", "page");
            }
            case block_kind::table:
                return table(b);
        }
    }

    void heading(block const& b) {
        auto const [face, bold] = layout::heading(b.level);
        static constexpr char const* names[] = {"Heading1", "Heading1", "Heading2", "Heading3", "Heading4"};
        auto p = paragraph(
            body_, {names[b.level], "both", b.level ? 2.0 : 0.0, 0, true, true, std::max(b.level, 1)});
        write_runs(p, b.runs, {face, layout::body_size, bold});
    }

    void caption(block const& b) {
        auto p = paragraph(body_, {"Caption", "left", 0, 0, false, true});
        p.child("w:pPr").child("w:spacing").attribute("w:before").set_value(160);
        type const t{&layout::hei, layout::caption_size};
        auto const plain = text_of(b.runs);
        if (b.anchor.empty()) return add_run(p, plain, t);
        bookmark(p, names_.of("fig_", b.anchor), [&] {
            auto into = p;
            if (marked_.contains(b.anchor)) {
                into = add(p, "w:hyperlink");
                put(into, "w:anchor", names_.of("mark_", b.anchor));
                put(into, "w:history", "1");
            }
            add_run(into, plain, t);
        });
    }

    void signature(block const& b) {
        auto const lines = signature_lines(text_of(b.runs));
        tied_ = true;
        empty_line();
        for (std::size_t i = 0; i < lines.size(); ++i) {
            tied_ = i + 1 < lines.size();
            add_run(paragraph(body_, {"Body", "right", 0, lines[i].right}), lines[i].text, {});
        }
    }

    void table(block const& b) {
        auto t = add(body_, "w:tbl");
        auto pr = add(t, "w:tblPr");
        auto width = add(pr, "w:tblW");
        put(width, "w:w", twips(sheet_.area_width));
        put(width, "w:type", "dxa");
        add(pr, "w:jc", "center");
        auto borders = add(pr, "w:tblBorders");
        for (auto const* side : {"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"}) {
            auto line = add(borders, side, "single");
            put(line, "w:sz", "4");
            put(line, "w:space", "0");
            put(line, "w:color", "000000");
        }
        put(add(pr, "w:tblLayout"), "w:type", "fixed");
        auto const shares = column_shares(b);
        double const size = type_size(b, sheet_.area_width * layout::points_per_mm);
        auto grid = add(t, "w:tblGrid");
        for (double share : shares) put(add(grid, "w:gridCol"), "w:w", twips(sheet_.area_width * share));
        for (auto const& row : b.rows) {
            auto tr = add(t, "w:tr");
            auto row_pr = add(tr, "w:trPr");
            add(row_pr, "w:cantSplit");
            if (row.head) add(row_pr, "w:tblHeader");
            for (std::size_t c = 0; c < row.cells.size() && c < shares.size(); ++c) {
                auto tc = add(tr, "w:tc");
                auto cell_pr = add(tc, "w:tcPr");
                auto cell_width = add(cell_pr, "w:tcW");
                put(cell_width, "w:w", twips(sheet_.area_width * shares[c]));
                put(cell_width, "w:type", "dxa");
                add(cell_pr, "w:vAlign", "center");
                char const* side = row.head || b.columns[c] == align::center ? "center"
                                   : b.columns[c] == align::right            ? "right"
                                                                             : "left";
                auto p = paragraph(tc, {"TableText", side, 0, 0, false});
                write_runs(p, row.cells[c],
                           row.head ? type{&layout::hei, size} : type{&layout::fang_song, size, row.total});
            }
        }
        // Two tables that touch would become one.
        auto p = paragraph(body_, {"Note", "left", 0, 0, false});
        add_run(p, "", {&layout::fang_song, 6});
    }

    void section() {
        auto s = add(body_, "w:sectPr");
        for (auto const& [kind, id] : {std::pair{"default", "rId2"}, std::pair{"even", "rId3"}}) {
            auto footer = add(s, "w:footerReference");
            put(footer, "w:type", kind);
            put(footer, "r:id", id);
        }
        auto size = add(s, "w:pgSz");
        put(size, "w:w", twips(sheet_.page_width));
        put(size, "w:h", twips(sheet_.page_height));
        if (paper_.on_its_side) put(size, "w:orient", "landscape");
        auto margins = add(s, "w:pgMar");
        put(margins, "w:top", twips(sheet_.top));
        put(margins, "w:right", twips(sheet_.right()));
        put(margins, "w:bottom", twips(sheet_.bottom()));
        put(margins, "w:left", twips(sheet_.left));
        put(margins, "w:header", twips(15));
        // The number's line lies 7 mm below the type area; Word counts from the paper's edge to its foot.
        put(margins, "w:footer",
            twips(sheet_.bottom() - layout::number_below_area) - twips_of_points(layout::number_size * 1.3));
        put(margins, "w:gutter", 0L);
        auto grid = add(s, "w:docGrid");
        // A grid of characters as well ("linesAndChars") is right in Word only: LibreOffice gives two cells
        // to each character that is wider than one. The 28 characters come from the spacing of the runs
        // (word_xml.cpp).
        put(grid, "w:type", "lines");
        put(grid, "w:linePitch", line_twips());
        put(grid, "w:charSpace", std::lround((layout::character_pitch - layout::body_size) * 4096));
    }

    document const& paper_;
    layout::sheet const& sheet_;
    pugi::xml_node body_;
    bookmark_names names_;
    std::set<std::string> marked_;
    long bookmarks_ = 0;
    bool tied_ = false;  ///< what is written now stays with what follows
};

}  // namespace

std::string word_document(document const& paper) {
    return body_writer(paper).write();
}

}  // namespace guiyan::paper
