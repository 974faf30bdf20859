#include "files/drawing/svg_holes.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guiyan::drawing {
namespace {

void collect_characters(pugi::xml_node from, std::vector<pugi::xml_node>& into) {
    for (auto child : from.children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) into.push_back(child);
        if (child.type() == pugi::node_element) collect_characters(child, into);
    }
}

void collect_texts(pugi::xml_node from, std::vector<pugi::xml_node>& into) {
    for (auto child : from.children()) {
        if (child.type() != pugi::node_element) continue;
        if (std::string_view(child.name()) == "text")
            into.push_back(child);
        else
            collect_texts(child, into);
    }
}

bool is_name(std::string_view name) {
    if (name.empty() || name.size() > 80 || (name[0] >= '0' && name[0] <= '9')) return false;
    return std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '.';
    });
}

struct hole {
    std::size_t begin = 0, end = 0;
    std::string name;
};

result<std::vector<hole>> find_holes(std::string const& text) {
    std::vector<hole> out;
    for (std::size_t at = 0; (at = text.find("{{", at)) != text.npos;) {
        auto const close = text.find("}}", at);
        std::string name;
        if (close != text.npos) name = trim(std::string_view(text).substr(at + 2, close - at - 2));
        if (!is_name(name)) return fail_field("/svg", "paper.svg_hole_open", {{"text", text.substr(at, 60)}});
        out.push_back({at, close + 2, std::move(name)});
        at = close + 2;
    }
    return out;
}

}  // namespace

std::vector<pugi::xml_node> texts_of(pugi::xml_node root) {
    std::vector<pugi::xml_node> out;
    collect_texts(root, out);
    return out;
}

std::string characters_of(pugi::xml_node text) {
    std::vector<pugi::xml_node> nodes;
    collect_characters(text, nodes);
    std::string out;
    for (auto const& n : nodes) out += n.value();
    return out;
}

result<std::vector<std::string>> holes_of(pugi::xml_node root) {
    std::vector<std::string> names;
    for (auto const& text : texts_of(root)) {
        auto const found = find_holes(characters_of(text));
        if (!found) return fail(found.error());
        for (auto const& h : *found)
            if (std::find(names.begin(), names.end(), h.name) == names.end()) names.push_back(h.name);
    }
    return names;
}

result<done> fill_holes(pugi::xml_node root,
                        std::function<std::string const*(std::string const&)> const& value) {
    for (auto const& text : texts_of(root)) {
        std::vector<pugi::xml_node> nodes;
        collect_characters(text, nodes);
        auto found = find_holes(characters_of(text));
        if (!found) return fail(found.error());
        // From the last to the first, so that places before stay what they are.
        for (auto h = found->rbegin(); h != found->rend(); ++h) {
            auto const* with = value(h->name);
            if (!with) return fail_field("/holes/" + h->name, "paper.svg_hole_unknown", {{"name", h->name}});
            std::size_t at = 0;
            bool put = false;
            for (auto& n : nodes) {
                std::string part = n.value();
                auto const size = part.size();
                auto const from = std::max(h->begin, at), until = std::min(h->end, at + size);
                if (from < until) {
                    // The value takes the look of the node where its hole begins.
                    part.replace(from - at, until - from, put ? std::string() : *with);
                    put = true;
                    n.set_value(part.c_str());
                }
                at += size;
            }
        }
    }
    return done{};
}

}  // namespace guiyan::drawing
