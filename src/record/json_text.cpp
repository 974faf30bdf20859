#include "record/json_text.hpp"

#include <array>
#include <boost/json.hpp>
#include <charconv>

namespace guiyan::record {
namespace {

void append_number(std::string& out, std::int64_t n) {
    char digits[20];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, n).ptr);
}

struct writer {
    std::string& out;
    field const& f;

    void operator()(std::monostate) const { out += "null"; }
    void operator()(bool b) const { out += b ? "true" : "false"; }
    void operator()(std::int64_t n) const {
        bool const as_text = f.is == kind::id;
        if (as_text) out += '"';
        append_number(out, n);
        if (as_text) out += '"';
    }
    void operator()(double d) const { out += boost::json::serialize(boost::json::value(d)); }
    void operator()(std::string const& s) const { append_json_string(out, s); }
    void operator()(std::vector<std::string> const& list) const {
        out += '[';
        for (auto const& s : list) {
            if (&s != list.data()) out += ',';
            append_json_string(out, s);
        }
        out += ']';
    }
};

}  // namespace

namespace {

/// Bytes that a JSON string cannot hold as they are.
constexpr auto to_escape = [] {
    std::array<bool, 256> out{};
    for (unsigned c = 0; c < 0x20; ++c) out[c] = true;
    out['"'] = out['\\'] = true;
    return out;
}();

void append_escaped(std::string& out, unsigned char c) {
    static constexpr char hex[] = "0123456789abcdef";
    out += '\\';
    switch (c) {
        case '\b':
            out += 'b';
            break;
        case '\f':
            out += 'f';
            break;
        case '\n':
            out += 'n';
            break;
        case '\r':
            out += 'r';
            break;
        case '\t':
            out += 't';
            break;
        case '"':
        case '\\':
            out += static_cast<char>(c);
            break;
        default:
            (out += "u00") += {hex[c >> 4], hex[c & 15]};
    }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        if (!to_escape[c]) continue;
        out.append(text, plain, i - plain);
        plain = i + 1;
        append_escaped(out, c);
    }
    out.append(text, plain);
    out += '"';
}

void append_json_members(std::string& out, type const& t, void const* object, std::size_t first,
                         std::size_t end) {
    for (std::size_t at = first; at < end; ++at) {
        field const& f = t.fields[at];
        out += at == first ? "\"" : ",\"";
        out += f.name;  // a member's name: nothing in it to escape
        out += "\":";
        if (f.is == kind::record) {
            append_json(out, f.inner(), f.at(object, 0));
        } else if (f.is == kind::records) {
            out += '[';
            for (std::size_t i = 0, n = f.count(object); i < n; ++i) {
                if (i) out += ',';
                append_json(out, f.inner(), f.at(object, i));
            }
            out += ']';
        } else if (f.text) {
            auto const* text = f.text(object);
            text ? append_json_string(out, *text) : void(out += "null");
        } else if (f.texts) {
            writer{out, f}(*f.texts(object));
        } else {
            std::visit(writer{out, f}, f.get(object));
        }
    }
}

void append_json(std::string& out, type const& t, void const* object) {
    out += '{';
    append_json_members(out, t, object, 0, t.fields.size());
    out += '}';
}

}  // namespace guiyan::record
