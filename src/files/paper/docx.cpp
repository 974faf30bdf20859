#include "files/paper/docx.hpp"

#include "base/text.hpp"
#include "files/paper/docx_body.hpp"
#include "files/paper/word_xml.hpp"
#include "files/paper/zip_writer.hpp"

namespace guiyan::paper {
namespace {

using namespace word;

pugi::xml_node rooted(pugi::xml_document& part, char const* name) {
    auto root = add(part, name);
    put(root, "xmlns:w", word_namespace);
    return root;
}

void style(pugi::xml_node styles, char const* id, char const* shown, char const* based_on, type const& t) {
    auto s = add(styles, "w:style");
    put(s, "w:type", "paragraph");
    put(s, "w:styleId", id);
    if (!*based_on) put(s, "w:default", "1");
    add(s, "w:name", shown);
    if (*based_on) add(s, "w:basedOn", based_on);
    add(s, "w:qFormat");
    run_properties(s, t);
}

std::string styles() {
    pugi::xml_document part;
    auto root = rooted(part, "w:styles");
    auto defaults = add(root, "w:docDefaults");
    run_properties(add(defaults, "w:rPrDefault"), {});
    add(add(defaults, "w:pPrDefault"), "w:pPr");
    style(root, "Normal", "Normal", "", {});
    style(root, "Body", "公文正文", "Normal", {});
    style(root, "Title", "Title", "Normal", {&layout::title_song, layout::title_size});
    style(root, "Organ", "发文机关标志", "Normal",
          {&layout::title_song, layout::organ_size, false, "FF0000"});
    for (int level = 1; level <= 4; ++level) {
        auto const [face, bold] = layout::heading(level);
        auto const number = std::to_string(level);
        style(root, ("Heading" + number).c_str(), ("heading " + number).c_str(), "Normal",
              {face, layout::body_size, bold});
    }
    style(root, "TableText", "公文表格", "Normal", {&layout::fang_song, layout::table_size});
    style(root, "Caption", "caption", "Normal", {&layout::hei, layout::caption_size});
    style(root, "Note", "公文注释", "Normal", {&layout::fang_song, layout::table_size});
    style(root, "Footer", "footer", "Normal", {&layout::song, layout::number_size});
    return to_text(part);
}

std::string fonts() {
    pugi::xml_document part;
    auto root = rooted(part, "w:fonts");
    for (auto const* face : layout::faces) {
        auto font = add(root, "w:font");
        put(font, "w:name", face->name);
        add(font, "w:altName", face->replacement);
        add(font, "w:charset", "86");
        add(font, "w:family", "auto");
    }
    return to_text(part);
}

std::string settings() {
    pugi::xml_document part;
    auto root = rooted(part, "w:settings");
    put(add(root, "w:zoom"), "w:percent", 100L);
    put(add(root, "w:defaultTabStop"), "w:val", 420L);
    add(root, "w:evenAndOddHeaders");
    add(root, "w:characterSpacingControl", "doNotCompress");
    auto compat = add(root, "w:compat");
    add(compat, "w:useFELayout");
    auto mode = add(compat, "w:compatSetting");
    put(mode, "w:name", "compatibilityMode");
    put(mode, "w:uri", "http://schemas.microsoft.com/office/word");
    put(mode, "w:val", "15");
    return to_text(part);
}

/// — 1 —, one character in from the outer edge.
std::string footer(bool odd) {
    pugi::xml_document part;
    auto p = add(rooted(part, "w:ftr"), "w:p");
    auto pr = add(p, "w:pPr");
    add(pr, "w:pStyle", "Footer");
    add(pr, "w:snapToGrid", "0");
    auto ind = add(pr, "w:ind");
    put(ind, odd ? "w:rightChars" : "w:leftChars", 100L);
    put(ind, odd ? "w:right" : "w:left", twips_of_points(layout::number_size));
    add(pr, "w:jc", odd ? "right" : "left");
    type const t{&layout::song, layout::number_size};
    add_run(p, "— ", t);
    auto field = add(p, "w:fldSimple");
    put(field, "w:instr", " PAGE ");
    add_run(field, "1", t);
    add_run(p, " —", t);
    return to_text(part);
}

std::string core(document const& paper, written_by const& by) {
    pugi::xml_document part;
    auto root = add(part, "cp:coreProperties");
    put(root, "xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
    put(root, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
    put(root, "xmlns:dcterms", "http://purl.org/dc/terms/");
    put(root, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    add(root, "dc:title").text().set(paper.title.c_str());
    add(root, "dc:creator").text().set(by.author.c_str());
    add(root, "dc:language").text().set("zh-CN");
    auto const at = format_instant(by.at).substr(0, 19) + "Z";
    for (auto const* name : {"dcterms:created", "dcterms:modified"}) {
        auto time = add(root, name);
        put(time, "xsi:type", "dcterms:W3CDTF");
        time.text().set(at.c_str());
    }
    return to_text(part);
}

std::string content_types() {
    pugi::xml_document part;
    auto root = add(part, "Types");
    put(root, "xmlns", "http://schemas.openxmlformats.org/package/2006/content-types");
    auto const usual = [&](char const* extension, char const* type) {
        auto node = add(root, "Default");
        put(node, "Extension", extension);
        put(node, "ContentType", type);
    };
    usual("rels", "application/vnd.openxmlformats-package.relationships+xml");
    usual("xml", "application/xml");
    std::string const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    auto const special = [&](char const* name, std::string const& type) {
        auto node = add(root, "Override");
        put(node, "PartName", name);
        put(node, "ContentType", type);
    };
    special("/word/document.xml", word + "document.main+xml");
    special("/word/styles.xml", word + "styles+xml");
    special("/word/settings.xml", word + "settings+xml");
    special("/word/fontTable.xml", word + "fontTable+xml");
    special("/word/footer_odd.xml", word + "footer+xml");
    special("/word/footer_even.xml", word + "footer+xml");
    special("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    return to_text(part);
}

struct relation {
    char const* id;
    std::string type;
    char const* target;
};

std::string relations(std::initializer_list<relation> list) {
    pugi::xml_document part;
    auto root = add(part, "Relationships");
    put(root, "xmlns", "http://schemas.openxmlformats.org/package/2006/relationships");
    for (auto const& r : list) {
        auto node = add(root, "Relationship");
        put(node, "Id", r.id);
        put(node, "Type", r.type);
        put(node, "Target", r.target);
    }
    return to_text(part);
}

}  // namespace

std::string to_docx(document const& paper, written_by const& by) {
    std::string const office = std::string(relation_namespace) + "/";
    zip_parts parts;
    parts["[Content_Types].xml"] = content_types();
    parts["_rels/.rels"] = relations(
        {{"rId1", office + "officeDocument", "word/document.xml"},
         {"rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
          "docProps/core.xml"}});
    parts["docProps/core.xml"] = core(paper, by);
    parts["word/_rels/document.xml.rels"] = relations({{"rId1", office + "styles", "styles.xml"},
                                                       {"rId2", office + "footer", "footer_odd.xml"},
                                                       {"rId3", office + "footer", "footer_even.xml"},
                                                       {"rId4", office + "settings", "settings.xml"},
                                                       {"rId5", office + "fontTable", "fontTable.xml"}});
    parts["word/document.xml"] = word_document(paper);
    parts["word/styles.xml"] = styles();
    parts["word/settings.xml"] = settings();
    parts["word/fontTable.xml"] = fonts();
    parts["word/footer_odd.xml"] = footer(true);
    parts["word/footer_even.xml"] = footer(false);
    return written_zip(parts, by.at);
}

}  // namespace guiyan::paper
