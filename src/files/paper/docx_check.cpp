#include "files/paper/docx_check.hpp"

#include <cmath>
#include <map>
#include <pugixml.hpp>
#include <set>

#include "base/rational.hpp"
#include "files/paper/layout.hpp"
#include "files/paper/zip_writer.hpp"

namespace guiyan::paper {
namespace {

constexpr double points_of_twip = 1.0 / 20;

double mm(pugi::xml_attribute twips) {
    return twips.as_double() * points_of_twip / layout::points_per_mm;
}

std::string shown(double value) {
    return decimal_text(rational(std::lround(value * 10), 10), 1);
}

struct wanted_type {
    layout::face const* face;
    double size;
    bool bold;
};

class checker {
public:
    explicit checker(zip_parts const& parts) : parts_(parts) {}

    docx_measures check() {
        for (auto const& [name, content] : parts_) {
            if (name.find("theme") != name.npos) find("paper.check_theme", {{"part", name}});
            if (name.starts_with("word/") && name.ends_with(".xml")) check_fonts(name, content);
        }
        pugi::xml_document document;
        if (!load("word/document.xml", document)) return out_;
        auto const body = document.child("w:document").child("w:body");
        section(body.child("w:sectPr"));
        for (auto const& node : document.select_nodes("//w:body/w:p")) paragraph(node.node());
        for (auto const& node : document.select_nodes("//w:tc//w:spacing[@w:lineRule='exact']")) {
            (void)node;
            find("paper.check_fixed_rows");
            break;
        }
        for (auto const& node : document.select_nodes("//w:tbl")) table(node.node());
        links(document);
        numbers();
        return out_;
    }

private:
    void find(std::string key, text_args args = {}) {
        out_.findings.push_back({std::move(key), std::move(args)});
    }

    bool load(std::string const& name, pugi::xml_document& into) {
        auto const part = parts_.find(name);
        bool const good =
            part != parts_.end() && into.load_buffer(part->second.data(), part->second.size(),
                                                     pugi::parse_default | pugi::parse_ws_pcdata);
        if (!good) find("paper.check_part", {{"part", name}});
        return good;
    }

    /// No run leaves a class of characters to a theme or to chance.
    void check_fonts(std::string const& name, std::string const& content) {
        pugi::xml_document part;
        if (!part.load_buffer(content.data(), content.size()))
            return find("paper.check_part", {{"part", name}});
        for (auto const& node : part.select_nodes("//w:rFonts")) {
            auto const fonts = node.node();
            bool const theme = fonts.attribute("w:asciiTheme") || fonts.attribute("w:hAnsiTheme") ||
                               fonts.attribute("w:eastAsiaTheme") || fonts.attribute("w:cstheme");
            if (theme) return find("paper.check_theme", {{"part", name}});
        }
        for (auto const& node : part.select_nodes("//w:r[w:t]")) {
            auto const fonts = node.node().child("w:rPr").child("w:rFonts");
            bool const whole = fonts.attribute("w:ascii") && fonts.attribute("w:hAnsi") &&
                               fonts.attribute("w:eastAsia") &&
                               std::string_view(fonts.attribute("w:hint").value()) == "eastAsia";
            if (!whole)
                return find("paper.check_type_left_open", {{"text", node.node().child("w:t").text().get()}});
        }
    }

    void measure(char const* key, double is, double wanted, double allowed) {
        if (std::abs(is - wanted) > allowed) find(key, {{"is", shown(is)}, {"wanted", shown(wanted)}});
    }

    void section(pugi::xml_node s) {
        auto const page = s.child("w:pgSz"), margins = s.child("w:pgMar");
        // A paper of wide tables lies on its side, and says so to the printer.
        out_.on_its_side = std::string_view(page.attribute("w:orient").value()) == "landscape";
        auto const& sheet = out_.on_its_side ? layout::on_its_side : layout::upright;
        measure("paper.check_paper_width", mm(page.attribute("w:w")), sheet.page_width, 1);
        measure("paper.check_paper_height", mm(page.attribute("w:h")), sheet.page_height, 1);
        out_.top = mm(margins.attribute("w:top"));
        out_.left = mm(margins.attribute("w:left"));
        out_.width = mm(page.attribute("w:w")) - out_.left - mm(margins.attribute("w:right"));
        out_.height = mm(page.attribute("w:h")) - out_.top - mm(margins.attribute("w:bottom"));
        measure("paper.check_top", out_.top, sheet.top, 1);
        measure("paper.check_left", out_.left, sheet.left, 1);
        measure("paper.check_area_width", out_.width, sheet.area_width, 1);
        measure("paper.check_area_height", out_.height, sheet.area_height, 1);
        double const pitch = s.child("w:docGrid").attribute("w:linePitch").as_double() * points_of_twip;
        out_.lines = pitch > 0 ? static_cast<int>(out_.height * layout::points_per_mm / pitch) : 0;
        measure("paper.check_lines", out_.lines,
                std::floor(sheet.area_height * layout::points_per_mm / layout::line_pitch + 0.01), 0);
    }

    void paragraph(pugi::xml_node p) {
        static std::map<std::string_view, wanted_type> const wanted{
            {"Title", {&layout::title_song, layout::title_size, false}},
            {"Body", {&layout::fang_song, layout::body_size, false}},
            {"Heading1", {&layout::hei, layout::body_size, false}},
            {"Heading2", {&layout::kai, layout::body_size, false}},
            {"Heading3", {&layout::fang_song, layout::body_size, true}},
            {"Heading4", {&layout::fang_song, layout::body_size, false}},
        };
        auto const about = p.child("w:pPr");
        std::string const style = about.child("w:pStyle").attribute("w:val").value();
        auto const rule = wanted.find(style);
        auto const first = p.select_node(".//w:r[w:t]").node();
        if (rule == wanted.end() || !first) return;
        auto const text = std::string(first.child("w:t").text().get());
        auto const type = first.child("w:rPr");
        std::string_view const face = type.child("w:rFonts").attribute("w:eastAsia").value();
        // Inside text, 楷体 marks a sentence.
        bool const right_face =
            face == rule->second.face->name || (style == "Body" && face == layout::kai.name);
        if (!right_face || (style.starts_with("Heading") &&
                            type.child("w:b").attribute("w:val").as_bool() != rule->second.bold))
            find("paper.check_type", {{"text", text},
                                      {"is", std::string(face)},
                                      {"wanted", std::string(rule->second.face->name)}});
        double const size = type.child("w:sz").attribute("w:val").as_double() / 2;
        if (size != rule->second.size)
            find("paper.check_size",
                 {{"text", text}, {"is", shown(size)}, {"wanted", shown(rule->second.size)}});
        if (style == "Title" && std::string_view(about.child("w:jc").attribute("w:val").value()) != "center")
            find("paper.check_title");
        if (style != "Body") return;
        double const pitch = size + type.child("w:spacing").attribute("w:val").as_double() * points_of_twip;
        int const characters = pitch > 0 ? static_cast<int>(out_.width * layout::points_per_mm / pitch) : 0;
        if (out_.characters == 0) {
            out_.characters = characters;
            measure("paper.check_characters", characters,
                    std::floor(out_.width * layout::points_per_mm / layout::character_pitch + 0.01), 0);
        }
        bool const text_block = std::string_view(about.child("w:jc").attribute("w:val").value()) == "both";
        if (text_block && about.child("w:ind").attribute("w:firstLineChars").as_int() < 200)
            find("paper.check_indent", {{"text", text}});
    }

    /// No column runs over the edge of the type area, and a table of several rows says its heads on each
    /// page.
    void table(pugi::xml_node t) {
        double width = 0;
        for (auto const& column : t.child("w:tblGrid").children("w:gridCol"))
            width += mm(column.attribute("w:w"));
        if (width > out_.width + 1)
            find("paper.check_table_width", {{"is", shown(width)}, {"wanted", shown(out_.width)}});
        docx_table seen;
        auto const rows = t.children("w:tr");
        for (auto const& row : rows) {
            ++seen.rows;
            if (row.child("w:trPr").child("w:tblHeader")) {
                if (seen.head_rows + 1 != seen.rows) find("paper.check_table_head");
                ++seen.head_rows;
            }
            if (!row.child("w:trPr").child("w:cantSplit")) find("paper.check_table_split");
        }
        seen.columns =
            static_cast<int>(std::distance(t.child("w:tblGrid").begin(), t.child("w:tblGrid").end()));
        out_.tables.push_back(seen);
    }

    void links(pugi::xml_document const& document) {
        std::set<std::string> targets;
        bool annex = false;
        for (auto const& node : document.select_nodes("//w:bookmarkStart")) {
            std::string name = node.node().attribute("w:name").value();
            annex = annex || name.starts_with("fig_");
            if (!targets.insert(name).second) find("paper.check_bookmark_twice", {{"name", name}});
        }
        for (auto const& node : document.select_nodes("//w:hyperlink")) {
            std::string const to = node.node().attribute("w:anchor").value();
            if (!targets.contains(to)) find("paper.check_link", {{"name", to}});
        }
        for (auto const& node : document.select_nodes("//w:bookmarkStart[starts-with(@w:name,'mark_')]")) {
            auto const link = node.node().next_sibling();
            docx_figure figure{
                node.node().attribute("w:name").value(), {}, link.attribute("w:anchor").value()};
            for (auto const& text : link.select_nodes(".//w:t")) figure.text += text.node().text().get();
            if (annex && figure.target.empty()) find("paper.check_figure", {{"text", figure.text}});
            out_.figures.push_back(std::move(figure));
        }
    }

    void numbers() {
        pugi::xml_document settings;
        if (load("word/settings.xml", settings) && !settings.child("w:settings").child("w:evenAndOddHeaders"))
            find("paper.check_numbers");
        for (auto const& [part, side] :
             {std::pair{"word/footer_odd.xml", "right"}, std::pair{"word/footer_even.xml", "left"}}) {
            pugi::xml_document footer;
            if (!load(part, footer)) continue;
            auto const p = footer.child("w:ftr").child("w:p");
            bool const field =
                std::string_view(p.child("w:fldSimple").attribute("w:instr").value()).find("PAGE") !=
                std::string_view::npos;
            double const size = p.select_node(".//w:sz").node().attribute("w:val").as_double() / 2;
            if (!field ||
                std::string_view(p.child("w:pPr").child("w:jc").attribute("w:val").value()) != side ||
                size != layout::number_size)
                find("paper.check_numbers");
        }
    }

    zip_parts const& parts_;
    docx_measures out_;
};

}  // namespace

docx_measures measure_docx(std::string_view bytes) {
    auto const parts = read_zip(bytes);
    if (!parts) {
        docx_measures out;
        out.findings.push_back({"paper.check_not_word", {}});
        return out;
    }
    return checker(*parts).check();
}

}  // namespace guiyan::paper
