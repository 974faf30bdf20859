#include "record/openapi.hpp"

#include <algorithm>
#include <boost/json.hpp>

namespace guiyan::record {
namespace json = boost::json;

std::string schema_name(std::string_view name) {
    std::string out;
    bool upper = true;
    for (char c : name) {
        if (c == '_') {
            upper = true;
            continue;
        }
        out += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        upper = false;
    }
    return out;
}

json::object field_schema(field const& f) {
    json::object s;
    auto kind_name = [&](char const* name) {
        if (f.nullable)
            s["type"] = json::array{name, "null"};
        else
            s["type"] = name;
    };
    switch (f.is) {
        case kind::text:
            kind_name("string");
            s["maxLength"] = f.max_length;
            break;
        case kind::integer:
            kind_name("integer");
            if (f.minimum != INT64_MIN) s["minimum"] = f.minimum;
            if (f.maximum != INT64_MAX) s["maximum"] = f.maximum;
            break;
        case kind::number:
            kind_name("number");
            break;
        case kind::boolean:
            kind_name("boolean");
            break;
        case kind::day:
            kind_name("string");
            s["format"] = "date";
            break;
        case kind::partial_day:
            kind_name("string");
            s["pattern"] = "^\\d{4}(-\\d{2}(-\\d{2})?)?$";
            break;
        case kind::moment:
            kind_name("string");
            s["format"] = "date-time";
            break;
        case kind::money:
            kind_name("string");
            s["pattern"] = "^-?\\d{1,13}(\\.\\d{1,2})?$";
            break;
        case kind::id:
            kind_name("string");
            s["pattern"] = "^[1-9]\\d*$";
            break;
        case kind::texts:
            kind_name("array");
            s["items"] = json::object{{"type", "string"}};
            break;
        case kind::record:
            s["$ref"] = "#/components/schemas/" + schema_name(f.inner().name);
            break;
        case kind::records:
            s["type"] = "array";
            s["items"] = json::object{{"$ref", "#/components/schemas/" + schema_name(f.inner().name)}};
            break;
    }
    if (!f.table.empty()) s["x-code-table"] = f.table;
    if (!f.form.empty()) s["x-form"] = f.form;
    if (f.sealed) s["x-masked"] = true;
    return s;
}

json::object output_schema(type const& t) {
    json::object properties;
    json::array required;
    for (field const& f : t.fields) {
        properties.emplace(f.name, field_schema(f));
        required.emplace_back(f.name);
    }
    return {{"type", "object"},
            {"additionalProperties", false},
            {"required", required},
            {"properties", properties}};
}

json::object input_schema(type const& t, bool create) {
    json::object properties;
    json::array required;
    for (field const& f : t.fields) {
        if (f.read_only) continue;
        auto s = field_schema(f);
        if (f.is == kind::record || f.is == kind::records) {
            json::object ref{{"$ref", "#/components/schemas/" + schema_name(f.inner().name) + "Input"}};
            s = f.is == kind::record ? ref : json::object{{"type", "array"}, {"items", ref}};
        }
        properties.emplace(f.name, std::move(s));
        if (create && f.required) required.emplace_back(f.name);
    }
    json::object out{{"type", "object"}, {"additionalProperties", false}, {"properties", properties}};
    if (!required.empty()) out["required"] = required;
    return out;
}

void gather(type const& t, std::vector<type const*>& into) {
    if (std::find(into.begin(), into.end(), &t) != into.end()) return;
    into.push_back(&t);
    for (field const& f : t.fields)
        if (f.inner) gather(f.inner(), into);
}

}  // namespace guiyan::record
