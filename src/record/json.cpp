#include "record/json.hpp"

#include <boost/json.hpp>
#include <charconv>

#include "base/money.hpp"
#include "base/text.hpp"
#include "record/forms.hpp"

namespace guiyan::record {
namespace json = boost::json;
namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t n = 0;
    auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), n);
    return code == std::errc{} && end == text.data() + text.size() ? std::optional(n) : std::nullopt;
}

std::optional<value> scalar(field const& f, json::value const& j) {
    if (j.is_null()) return value();
    switch (f.is) {
        case kind::boolean:
            return j.is_bool() ? std::optional<value>(j.get_bool()) : std::nullopt;
        case kind::integer:
            if (j.is_int64()) return j.get_int64();
            return std::nullopt;
        case kind::number:
            if (j.is_int64()) return static_cast<double>(j.get_int64());
            if (j.is_double()) return j.get_double();
            return std::nullopt;
        case kind::id:
            if (j.is_string())
                if (auto n = whole_number(std::string_view(j.get_string())); n && *n > 0) return *n;
            return std::nullopt;
        case kind::texts: {
            if (!j.is_array()) return std::nullopt;
            std::vector<std::string> list;
            for (auto const& item : j.get_array()) {
                if (!item.is_string()) return std::nullopt;
                list.emplace_back(nfc(trim(std::string_view(item.get_string()))));
            }
            return list;
        }
        default:
            if (!j.is_string()) return std::nullopt;
            return nfc(trim(std::string_view(j.get_string())));
    }
}

struct reader {
    code_check const& codes;
    error problems{fault::invalid, "error.invalid", {}, {}, {}};

    void report(std::string path, std::string key, text_args args = {}) {
        problems.fields.push_back({std::move(path), std::move(key), std::move(args)});
    }

    void object(type const& t, void* target, json::value const& j, input mode, std::string const& path) {
        if (!j.is_object()) return report(path, "error.expected_object");
        auto const& o = j.get_object();
        for (auto const& member : o)
            if (auto const* f = t.find(member.key()); !f || f->read_only)
                report(path + "/" + std::string(member.key()), f ? "error.read_only" : "error.unknown_field");
        for (field const& f : t.fields) {
            if (f.read_only) continue;
            auto const* found = o.if_contains(f.name);
            auto const where = path + "/" + std::string(f.name);
            if (!found) {
                if (f.required && mode == input::create) report(where, "error.required");
                continue;
            }
            if (f.is == kind::record) {
                object(f.inner(), f.append(target), *found, mode, where);
            } else if (f.is == kind::records) {
                if (!found->is_array()) {
                    report(where, "error.expected_list");
                    continue;
                }
                f.clear(target);
                std::size_t i = 0;
                for (auto const& item : found->get_array())
                    object(f.inner(), f.append(target), item, input::create,
                           where + "/" + std::to_string(i++));
            } else {
                auto const v = scalar(f, *found);
                if (!v) {
                    report(where, "error.wrong_kind");
                    continue;
                }
                assign(f, target, *v, where);
            }
        }
    }

    void assign(field const& f, void* target, value v, std::string const& where) {
        // An emptied box means "not known": one spelling of nothing.
        if (auto const* s = std::get_if<std::string>(&v); s && s->empty() && f.nullable) v = value();
        if (std::holds_alternative<std::monostate>(v) && (f.required || !f.nullable))
            return report(where, "error.required");
        if (auto broken = check(f, v, codes)) return report(where, broken->key, broken->args);
        if (!f.set(target, v)) report(where, "error.wrong_kind");
    }
};

}  // namespace

std::optional<broken_rule> check(field const& f, value const& v, code_check const& codes) {
    auto text_rule = [&](std::string const& s) -> std::optional<broken_rule> {
        if (f.required && s.empty()) return broken_rule{"error.required", {}};
        if (length(s) > f.max_length)
            return broken_rule{"error.too_long", {{"limit", std::to_string(f.max_length)}}};
        for (unsigned char c : s)
            if ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f)
                return broken_rule{"error.control_character", {}};
        if (s.empty()) return std::nullopt;
        if (!f.table.empty() && !codes(f.table, s)) return broken_rule{"error.unknown_code", {{"code", s}}};
        if (!f.form.empty() && !obeys_form(f.form, s))
            return broken_rule{"error.form." + std::string(f.form), {}};
        if (f.is == kind::day && !date::parse(s)) return broken_rule{"error.day", {}};
        if (f.is == kind::money && !money::parse(s)) return broken_rule{"error.money", {}};
        if (f.is == kind::partial_day && !partial_date::parse(s)) return broken_rule{"error.partial_day", {}};
        return std::nullopt;
    };
    if (auto const* s = std::get_if<std::string>(&v)) return text_rule(*s);
    if (auto const* list = std::get_if<std::vector<std::string>>(&v)) {
        if (list->size() > 200) return broken_rule{"error.too_many_items", {{"limit", "200"}}};
        for (auto const& s : *list)
            if (auto broken = text_rule(s)) return broken;
    }
    if (auto const* i = std::get_if<std::int64_t>(&v);
        i && f.is == kind::integer && (*i < f.minimum || *i > f.maximum))
        return broken_rule{"error.out_of_range",
                           {{"minimum", std::to_string(f.minimum)}, {"maximum", std::to_string(f.maximum)}}};
    return std::nullopt;
}

result<done> read_value(type const& t, void* object, json::value const& j, input mode,
                        code_check const& codes) {
    reader r{codes, {fault::invalid, "error.invalid", {}, {}, {}}};
    r.object(t, object, j, mode, "");
    if (!r.problems.fields.empty()) return fail(std::move(r.problems));
    return done{};
}

result<done> read_json(type const& t, void* object, std::string_view text, input mode,
                       code_check const& codes) {
    if (text.size() > (1u << 20)) return fail(fault::too_large, "error.body_too_large", {{"limit", "1 MB"}});
    if (!is_valid_utf8(text)) return fail(fault::invalid, "error.not_utf8");
    json::parse_options options;
    options.max_depth = 16;
    boost::system::error_code code;
    json::value const j = json::parse(json::string_view(text.data(), text.size()), code, {}, options);
    if (code) return fail(fault::invalid, "error.not_json");
    return read_value(t, object, j, mode, codes);
}

result<done> read_query(type const& t, void* object,
                        std::vector<std::pair<std::string, std::string>> const& query,
                        code_check const& codes) {
    reader r{codes, {fault::invalid, "error.invalid", {}, {}, {}}};
    std::vector<std::pair<field const*, value>> gathered;
    for (auto const& [name, text] : query) {
        auto const* f = t.find(name);
        auto const where = "/" + name;
        if (!f || f->read_only) {
            r.report(where, "error.unknown_parameter");
            continue;
        }
        if (!is_valid_utf8(text)) {
            r.report(where, "error.not_utf8");
            continue;
        }
        std::string const clean = nfc(trim(text));
        if (clean.empty()) continue;
        auto entry =
            std::find_if(gathered.begin(), gathered.end(), [&](auto const& g) { return g.first == f; });
        if (entry == gathered.end()) entry = gathered.insert(gathered.end(), {f, value()});
        switch (f->is) {
            case kind::texts: {
                auto* list = std::get_if<std::vector<std::string>>(&entry->second);
                if (!list) list = &entry->second.emplace<std::vector<std::string>>();
                list->push_back(clean);
                break;
            }
            case kind::integer:
            case kind::id:
                if (auto n = whole_number(clean))
                    entry->second = *n;
                else
                    r.report(where, "error.wrong_kind");
                break;
            case kind::boolean:
                if (clean == "true" || clean == "1")
                    entry->second = true;
                else if (clean == "false" || clean == "0")
                    entry->second = false;
                else
                    r.report(where, "error.wrong_kind");
                break;
            default:
                entry->second = clean;
        }
    }
    for (field const& f : t.fields)
        if (f.required &&
            std::none_of(gathered.begin(), gathered.end(), [&](auto const& g) { return g.first == &f; }))
            r.report("/" + std::string(f.name), "error.required");
    for (auto const& [f, v] : gathered)
        if (!std::holds_alternative<std::monostate>(v)) r.assign(*f, object, v, "/" + std::string(f->name));
    if (!r.problems.fields.empty()) return fail(std::move(r.problems));
    return done{};
}

json::object write_json(type const& t, void const* object) {
    json::object out;
    out.reserve(t.fields.size());
    for (field const& f : t.fields) {
        if (f.is == kind::record) {
            out.emplace(f.name, write_json(f.inner(), f.at(object, 0)));
        } else if (f.is == kind::records) {
            json::array list;
            for (std::size_t i = 0, n = f.count(object); i < n; ++i)
                list.push_back(write_json(f.inner(), f.at(object, i)));
            out.emplace(f.name, std::move(list));
        } else {
            auto& place = out[f.name];
            std::visit(
                [&](auto const& v) {
                    using v_type = std::decay_t<decltype(v)>;
                    if constexpr (std::is_same_v<v_type, std::monostate>)
                        place = nullptr;
                    else if constexpr (std::is_same_v<v_type, std::vector<std::string>>) {
                        json::array list;
                        for (auto const& s : v) list.emplace_back(s);
                        place = std::move(list);
                    } else if constexpr (std::is_same_v<v_type, std::int64_t>) {
                        if (f.is == kind::id)
                            place = std::to_string(v);
                        else
                            place = v;
                    } else
                        place = v;
                },
                f.get(object));
        }
    }
    return out;
}

}  // namespace guiyan::record
