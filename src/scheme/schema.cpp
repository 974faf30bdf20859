#include "scheme/schema.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <vector>

#include "scheme/shape.hpp"

namespace guiyan::scheme {
namespace {

namespace json = boost::json;

class writer {
public:
    json::object all() {
        auto out = of_object(pack_shape(), true);
        json::object head{
            {"$schema", "https://json-schema.org/draft/2020-12/schema"},
            {"$id", "https://guiyan.example/schema/scheme-1.json"},
            {"title", "制度包 scheme.yaml"},
            {"description", "一个县一项人才制度的全部规定：程序只认规则的种类，数值都在这里。"}};
        for (auto& [key, value] : out) head[key] = std::move(value);
        json::object defs{
            {"cel", json::object{{"type", json::array{"string", "boolean"}},
                                 {"format", "cel"},
                                 {"description",
                                  "CEL 表达式。裸名是所判断的那条记录的字段；m. 度量，o. 任务量，s. 人群，r. "
                                  "考评结果，t. 标准表，params. 参数，as_of 截止日"}}},
            {"percent",
             json::object{
                 {"type", "string"}, {"pattern", "^\\d+(\\.\\d+)?%$"}, {"description", "百分数，如 30%"}}},
            {"scalar", json::object{{"description", "一个数、一个百分数，或一个得数的 CEL 表达式"},
                                    {"anyOf", json::array{json::object{{"type", "number"}}, ref("percent"),
                                                          ref("cel")}}}},
        };
        // The list grows while objects inside objects are met.
        for (std::size_t done = 0; done < order_.size(); ++done)
            defs[order_[done]->name] = of_object(*order_[done], false);
        head["$defs"] = std::move(defs);
        return head;
    }

private:
    static json::object ref(std::string_view name) { return {{"$ref", "#/$defs/" + std::string(name)}}; }

    json::object named_object(shape const& s) {
        if (std::ranges::find(order_, &s) == order_.end()) order_.push_back(&s);
        return ref(s.name);
    }

    json::object text(std::string_view form_name) {
        json::object o{{"type", "string"}};
        if (form_name.empty()) {
            o["minLength"] = 1;
        } else if (auto const* f = find_form(form_name)) {
            o["pattern"] = f->regex;
            if (form_name == "code") o["type"] = json::array{"string", "number"};
        }
        return o;
    }

    json::object value(shape const& s, member const* m) {
        switch (s.is) {
            case shape::kind::text:
                return text(m ? m->form : std::string_view());
            case shape::kind::integer:
            case shape::kind::number: {
                json::object o{{"type", s.is == shape::kind::integer ? "integer" : "number"}};
                if (m && m->minimum != INT32_MIN) o["minimum"] = m->minimum;
                if (m && m->maximum != INT32_MAX) o["maximum"] = m->maximum;
                return o;
            }
            case shape::kind::truth:
                return {{"type", "boolean"}};
            case shape::kind::day:
                return {{"type", "string"}, {"pattern", find_form("day")->regex}};
            case shape::kind::expression:
                return ref("cel");
            case shape::kind::scalar:
                return ref("scalar");
            case shape::kind::literal:
                return {{"type", json::array{"number", "string", "boolean"}}};
            case shape::kind::choice: {
                json::array all;
                for (auto const c : s.choices) all.emplace_back(c);
                return {{"enum", std::move(all)}};
            }
            case shape::kind::object:
                return object_or_shorthand(s, m);
            case shape::kind::list: {
                auto item = value(s.element(), m);
                json::object list{{"type", "array"}, {"items", item}};
                if (m && m->least) list["minItems"] = m->least;
                if (!m || !m->single) return list;
                return {{"anyOf", json::array{std::move(item), std::move(list)}}};
            }
            case shape::kind::mapping: {
                json::object o{{"type", "object"}};
                if (m && !m->key_form.empty())
                    o["propertyNames"] =
                        json::object{{"type", "string"}, {"pattern", find_form(m->key_form)->regex}};
                static member const inner = [] {
                    member x;
                    x.key_form = "id";
                    return x;
                }();
                auto const& element = s.element();
                o["additionalProperties"] =
                    value(element, element.is == shape::kind::mapping ? &inner : nullptr);
                if (m && m->least) o["minProperties"] = m->least;
                return o;
            }
        }
        return {};
    }

    json::object object_or_shorthand(shape const& s, member const*) {
        json::array any;
        if (!s.shorthand.empty()) {
            auto const* m = s.find(s.shorthand);
            any.push_back(value(m->of(), m));
        }
        if (!s.instead.empty()) {
            auto const& list = s.find(s.instead)->of();
            any.push_back(named_object(list.element()));
        } else {
            any.push_back(named_object(s));
        }
        if (any.size() == 1) return any[0].as_object();
        return {{"anyOf", std::move(any)}};
    }

    json::object of_object(shape const& s, bool top) {
        json::object properties;
        json::array required;
        json::object dependent;
        json::value rest = false;
        for (auto const& m : s.members) {
            if (m.rest) {
                rest = json::object{
                    {"anyOf", json::array{value(m.of().element(), &m), json::object{{"type", "boolean"}}}}};
                continue;
            }
            if (top && m.key == "language") {
                properties[m.key] = json::object{{"const", 1}, {"description", m.doc}};
            } else {
                auto made = value(m.of(), &m);
                if (!m.doc.empty()) made["description"] = m.doc;
                properties[m.key] = std::move(made);
            }
            if (m.required) required.emplace_back(m.key);
            if (!m.beside.empty()) dependent[m.key] = json::array{m.beside};
        }
        json::object out{{"type", "object"}, {"properties", std::move(properties)}};
        if (!required.empty()) out["required"] = std::move(required);
        if (!dependent.empty()) out["dependentRequired"] = std::move(dependent);
        out["additionalProperties"] = std::move(rest);
        json::array groups;
        for (auto const& g : s.groups) {
            json::array one;
            for (auto const key : g.keys) one.push_back(json::object{{"required", json::array{key}}});
            json::object rule{{g.how == key_group::takes::at_least_one ? "anyOf" : "oneOf", std::move(one)}};
            if (!g.when.empty())
                rule = json::object{{"if", json::object{{"required", json::array{g.when}}}},
                                    {"then", std::move(rule)}};
            groups.push_back(std::move(rule));
        }
        if (!groups.empty()) out["allOf"] = std::move(groups);
        return out;
    }

    std::vector<shape const*> order_;
};

void pretty(json::value const& v, std::string const& indent, std::string& out) {
    auto const inner = indent + " ";
    if (auto const* o = v.if_object(); o && !o->empty()) {
        out += "{\n";
        bool first = true;
        for (auto const& [key, held] : *o) {
            if (!first) out += ",\n";
            first = false;
            out += inner + json::serialize(json::string(key)) + ": ";
            pretty(held, inner, out);
        }
        out += "\n" + indent + "}";
    } else if (auto const* a = v.if_array(); a && !a->empty()) {
        out += "[\n";
        for (std::size_t i = 0; i < a->size(); ++i) {
            if (i) out += ",\n";
            out += inner;
            pretty((*a)[i], inner, out);
        }
        out += "\n" + indent + "]";
    } else {
        out += json::serialize(v);
    }
}

}  // namespace

std::string json_schema() {
    std::string out;
    pretty(writer().all(), "", out);
    return out;
}

}  // namespace guiyan::scheme
