#include "app/cli/cel_json.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "base/text.hpp"
#include "cel/numbers.hpp"
#include "cel/times.hpp"
#include "crypto/encoding.hpp"

namespace guiyan::app::cli {
namespace {

namespace json = boost::json;
constexpr std::string_view timestamp_url = "type.googleapis.com/google.protobuf.Timestamp";
constexpr std::string_view duration_url = "type.googleapis.com/google.protobuf.Duration";

std::optional<std::int64_t> integer(json::value const& v) {
    if (auto const* s = v.if_string()) return cel::parse_integer({s->data(), s->size()});
    if (auto const* i = v.if_int64()) return *i;
    return std::nullopt;
}
std::optional<std::uint64_t> uinteger(json::value const& v) {
    if (auto const* s = v.if_string()) return cel::parse_uinteger({s->data(), s->size()});
    if (auto const* i = v.if_int64(); i && *i >= 0) return static_cast<std::uint64_t>(*i);
    if (auto const* u = v.if_uint64()) return *u;
    return std::nullopt;
}
std::optional<double> number(json::value const& v) {
    if (auto const* s = v.if_string()) return cel::parse_number({s->data(), s->size()});
    if (!v.is_number()) return std::nullopt;
    return v.to_number<double>();
}
/// Standard and URL alphabet, with and without padding, as proto-JSON allows.
std::optional<std::string> bytes(std::string text) {
    while (text.ends_with('=')) text.pop_back();
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    return crypto::from_base64url(text);
}

std::optional<cel::value> object(json::object const& o) {
    auto const* type = o.if_contains("@type");
    auto const* held = o.if_contains("value");
    if (!type || !held || !type->is_string() || !held->is_string()) return std::nullopt;
    if (type->as_string() == timestamp_url) return cel::parse_timestamp(held->as_string());
    if (type->as_string() == duration_url) return cel::parse_duration(held->as_string());
    return std::nullopt;
}

std::optional<cel::value> list(json::value const& v) {
    auto const* o = v.if_object();
    if (!o) return std::nullopt;
    std::vector<cel::value> out;
    if (auto const* values = o->if_contains("values")) {
        if (!values->is_array()) return std::nullopt;
        for (auto const& e : values->as_array()) {
            auto one = read_cel_value(e);
            if (!one) return std::nullopt;
            out.push_back(std::move(*one));
        }
    }
    return cel::value::list(std::move(out));
}

std::optional<cel::value> map(json::value const& v) {
    auto const* o = v.if_object();
    if (!o) return std::nullopt;
    cel::value::entries out;
    if (auto const* entries = o->if_contains("entries")) {
        if (!entries->is_array()) return std::nullopt;
        for (auto const& e : entries->as_array()) {
            auto const* pair = e.if_object();
            auto const* k = pair ? pair->if_contains("key") : nullptr;
            auto const* h = pair ? pair->if_contains("value") : nullptr;
            auto key = k ? read_cel_value(*k) : std::nullopt;
            auto held = h ? read_cel_value(*h) : std::nullopt;
            if (!key || !held) return std::nullopt;
            out.emplace_back(std::move(*key), std::move(*held));
        }
    }
    return cel::value::map(std::move(out));
}

std::string quoted(std::string_view text) {
    return json::serialize(json::string_view(text.data(), text.size()));
}
std::string base64(std::string const& raw) {
    auto text = crypto::to_base64url(raw);
    std::replace(text.begin(), text.end(), '-', '+');
    std::replace(text.begin(), text.end(), '_', '/');
    while (text.size() % 4) text += '=';
    return text;
}

}  // namespace

std::optional<cel::value> read_cel_value(json::value const& v) {
    auto const* o = v.if_object();
    if (!o || o->size() != 1) return std::nullopt;
    std::string_view const form(o->begin()->key().data(), o->begin()->key().size());
    json::value const& held = o->begin()->value();
    auto text = [&] { return std::string(held.as_string()); };
    if (form == "value") return read_cel_value(held);
    if (form == "nullValue") return cel::value::null();
    if (form == "boolValue" && held.is_bool()) return cel::value::boolean(held.as_bool());
    if (form == "int64Value")
        if (auto const i = integer(held)) return cel::value::integer(*i);
    if (form == "uint64Value")
        if (auto const u = uinteger(held)) return cel::value::uinteger(*u);
    if (form == "doubleValue")
        if (auto const d = number(held)) return cel::value::number(*d);
    if (form == "stringValue" && held.is_string() && is_valid_utf8(text())) return cel::value::text(text());
    if (form == "typeValue" && held.is_string()) return cel::value::type(text());
    if (form == "bytesValue" && held.is_string())
        if (auto raw = bytes(text())) return cel::value::bytes(std::move(*raw));
    if (form == "objectValue" && held.is_object()) return object(held.as_object());
    if (form == "listValue") return list(held);
    if (form == "mapValue") return map(held);
    return std::nullopt;
}

std::string write_cel_value(cel::value const& v) {
    using k = cel::value_kind;
    auto one = [](std::string_view form, std::string const& held) {
        return "{\"" + std::string(form) + "\": " + held + "}";
    };
    auto well_known = [&](std::string_view url, std::string const& text) {
        return one("objectValue", "{\"@type\": " + quoted(url) + ", \"value\": " + quoted(text) + "}");
    };
    switch (v.kind()) {
        case k::null:
            return one("nullValue", "null");
        case k::boolean:
            return one("boolValue", v.as_boolean() ? "true" : "false");
        case k::integer:
            return one("int64Value", quoted(std::to_string(v.as_integer())));
        case k::uinteger:
            return one("uint64Value", quoted(std::to_string(v.as_uinteger())));
        case k::number: {
            auto const text = cel::number_text(v.as_number());
            return one("doubleValue", std::isfinite(v.as_number()) ? text : quoted(text));
        }
        case k::text:
            return one("stringValue", quoted(v.as_text()));
        case k::bytes:
            return one("bytesValue", quoted(base64(v.as_text())));
        case k::type:
            return one("typeValue", quoted(v.as_text()));
        case k::timestamp:
            return well_known(timestamp_url, cel::timestamp_text(v));
        case k::duration:
            return well_known(duration_url, cel::duration_text(v));
        case k::list: {
            std::string all;
            for (auto const& e : v.as_list()) all += (all.empty() ? "" : ", ") + write_cel_value(e);
            return one("listValue", "{\"values\": [" + all + "]}");
        }
        case k::map: {
            std::string all;
            for (auto const& [key, held] : v.as_map())
                all += (all.empty() ? "{\"key\": " : ", {\"key\": ") + write_cel_value(key) +
                       ", \"value\": " + write_cel_value(held) + "}";
            return one("mapValue", "{\"entries\": [" + all + "]}");
        }
        default:
            throw std::invalid_argument("no JSON form");
    }
}

}  // namespace guiyan::app::cli
