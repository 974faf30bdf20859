#include "files/drawing/svg_fit.hpp"

#include <charconv>
#include <optional>

#include "base/text.hpp"
#include "files/drawing/svg_holes.hpp"

namespace guiyan::drawing {
namespace {

/// Of "a:b;c:d" the value of a property.
std::optional<std::string> of_style(std::string_view style, std::string_view name) {
    for (auto part : split(style, ';')) {
        auto const colon = part.find(':');
        if (colon != part.npos && trim(part.substr(0, colon)) == name)
            return std::string(trim(part.substr(colon + 1)));
    }
    return std::nullopt;
}

/// As the element or the nearest one around it says, in its style or as an attribute.
std::string property(pugi::xml_node e, char const* name, std::string otherwise) {
    for (; e; e = e.parent()) {
        if (auto said = of_style(e.attribute("style").value(), name)) return *said;
        if (auto const a = e.attribute(name)) return a.value();
    }
    return otherwise;
}

double number(std::string_view text, double otherwise) {
    double value = 0;
    auto const read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() ? value : otherwise;
}

double data(pugi::xml_node e, char const* name, double otherwise) {
    return number(e.attribute(name).value(), otherwise);
}

/// A value that drawing can bear, whatever the file says.
double sane(double value, double least, double most) {
    return value >= least && value <= most ? value : value > most ? most : least;
}

std::string families(pugi::xml_node e) {
    std::string out;
    auto const said = property(e, "font-family", "Noto Serif CJK SC");
    for (auto name : split(said, ',')) {
        name = trim(name);
        if (name.size() > 1 && (name.front() == '\'' || name.front() == '"'))
            name = name.substr(1, name.size() - 2);
        out += (out.empty() ? "" : ",") + std::string(name);
    }
    return out;
}

std::string shown(double value) {
    char text[32];
    auto const end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, 4).ptr;
    return {text, end};
}

void set_attribute(pugi::xml_node e, char const* name, std::string const& value) {
    auto a = e.attribute(name);
    if (!a) a = e.append_attribute(name);
    a.set_value(value.c_str());
}

constexpr std::string_view line_break = "\xE2\x80\xA8", paragraph_break = "\xE2\x80\xA9";  // U+2028, U+2029

/// A value may carry lines of its own.
std::string with_line_breaks(std::string_view text) {
    std::string out;
    for (char c : text)
        if (c == '\n')
            out += line_break;
        else
            out += c;
    return out;
}

constexpr std::size_t most_characters = 3000;

class fitter {
public:
    fitter(pugi::xml_node text, text_setter& setter)
        : text_(text),
          setter_(setter),
          families_(families(text)),
          size_(sane(number(property(text, "font-size", "16"), 16), 0.1, 500)) {
        auto const weight = property(text, "font-weight", "normal");
        bold_ = weight == "bold" || number(weight, 400) >= 600;
        spacing_ = sane(number(property(text, "letter-spacing", "0"), 0), -100, 500);
    }

    result<done> fit() {
        auto const all = with_line_breaks(trim(characters_of(text_)));
        double const width = sane(data(text_, "data-width", 0), 0, 10'000);
        if (all.empty()) return done{};
        if (length(all) > most_characters)
            return fail_field("/svg", "paper.svg_text_too_long",
                              {{"text", to_utf8(to_code_points(all).substr(0, 40)) + "…"}});
        if (width <= 0) {
            set(all, 1, 0);
            return done{};
        }
        auto const most = static_cast<std::size_t>(sane(data(text_, "data-lines", 1), 1, 100));
        double const least = sane(data(text_, "data-least", 0.6), 0.1, 1);
        for (double scale = 1; scale > least - 0.001; scale -= 0.02) {
            auto lines = broken(all, scale, most == 1 ? 0 : width);
            if (lines.size() > most || (most == 1 && lines[0].width > width)) continue;
            write(lines, scale);
            return done{};
        }
        return fail_field("/svg", "paper.svg_text_too_long", {{"text", all}});
    }

private:
    struct broken_line {
        std::string text;
        double indent, width;
    };

    /// Units of the drawing are set as points: only their proportion counts.
    layout_ptr set(std::string const& all, double scale, double width) {
        double const indent = width > 0 ? sane(data(text_, "data-indent", 0), 0, 20) * size_ * scale : 0;
        return setter_.set({{all, {families_, size_ * scale, bold_, false, spacing_ * scale}}}, width, indent,
                           PANGO_ALIGN_LEFT, false);
    }

    std::vector<broken_line> broken(std::string const& all, double scale, double width) {
        auto const layout = set(all, scale, width);
        std::vector<broken_line> out;
        for (auto const& line : text_setter::lines(layout.get())) {
            auto text =
                all.substr(static_cast<std::size_t>(line.first), static_cast<std::size_t>(line.bytes));
            for (auto sign : {line_break, paragraph_break})
                if (text.ends_with(sign)) text.resize(text.size() - sign.size());
            out.push_back({std::move(text), line.x, line.width});
        }
        return out;
    }

    void write(std::vector<broken_line> const& lines, double scale) {
        std::string_view const grows = text_.attribute("data-grow").value();
        if (lines.size() == 1 && scale == 1 && lines[0].indent == 0) return;
        double const size = size_ * scale, leading = sane(data(text_, "data-leading", 1.5), 0, 10) * size;
        auto const first = text_.child("tspan");
        double const x = data(text_, "x", first ? data(first, "x", 0) : 0);
        double y = data(text_, "y", first ? data(first, "y", 0) : 0);
        double const rest = static_cast<double>(lines.size() - 1) * leading;
        if (grows == "up") y -= rest;
        if (grows == "both") y -= rest / 2;
        // Gone with them: the places that an editor gave to each <tspan>.
        text_.remove_children();
        std::string style = text_.attribute("style").value();
        style += (style.empty() ? "" : ";") + std::string("font-size:") + shown(size) + "px";
        if (spacing_ != 0) style += ";letter-spacing:" + shown(spacing_ * scale);
        set_attribute(text_, "style", style);
        for (auto const& line : lines) {
            auto part = text_.append_child("tspan");
            set_attribute(part, "x", shown(x + line.indent));
            set_attribute(part, "y", shown(y));
            part.text().set(line.text.c_str());
            y += leading;
        }
    }

    pugi::xml_node text_;
    text_setter& setter_;
    std::string families_;
    double size_, spacing_ = 0;
    bool bold_ = false;
};

}  // namespace

result<done> fit_texts(pugi::xml_node root, text_setter& setter) {
    for (auto const& text : texts_of(root))
        if (auto good = fitter(text, setter).fit(); !good) return good;
    return done{};
}

}  // namespace guiyan::drawing
