#include <fmt/format.h>

#include <cmath>

#include "cel/numbers.hpp"
#include "cel/times.hpp"
#include "cel/value.hpp"

namespace guiyan::cel {
namespace {

std::string quoted(std::string_view text) {
    std::string out = "'";
    for (char c : text) {
        if (c == '\'' || c == '\\') out += '\\';
        if (c == '\n')
            out += "\\n";
        else
            out += c;
    }
    return out + "'";
}

std::string number_source(double d) {
    auto text = number_text(d);
    if (std::isfinite(d) && text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
}

}  // namespace

std::string to_source(value const& v) {
    switch (v.kind()) {
        case value_kind::null:
            return "null";
        case value_kind::boolean:
            return v.as_boolean() ? "true" : "false";
        case value_kind::integer:
            return fmt::format("{}", v.as_integer());
        case value_kind::uinteger:
            return fmt::format("{}u", v.as_uinteger());
        case value_kind::number:
            return number_source(v.as_number());
        case value_kind::timestamp:
            return fmt::format("timestamp('{}')", timestamp_text(v));
        case value_kind::duration:
            return fmt::format("duration('{}')", duration_text(v));
        case value_kind::day:
            return fmt::format("date('{}')", v.as_day().iso());
        case value_kind::unknown:
            return "unknown";
        case value_kind::text:
            return quoted(v.as_text());
        case value_kind::bytes: {
            std::string out = "b'";
            for (unsigned char c : v.as_text()) out += fmt::format("\\x{:02x}", c);
            return out + "'";
        }
        case value_kind::type:
            return v.as_text();
        case value_kind::error:
            return fmt::format("error({})", quoted(v.as_text()));
        case value_kind::list: {
            std::string out = "[";
            for (auto const& e : v.as_list()) out += (out.size() > 1 ? ", " : "") + to_source(e);
            return out + "]";
        }
        case value_kind::map: {
            std::string out = "{";
            for (auto const& [k, e] : v.as_map())
                out += fmt::format("{}{}: {}", out.size() > 1 ? ", " : "", to_source(k), to_source(e));
            return out + "}";
        }
        case value_kind::record:
            return fmt::format("{}({})", v.as_record().kind(), to_source(v.as_record().key()));
    }
    return {};
}

}  // namespace guiyan::cel
