#include <algorithm>

#include "base/text.hpp"
#include "cel/functions.hpp"
#include "cel/numbers.hpp"

namespace guiyan::cel {

std::optional<std::int64_t> whole_argument(value const& v, call_context const& c) {
    if (v.is(value_kind::integer)) return v.as_integer();
    if (!c.pack || !v.is(value_kind::number)) return std::nullopt;
    auto const i = cut_to_integer(v.as_number());
    return i && static_cast<double>(*i) == v.as_number() ? i : std::nullopt;
}

namespace {

value out_of_range(std::int64_t i) {
    return value::error("index out of range: " + std::to_string(i));
}

bool is_blank(char32_t c) {
    return (c >= 9 && c <= 13) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

value trimmed(std::string const& text) {
    auto const points = to_code_points(text);
    std::u32string_view rest(points);
    while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
    while (!rest.empty() && is_blank(rest.back())) rest.remove_suffix(1);
    return value::text(to_utf8(rest));
}

value changed_case(std::string text, char first, char last, int by) {
    for (char& c : text)
        if (c >= first && c <= last) c = static_cast<char>(c + by);
    return value::text(std::move(text));
}

value char_at(std::string const& text, std::int64_t at) {
    auto const points = to_code_points(text);
    auto const size = static_cast<std::int64_t>(points.size());
    if (at < 0 || at > size) return out_of_range(at);
    return value::text(at == size ? std::string() : to_utf8(points[static_cast<std::size_t>(at)]));
}

value place_of(std::string const& text, std::string const& part, std::optional<std::int64_t> from, bool last,
               call_context const& c) {
    auto const in = to_code_points(text), what = to_code_points(part);
    auto const size = static_cast<std::int64_t>(in.size());
    if (what.empty()) return whole(from.value_or(last ? size : 0), c);
    if (from && (*from < 0 || *from >= size)) return out_of_range(*from);
    auto const found = last ? in.rfind(what, from ? static_cast<std::size_t>(*from) : std::u32string::npos)
                            : in.find(what, static_cast<std::size_t>(from.value_or(0)));
    return whole(found == std::u32string::npos ? -1 : static_cast<std::int64_t>(found), c);
}

value substring(std::string const& text, std::int64_t begin, std::optional<std::int64_t> to) {
    auto const points = to_code_points(text);
    auto const size = static_cast<std::int64_t>(points.size());
    auto const end = to.value_or(size);
    if (begin < 0 || begin > size) return out_of_range(begin);
    if (end < 0 || end > size) return out_of_range(end);
    if (begin > end) return value::error("invalid substring range");
    return value::text(to_utf8(std::u32string_view(points).substr(static_cast<std::size_t>(begin),
                                                                  static_cast<std::size_t>(end - begin))));
}

/// Bytes of the character at `at`.
std::size_t step(std::string const& text, std::size_t at) {
    std::size_t n = 1;
    while (at + n < text.size() && (static_cast<unsigned char>(text[at + n]) & 0xC0) == 0x80) ++n;
    return n;
}

value replaced(std::string const& text, std::string const& old, std::string const& with, std::int64_t limit) {
    std::string out;
    std::size_t at = 0;
    for (std::int64_t done = 0; limit < 0 || done < limit; ++done) {
        if (old.empty()) {  // before each character and at the end
            out += with;
            if (at >= text.size()) return value::text(std::move(out));
            auto const n = step(text, at);
            out.append(text, at, n);
            at += n;
            continue;
        }
        auto const found = text.find(old, at);
        if (found == std::string::npos) break;
        out.append(text, at, found - at);
        out += with;
        at = found + old.size();
    }
    out.append(text, std::min(at, text.size()));
    return value::text(std::move(out));
}

value split_at(std::string const& text, std::string const& separator, std::int64_t limit) {
    std::vector<value> out;
    if (limit == 0) return value::list({});
    std::size_t at = 0;
    while (limit < 0 || static_cast<std::int64_t>(out.size()) + 1 < limit) {
        auto const found = separator.empty() ? (at < text.size() ? at + step(text, at) : std::string::npos)
                                             : text.find(separator, at);
        if (found == std::string::npos || (separator.empty() && found >= text.size())) break;
        out.push_back(value::text(text.substr(at, found - at)));
        at = found + separator.size();
    }
    if (!separator.empty() || at < text.size()) out.push_back(value::text(text.substr(at)));
    return value::list(std::move(out));
}

value joined(value const& list, std::string const& separator) {
    std::string out;
    bool first = true;
    for (auto const& e : list.as_list()) {
        if (e.is_unknown()) return e;
        if (!e.is(value_kind::text)) return no_overload();
        if (!first) out += separator;
        out += e.as_text();
        first = false;
    }
    return value::text(std::move(out));
}

value reversed(std::string const& text) {
    auto points = to_code_points(text);
    std::reverse(points.begin(), points.end());
    return value::text(to_utf8(points));
}

/// Whether arguments from 1 on are: t a text, w a whole number.
bool fits(arguments a, call_context const& c, std::string_view kinds) {
    if (a.size() != kinds.size() + 1) return false;
    for (std::size_t i = 0; i < kinds.size(); ++i)
        if (kinds[i] == 't' ? !a[i + 1].is(value_kind::text) : !whole_argument(a[i + 1], c)) return false;
    return true;
}

}  // namespace

value text_function(operation what, arguments a, call_context const& c) {
    using o = operation;
    if (what == o::join) {
        if (!a[0].is(value_kind::list) || !(fits(a, c, "") || fits(a, c, "t"))) return no_overload();
        return joined(a[0], a.size() == 2 ? a[1].as_text() : std::string());
    }
    if (!a[0].is(value_kind::text)) return no_overload();
    std::string const& s = a[0].as_text();
    auto number = [&](std::size_t i) { return *whole_argument(a[i], c); };
    switch (what) {
        case o::contains:
            if (fits(a, c, "t")) return value::boolean(s.find(a[1].as_text()) != std::string::npos);
            break;
        case o::starts_with:
            if (fits(a, c, "t")) return value::boolean(s.starts_with(a[1].as_text()));
            break;
        case o::ends_with:
            if (fits(a, c, "t")) return value::boolean(s.ends_with(a[1].as_text()));
            break;
        case o::matches:
            if (!fits(a, c, "t")) break;
            if (c.pattern) return match_pattern(s, c.pattern);
            if (auto const compiled = compile_pattern(a[1].as_text()))
                return match_pattern(s, compiled.get());
            return value::error("bad regular expression");
        case o::char_at:
            if (fits(a, c, "w")) return char_at(s, number(1));
            break;
        case o::index_of:
        case o::last_index_of:
            if (fits(a, c, "t")) return place_of(s, a[1].as_text(), {}, what == o::last_index_of, c);
            if (fits(a, c, "tw")) return place_of(s, a[1].as_text(), number(2), what == o::last_index_of, c);
            break;
        case o::lower_ascii:
            if (fits(a, c, "")) return changed_case(s, 'A', 'Z', 'a' - 'A');
            break;
        case o::upper_ascii:
            if (fits(a, c, "")) return changed_case(s, 'a', 'z', 'A' - 'a');
            break;
        case o::replace:
            if (fits(a, c, "tt")) return replaced(s, a[1].as_text(), a[2].as_text(), -1);
            if (fits(a, c, "ttw")) return replaced(s, a[1].as_text(), a[2].as_text(), number(3));
            break;
        case o::split:
            if (fits(a, c, "t")) return split_at(s, a[1].as_text(), -1);
            if (fits(a, c, "tw")) return split_at(s, a[1].as_text(), number(2));
            break;
        case o::substring:
            if (fits(a, c, "w")) return substring(s, number(1), {});
            if (fits(a, c, "ww")) return substring(s, number(1), number(2));
            break;
        case o::trim:
            if (fits(a, c, "")) return trimmed(s);
            break;
        case o::reverse:
            if (fits(a, c, "")) return reversed(s);
            break;
        case o::quote:
            if (fits(a, c, "")) return quote_text(s);
            break;
        case o::format:
            if (a.size() == 2 && a[1].is(value_kind::list)) return format_text(a[0], a[1], c);
            break;
        default:
            break;
    }
    return no_overload();
}

}  // namespace guiyan::cel
