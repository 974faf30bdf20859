// "%s".format([…]) and strings.quote.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cel/functions.hpp"
#include "cel/numbers.hpp"
#include "cel/times.hpp"

namespace guiyan::cel {
namespace {

std::optional<std::string> plain(value const& v);

std::optional<std::string> plain_map(value const& v) {
    std::vector<std::pair<std::string, std::string>> rows;
    for (auto const& [key, held] : v.as_map()) {
        auto k = plain(key), h = plain(held);
        if (!k || !h) return std::nullopt;
        rows.emplace_back(std::move(*k), std::move(*h));
    }
    std::sort(rows.begin(), rows.end());
    std::string out = "{";
    for (auto const& [k, h] : rows) out += (out.size() > 1 ? ", " : "") + k + ": " + h;
    return out + "}";
}

/// As %s writes it.
std::optional<std::string> plain(value const& v) {
    switch (v.kind()) {
        case value_kind::null:
            return "null";
        case value_kind::boolean:
            return v.as_boolean() ? "true" : "false";
        case value_kind::integer:
            return fmt::format("{}", v.as_integer());
        case value_kind::uinteger:
            return fmt::format("{}", v.as_uinteger());
        case value_kind::number:
            return number_text(v.as_number());
        case value_kind::timestamp:
            return timestamp_text(v);
        case value_kind::duration:
            return duration_text(v);
        case value_kind::day:
            return v.as_day().iso();
        case value_kind::text:
        case value_kind::bytes:
        case value_kind::type:
            return v.as_text();
        case value_kind::list: {
            std::string out = "[";
            for (auto const& e : v.as_list()) {
                auto const text = plain(e);
                if (!text) return std::nullopt;
                out += (out.size() > 1 ? ", " : "") + *text;
            }
            return out + "]";
        }
        case value_kind::map:
            return plain_map(v);
        default:
            return std::nullopt;
    }
}

/// Sign and size of a whole number.
struct magnitude {
    bool minus;
    std::uint64_t size;
};
std::optional<magnitude> whole_number(value const& v, call_context const& c) {
    if (v.is(value_kind::uinteger)) return magnitude{false, v.as_uinteger()};
    auto const i = whole_argument(v, c);
    if (!i) return std::nullopt;
    return magnitude{*i < 0, *i < 0 ? 0 - static_cast<std::uint64_t>(*i) : static_cast<std::uint64_t>(*i)};
}

std::optional<std::string> to_base(value const& v, char clause, call_context const& c) {
    if ((clause == 'x' || clause == 'X') && (v.is(value_kind::text) || v.is(value_kind::bytes))) {
        std::string out;
        for (unsigned char b : v.as_text())
            out += clause == 'x' ? fmt::format("{:02x}", b) : fmt::format("{:02X}", b);
        return out;
    }
    if (clause == 'b' && v.is(value_kind::boolean)) return v.as_boolean() ? "1" : "0";
    if (clause == 'd' && v.is(value_kind::number) && !std::isfinite(v.as_number()))
        return number_text(v.as_number());
    auto const n = whole_number(v, c);
    if (!n) return std::nullopt;
    std::string const sign = n->minus ? "-" : "";
    switch (clause) {
        case 'b':
            return sign + fmt::format("{:b}", n->size);
        case 'o':
            return sign + fmt::format("{:o}", n->size);
        case 'x':
            return sign + fmt::format("{:x}", n->size);
        case 'X':
            return sign + fmt::format("{:X}", n->size);
        default:
            return sign + fmt::format("{}", n->size);
    }
}

std::optional<std::string> with_point(value const& v, char clause, int digits) {
    if (!v.is_numeric()) return std::nullopt;
    double const d = v.is(value_kind::number)    ? v.as_number()
                     : v.is(value_kind::integer) ? static_cast<double>(v.as_integer())
                                                 : static_cast<double>(v.as_uinteger());
    if (!std::isfinite(d)) return number_text(d);
    return clause == 'f' ? fmt::format("{:.{}f}", d, digits) : fmt::format("{:.{}e}", d, digits);
}

}  // namespace

value format_text(value const& pattern, value const& values, call_context const& c) {
    std::string_view rest = pattern.as_text();
    std::string out;
    std::size_t next = 0;
    while (!rest.empty()) {
        auto const sign = rest.find('%');
        out += rest.substr(0, sign);
        if (sign == std::string_view::npos) break;
        rest.remove_prefix(sign + 1);
        if (rest.starts_with('%')) {
            out += '%';
            rest.remove_prefix(1);
            continue;
        }
        int digits = 6;
        if (rest.starts_with('.')) {
            std::size_t n = 1;
            digits = 0;
            while (n < rest.size() && rest[n] >= '0' && rest[n] <= '9' && digits < 1000)
                digits = digits * 10 + (rest[n++] - '0');
            if (n == 1 || digits > 100) return value::error("could not parse formatting clause: precision");
            rest.remove_prefix(n);
        }
        if (rest.empty()) return value::error("could not parse formatting clause");
        char const clause = rest.front();
        rest.remove_prefix(1);
        if (std::string_view("sdfebxXo").find(clause) == std::string_view::npos)
            return value::error("unrecognized formatting clause");
        if (next >= values.as_list().size()) return value::error(fmt::format("index {} out of range", next));
        value const& v = values.as_list()[next++];
        if (v.is_unknown()) return v;
        auto const text = clause == 's'                    ? plain(v)
                          : clause == 'f' || clause == 'e' ? with_point(v, clause, digits)
                                                           : to_base(v, clause, c);
        if (!text) return value::error(fmt::format("error during formatting: %{}", clause));
        out += *text;
    }
    return value::text(std::move(out));
}

value quote_text(std::string_view text) {
    std::string out = "\"";
    for (char ch : text) switch (ch) {
            case '\a':
                out += "\\a";
                break;
            case '\b':
                out += "\\b";
                break;
            case '\f':
                out += "\\f";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            case '\v':
                out += "\\v";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '"':
                out += "\\\"";
                break;
            default:
                out += ch;
        }
    return value::text(out + "\"");
}

}  // namespace guiyan::cel
