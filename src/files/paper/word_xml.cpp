#include "files/paper/word_xml.hpp"

#include <cctype>
#include <cmath>
#include <sstream>

#include "base/text.hpp"

namespace guiyan::paper::word {

pugi::xml_node add(pugi::xml_node parent, char const* name) {
    return parent.append_child(name);
}

pugi::xml_node add(pugi::xml_node parent, char const* name, std::string_view value) {
    auto node = parent.append_child(name);
    put(node, "w:val", value);
    return node;
}

void put(pugi::xml_node node, char const* attribute, std::string_view value) {
    node.append_attribute(attribute).set_value(std::string(value).c_str());
}

void put(pugi::xml_node node, char const* attribute, long value) {
    node.append_attribute(attribute).set_value(value);
}

void run_properties(pugi::xml_node parent, type const& t) {
    auto p = add(parent, "w:rPr");
    auto fonts = add(p, "w:rFonts");
    put(fonts, "w:hint", "eastAsia");
    for (auto const* of : {"w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"}) put(fonts, of, t.face->name);
    // Said in both ways: what is not said comes from the style that a user's Word puts in its place.
    add(p, "w:b", t.bold ? "1" : "0");
    add(p, "w:bCs", t.bold ? "1" : "0");
    add(p, "w:i", "0");
    add(p, "w:color", t.colour.empty() ? "000000" : t.colour);
    // 28 characters of 16 points are wider than 156 mm: each gives up a quarter of a point.
    add(p, "w:spacing", t.size == layout::body_size ? "-5" : "0");
    auto const half_points = std::to_string(std::lround(t.size * 2));
    add(p, "w:sz", half_points);
    add(p, "w:szCs", half_points);
    add(p, "w:u", "none");
    auto lang = add(p, "w:lang");
    put(lang, "w:val", "en-US");
    put(lang, "w:eastAsia", "zh-CN");
}

void add_run(pugi::xml_node paragraph, std::string_view text, type const& t) {
    auto r = add(paragraph, "w:r");
    run_properties(r, t);
    std::string part;
    auto const flush = [&] {
        if (part.empty()) return;
        auto node = add(r, "w:t");
        put(node, "xml:space", "preserve");
        node.text().set(part.c_str());
        part.clear();
    };
    for (char c : text) {
        if (c == '\n') {
            flush();
            add(r, "w:br");
        } else if (static_cast<unsigned char>(c) >= 0x20) {
            part += c;
        } else if (c == '\t') {
            part += ' ';
        }
    }
    flush();
}

long twips(double mm) {
    return twips_of_points(mm * layout::points_per_mm);
}

long twips_of_points(double points) {
    return std::lround(points * 20);
}

std::string to_text(pugi::xml_document const& part) {
    std::ostringstream out;
    part.save(out, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + out.str();
}

std::string const& bookmark_names::of(std::string_view prefix, std::string_view id) {
    auto const key = std::string(prefix) + std::string(id);
    if (auto const known = names_.find(key); known != names_.end()) return known->second;
    std::string name(prefix);
    for (char32_t c : to_code_points(id).substr(0, 32)) {
        bool const fits = is_han(c) || (c < 0x80 && std::isalnum(static_cast<int>(c)));
        name += fits ? to_utf8(c) : "_";
    }
    for (int n = 2; !taken_.insert(name).second; ++n) name += "_" + std::to_string(n);
    return names_.emplace(key, name).first->second;
}

}  // namespace guiyan::paper::word
