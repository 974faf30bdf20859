#include "api/openapi.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "base/text.hpp"
#include "record/openapi.hpp"

namespace guiyan::api {
namespace json = boost::json;
namespace {

char const* verb_key(method m) {
    switch (m) {
        case method::post:
            return "post";
        case method::put:
            return "put";
        case method::patch:
            return "patch";
        case method::del:
            return "delete";
        default:
            return "get";
    }
}

json::object reference(std::string const& name) {
    return {{"$ref", "#/components/schemas/" + name}};
}

json::object parameter(std::string_view name, char const* in, bool required, json::object schema) {
    json::object p{{"name", name}, {"in", in}, {"required", required}, {"schema", std::move(schema)}};
    return p;
}

json::object response(char const* description, char const* type, json::object schema) {
    return {{"description", description}, {"content", {{type, {{"schema", std::move(schema)}}}}}};
}

json::object problem_schema() {
    json::object text{{"type", "string"}};
    json::object field{{"type", "object"},
                       {"required", {"path", "key", "message"}},
                       {"properties", {{"path", text}, {"key", text}, {"message", text}}}};
    return {{"type", "object"},
            {"required", {"type", "title", "status", "code", "key", "detail", "errors"}},
            {"properties",
             {{"type", text},
              {"title", text},
              {"status", {{"type", "integer"}}},
              {"code", text},
              {"key", text},
              {"detail", text},
              {"incident", text},
              {"current", {{"type", "object"}}},
              {"errors", {{"type", "array"}, {"items", field}}}}}};
}

std::string permission_words(endpoint const& e) {
    return e.permission + (e.or_permission.empty() ? "" : "|" + e.or_permission);
}

json::object operation(endpoint const& e, sentences const& words) {
    json::object op{{"operationId", e.operation}, {"summary", words.say("en", "api." + e.operation)}};
    op["tags"] = json::array{std::string(split(std::string_view(e.path).substr(1), '/').size() > 1
                                             ? split(std::string_view(e.path).substr(1), '/')[1]
                                             : "system")};
    if (!e.permission.empty()) op["x-permission"] = permission_words(e);
    json::array parameters;
    for (auto const s : split(e.path, '/'))
        if (s.starts_with('{'))
            parameters.push_back(parameter(s.substr(1, s.size() - 2), "path", true, {{"type", "string"}}));
    if (e.query)
        for (auto const& f : e.query->fields) {
            auto schema = record::field_schema(f);
            // A parameter is there or not; null is no text of a query.
            if (schema["type"].is_array()) schema["type"] = schema["type"].as_array()[0];
            parameters.push_back(parameter(f.name, "query", f.required, std::move(schema)));
        }
    if (e.amends || e.versioned)
        parameters.push_back(parameter("If-Match", "header", true, {{"type", "string"}}));
    if (e.verb == method::post && !e.permission.empty() && !e.safe_to_repeat)
        parameters.push_back(
            parameter("Idempotency-Key", "header", true, {{"type", "string"}, {"minLength", 8}}));
    if (e.upload) parameters.push_back(parameter("X-File-Name", "header", true, {{"type", "string"}}));
    if (!parameters.empty()) op["parameters"] = parameters;

    if (e.upload) {
        op["requestBody"] = {
            {"required", true},
            {"content",
             {{"application/octet-stream", {{"schema", {{"type", "string"}, {"format", "binary"}}}}}}}};
    } else if (e.input) {
        auto const name = record::schema_name(e.input->name) + (e.amends ? "Amendment" : "Input");
        op["requestBody"] = {{"required", true},
                             {"content", {{"application/json", {{"schema", reference(name)}}}}}};
    }
    json::object responses;
    if (e.file)
        responses["200"] =
            response("file", "application/octet-stream", {{"type", "string"}, {"format", "binary"}});
    // A file that has to be approved first is answered with the request that now waits.
    if (e.output)
        responses[e.file ? "202" : "200"] =
            response("OK", "application/json", reference(record::schema_name(e.output->name)));
    if (!e.file && !e.output) responses["204"] = {{"description", "done"}};
    responses["default"] = response("problem", "application/problem+json", reference("Problem"));
    op["responses"] = responses;
    return op;
}

}  // namespace

json::object openapi(std::vector<endpoint> const& table, sentences const& words) {
    std::vector<record::type const*> outputs, inputs, amendments;
    std::map<std::string, json::object> paths;
    for (auto const& e : table) {
        if (e.output) record::gather(*e.output, outputs);
        if (e.input) record::gather(*e.input, e.amends ? amendments : inputs);
        paths[e.path][verb_key(e.verb)] = operation(e, words);
    }
    std::map<std::string, json::object> schemas{{"Problem", problem_schema()}};
    for (auto const* t : outputs) schemas[record::schema_name(t->name)] = record::output_schema(*t);
    for (auto const* t : inputs)
        schemas[record::schema_name(t->name) + "Input"] = record::input_schema(*t, true);
    // Records inside an amended one are given whole, as on create.
    for (auto const* t : amendments) {
        schemas[record::schema_name(t->name) + "Amendment"] = record::input_schema(*t, false);
        for (auto const& f : t->fields)
            if (f.inner && !f.read_only)
                schemas[record::schema_name(f.inner().name) + "Input"] =
                    record::input_schema(f.inner(), true);
    }
    json::object all_paths, all_schemas;
    for (auto& [name, path] : paths) all_paths[name] = std::move(path);
    for (auto& [name, schema] : schemas) all_schemas[name] = std::move(schema);
    return {{"openapi", "3.1.0"},
            {"info",
             {{"title", "Guiyan"}, {"version", "1"}, {"description", words.say("en", "api.description")}}},
            {"paths", all_paths},
            {"components", {{"schemas", all_schemas}}}};
}

std::string openapi_page(std::vector<endpoint> const& table, sentences const& words,
                         std::string_view language) {
    auto escape = [](std::string_view s) {
        std::string out;
        for (char c : s) out += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
        return out;
    };
    auto fields = [&](record::type const* t) {
        std::string out;
        if (t)
            for (auto const& f : t->fields)
                out += (out.empty() ? "" : ", ") + std::string(f.name) + (f.required ? "*" : "");
        return escape(out);
    };
    std::string rows;
    for (auto const& e : table) {
        std::string verb = verb_key(e.verb);
        for (char& c : verb) c = static_cast<char>(c - 'a' + 'A');
        rows += "<tr><td>" + verb + "</td><td><code>" + escape(e.path) + "</code></td><td>" +
                escape(words.say(language, "api." + e.operation)) + "</td><td>" +
                escape(permission_words(e)) + "</td><td>" + fields(e.query) + "</td><td>" +
                (e.upload ? "bytes" : fields(e.input)) + "</td><td>" + (e.file ? "bytes" : fields(e.output)) +
                "</td></tr>\n";
    }
    auto say = [&](char const* key) { return escape(words.say(language, key)); };
    return "<!doctype html><html lang=\"" + std::string(language) + "\"><meta charset=\"utf-8\"><title>" +
           say("api.title") + "</title><h1>" + say("api.title") + "</h1><p>" + say("api.description") +
           "</p><p><a href=\"/api/openapi.json\">openapi.json</a></p><table border=\"1\"><thead><tr><th>" +
           say("api.column.method") + "</th><th>" + say("api.column.path") + "</th><th>" +
           say("api.column.what") + "</th><th>" + say("api.column.permission") + "</th><th>" +
           say("api.column.query") + "</th><th>" + say("api.column.input") + "</th><th>" +
           say("api.column.output") + "</th></tr></thead><tbody>\n" + rows + "</tbody></table></html>";
}

}  // namespace guiyan::api
