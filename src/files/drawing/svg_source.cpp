#include "files/drawing/svg_source.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <set>
#include <vector>

#include "base/text.hpp"

namespace guiyan::drawing {
namespace {

constexpr std::size_t most_bytes = 2u << 20, most_elements = 5'000, most_uses = 200, most_copies = 100'000;
constexpr int deepest = 64;
constexpr std::uint32_t most_pixels = 3000;

std::set<std::string_view> const allowed{
    "svg",     "g",        "defs",     "title",   "desc",  "path",  "rect",           "circle",
    "ellipse", "line",     "polyline", "polygon", "text",  "tspan", "linearGradient", "radialGradient",
    "stop",    "clipPath", "use",      "symbol",  "image", "style",
};

class cleaner {
public:
    result<done> clean(pugi::xml_node root) {
        if (auto good = element(root, 0); !good) return good;
        if (elements_ * uses_ > most_copies) return fail_field("/svg", "paper.svg_too_large");
        // A copy of copies, or a clip in a clip, grows with each step by its factor: twenty lines are years.
        for (auto const& found : root.select_nodes("//*[local-name()='use']"))
            for (auto up = found.node().parent(); up; up = up.parent())
                if (used_.contains(up.attribute("id").value())) return refused("<use>…<use>");
        for (auto const& found :
             root.select_nodes("//*[local-name()='clipPath']/descendant-or-self::*/@*[name()='clip-path' or "
                               "contains(.,'clip-path')]"))
            return refused("<clipPath " + std::string(found.attribute().name()) + ">");
        return done{};
    }

private:
    static tl::unexpected<error> refused(std::string what) {
        return fail_field("/svg", "paper.svg_refused", {{"what", std::move(what)}});
    }

    /// A PNG whose own head says a bearable size: a small file may unpack into gigabytes.
    static bool harmless_picture(std::string_view reference) {
        constexpr std::string_view kind = "data:image/png;base64,";
        if (!reference.starts_with(kind)) return false;
        std::string head;
        unsigned bits = 0;
        int held = 0;
        for (char c : reference.substr(kind.size())) {
            constexpr std::string_view letters =
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            auto const value = letters.find(c);
            if (value == letters.npos) continue;
            bits = (bits << 6 | static_cast<unsigned>(value)) & 0xffff;
            held += 6;
            if (held >= 8) head += static_cast<char>(bits >> (held -= 8) & 0xff);
            if (head.size() == 24) break;
        }
        if (head.size() < 24 || !head.starts_with("\x89PNG\r\n\x1a\n") || head.substr(12, 4) != "IHDR")
            return false;
        auto const side = [&](std::size_t at) {
            std::uint32_t value = 0;
            for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(head[at + i]);
            return value;
        };
        return side(16) <= most_pixels && side(20) <= most_pixels;
    }

    /// In CSS: nothing is fetched, and nothing is written so that a plain look cannot see it.
    static bool harmless_style(std::string_view css) {
        auto const text = ascii_lower(css);
        if (text.find('@') != text.npos || text.find('\\') != text.npos ||
            text.find("expression") != text.npos)
            return false;
        for (std::size_t at = 0; (at = text.find("url", at)) != text.npos; at += 3) {
            auto rest = trim(std::string_view(text).substr(at + 3));
            if (!rest.starts_with('(')) continue;
            rest = trim(rest.substr(1));
            if (rest.starts_with('"') || rest.starts_with('\'')) rest.remove_prefix(1);
            if (!rest.starts_with('#')) return false;
        }
        return true;
    }

    result<done> attributes(pugi::xml_node e) {
        std::vector<std::string> dropped;
        for (auto const a : e.attributes()) {
            std::string_view const name = a.name(), value = a.value();
            auto const local = name.substr(name.find(':') + 1);
            if (ascii_lower(local).starts_with("on")) return refused(std::string(name));
            if (local == "href") {
                if (std::string_view(e.name()) == "use") used_.insert(std::string(value.substr(1)));
                bool const picture = std::string_view(e.name()) == "image" && harmless_picture(value);
                if (!value.starts_with('#') && !picture)
                    return refused(std::string(name) + "=" + std::string(value.substr(0, 60)));
            } else if (!harmless_style(value)) {
                return refused(std::string(name) + "=" + std::string(value.substr(0, 60)));
            } else if (value.find("{{") != value.npos) {
                return fail_field("/svg", "paper.svg_hole_outside",
                                  {{"text", std::string(value.substr(0, 60))}});
            } else if (name.find(':') != name.npos && !name.starts_with("xml")) {
                dropped.emplace_back(name);
            }
        }
        for (auto const& name : dropped) e.remove_attribute(name.c_str());
        return done{};
    }

    result<done> element(pugi::xml_node e, int depth) {
        std::string_view const name = e.name();
        if (depth > deepest || ++elements_ > most_elements || (name == "use" && ++uses_ > most_uses))
            return fail_field("/svg", "paper.svg_too_large");
        if (!allowed.contains(name)) return refused("<" + std::string(name) + ">");
        if (auto good = attributes(e); !good) return good;
        if (name == "style" && (!harmless_style(e.text().get()) ||
                                std::string_view(e.text().get()).find("clip-path") != std::string_view::npos))
            return refused("<style>");
        for (auto child = e.first_child(); child;) {
            auto const next = child.next_sibling();
            auto const type = child.type();
            if (type == pugi::node_element) {
                std::string_view const below = child.name();
                // Editors keep their own things in name spaces of their own, and licences in metadata.
                if (below.find(':') != below.npos || below == "metadata")
                    e.remove_child(child);
                else if (auto good = element(child, depth + 1); !good)
                    return good;
            } else if (type != pugi::node_pcdata && type != pugi::node_cdata) {
                e.remove_child(child);
            }
            child = next;
        }
        return done{};
    }

    std::set<std::string, std::less<>> used_;
    std::size_t elements_ = 0, uses_ = 0;
};

}  // namespace

double millimetres(std::string_view length) {
    double value = 0;
    auto const read = std::from_chars(length.data(), length.data() + length.size(), value);
    bool const mm = read.ec == std::errc() &&
                    std::string_view(read.ptr, length.data() + length.size() - read.ptr) == "mm";
    return mm ? value : 0;
}

result<done> read_svg(std::string_view bytes, pugi::xml_document& into) {
    if (bytes.size() > most_bytes) return fail_field("/svg", "paper.svg_too_large");
    if (!is_valid_utf8(bytes)) return fail_field("/svg", "paper.svg_broken", {{"line", "1"}});
    // A DTD is where entities that grow or fetch come from. pugixml passes over it, another reader would not.
    auto const begin = ascii_lower(bytes);
    for (std::string_view const sign : {"<!doctype", "<!entity", "<?xml-stylesheet"})
        if (begin.find(sign) != begin.npos)
            return fail_field("/svg", "paper.svg_refused", {{"what", std::string(sign) + "…"}});
    auto const parsed = into.load_buffer(bytes.data(), bytes.size(),
                                         pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
    auto const root = into.document_element();
    if (!parsed || std::string_view(root.name()) != "svg") {
        auto const upto =
            std::min(bytes.size(), static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, parsed.offset)));
        auto const line =
            1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(upto), '\n');
        return fail_field("/svg", "paper.svg_broken", {{"line", std::to_string(line)}});
    }
    if (auto good = cleaner().clean(root); !good) return good;
    for (auto const* side : {"width", "height"}) {
        double const size = millimetres(root.attribute(side).value());
        if (size < 10 || size > 1200) return fail_field("/svg", "paper.svg_no_size");
    }
    return done{};
}

}  // namespace guiyan::drawing
