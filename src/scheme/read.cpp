#include "scheme/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cel/issue.hpp"
#include "cel/value.hpp"

namespace guiyan::scheme {
namespace {

using kind = shape::kind;

/// What may be meant by a key or a choice that is not there.
std::string suggestion(std::string_view written, std::vector<std::string> const& choices) {
    return cel::nearest(written, choices);
}

class reader {
public:
    reader(std::string const& file, findings& into) : file_(file), into_(into) {}

    void value(yaml_node const& from, shape const& s, member const* rules, void* to, std::string const& path,
               node* keys, std::string const& key) {
        if (from.is == yaml_node::kind::nothing)
            return say(from.at, path, "scheme.shape.no_value", {}, "scheme.shape.no_value.fix");
        switch (s.is) {
            case kind::object:
                return object(from, s, to, path);
            case kind::list:
                return list(from, s, rules, to, path, keys, key);
            case kind::mapping:
                return mapping(from, s, rules, to, path);
            default:
                break;
        }
        if (from.is != yaml_node::kind::scalar)
            return say(from.at, path, "scheme.shape.not_one", {{"found", found(from)}});
        leaf(from, s, rules, to, path);
    }

    void object(yaml_node const& from, shape const& s, void* to, std::string const& path) {
        node* const n = s.as_node(to);
        n->at = from.at;
        n->path = path;
        if (from.is != yaml_node::kind::mapping && !s.shorthand.empty()) {
            auto const* m = s.find(s.shorthand);
            if (from.is == yaml_node::kind::scalar) {
                n->keys.emplace(std::string(m->key), from.at);
                return value(from, m->of(), m, m->reach(to), path, n, std::string(m->key));
            }
        }
        if (from.is != yaml_node::kind::mapping)
            return say(from.at, path, "scheme.shape.not_mapping", {{"found", found(from)}});
        if (!s.instead.empty()) {
            auto const* m = s.find(s.instead);
            auto const& list_shape = m->of();
            return object(from, list_shape.element(), list_shape.append(m->reach(to)), path);
        }
        std::set<std::string, std::less<>> seen;
        for (auto const& [key, held] : from.entries) {
            if (key.is != yaml_node::kind::scalar) {
                say(key.at, path, "scheme.shape.odd_key", {});
                continue;
            }
            auto const below = path.empty() ? key.text : path + "." + key.text;
            if (!seen.insert(key.text).second) {
                say(key.at, below, "scheme.shape.twice", {{"key", key.text}}, "scheme.shape.twice.fix");
                continue;
            }
            auto const* m = s.find(key.text);
            if (!m || m->key == s.instead) {
                auto const rest = std::ranges::find_if(s.members, [](auto const& x) { return x.rest; });
                if (rest != s.members.end())
                    rest_value(key, held, *rest, to, below, n);
                else
                    unknown(key, s, path);
                continue;
            }
            n->keys.emplace(key.text, held.at.line ? held.at : key.at);
            value(held, m->of(), m, m->reach(to), below, n, key.text);
        }
        for (auto const& m : s.members)
            if (m.required && !seen.contains(m.key))
                say(from.at, path, "scheme.shape.missing",
                    {{"key", std::string(m.key)}, {"what", std::string(m.doc)}}, "scheme.shape.missing.fix");
        for (auto const& g : s.groups) group(g, from, path, seen);
        for (auto const& m : s.members)
            if (!m.beside.empty() && seen.contains(m.key) && !seen.contains(m.beside))
                say(n->place_of(m.key), path, "scheme.shape.beside",
                    {{"key", std::string(m.key)}, {"beside", std::string(m.beside)}},
                    "scheme.shape.beside.fix");
    }

private:
    void say(place at, std::string const& path, std::string key, text_args args, std::string fix = {}) {
        into_.push_back({finding_kind::shape, finding_level::error, file_, at, path, std::move(key),
                         std::move(args), std::move(fix)});
    }

    static std::string found(yaml_node const& n) {
        switch (n.is) {
            case yaml_node::kind::list:
                return "@scheme.shape.found.list";
            case yaml_node::kind::mapping:
                return "@scheme.shape.found.mapping";
            case yaml_node::kind::nothing:
                return "@scheme.shape.found.nothing";
            case yaml_node::kind::scalar:
                break;
        }
        return n.text.size() > 60 ? n.text.substr(0, n.text.find_first_of(" ,，")) : n.text;
    }

    void unknown(yaml_node const& key, shape const& s, std::string const& path) {
        std::vector<std::string> known;
        for (auto const& m : s.members)
            if (m.key != s.instead && !m.rest) known.emplace_back(m.key);
        auto const meant = suggestion(key.text, known);
        if (!meant.empty())
            return say(key.at, path, "scheme.shape.unknown_key", {{"key", key.text}, {"meant", meant}},
                       "scheme.meant.fix");
        std::string all;
        for (auto const& k : known) all += (all.empty() ? "" : "、") + k;
        say(key.at, path, "scheme.shape.unknown_key", {{"key", key.text}, {"known", all}},
            "scheme.shape.unknown_key.fix");
    }

    void group(key_group const& g, yaml_node const& from, std::string const& path,
               std::set<std::string, std::less<>> const& seen) {
        if (!g.when.empty() && !seen.contains(g.when)) return;
        std::string keys, written;
        int count = 0;
        for (auto const key : g.keys) {
            keys += (keys.empty() ? "" : "、") + std::string(key);
            if (!seen.contains(key)) continue;
            ++count;
            written += (written.empty() ? "" : "、") + std::string(key);
        }
        if (count == 0 && g.how != key_group::takes::at_most_one)
            return say(from.at, path, "scheme.shape.one_of", {{"keys", keys}},
                       g.how == key_group::takes::exactly_one ? "scheme.shape.one_of.fix"
                                                              : "scheme.shape.some_of.fix");
        if (count > 1 && g.how != key_group::takes::at_least_one)
            say(from.at, path, "scheme.shape.only_one", {{"keys", keys}, {"written", written}},
                "scheme.shape.only_one.fix");
    }

    /// Keys that the shape does not name, such as the columns of a table's row.
    void rest_value(yaml_node const& key, yaml_node const& held, member const& m, void* to,
                    std::string const& path, node* n) {
        auto const& s = m.of();
        auto* const mapping_value = m.reach(to);
        n->keys.emplace(key.text, held.at);
        value(held, s.element(), &m, s.insert(mapping_value, key.text), path, n, key.text);
    }

    void list(yaml_node const& from, shape const& s, member const* rules, void* to, std::string const& path,
              node* keys, std::string const& key) {
        if (from.is != yaml_node::kind::list) {
            if (rules && rules->single) return value(from, s.element(), rules, s.append(to), path, keys, key);
            return say(from.at, path, "scheme.shape.not_list", {{"found", found(from)}},
                       "scheme.shape.not_list.fix");
        }
        std::size_t const least = rules ? rules->least : 0;
        if (from.items.size() < least)
            say(from.at, path, "scheme.shape.few",
                {{"count", fmt::to_string(from.items.size())}, {"least", fmt::to_string(least)}},
                "scheme.shape.few.fix");
        for (std::size_t i = 0; i < from.items.size(); ++i) {
            auto const mark = fmt::format("[{}]", i + 1);
            if (keys) keys->keys.emplace(key + mark, from.items[i].at);
            value(from.items[i], s.element(), rules, s.append(to), path + mark, nullptr, {});
        }
    }

    void mapping(yaml_node const& from, shape const& s, member const* rules, void* to,
                 std::string const& path) {
        if (from.is != yaml_node::kind::mapping)
            return say(from.at, path, "scheme.shape.not_mapping", {{"found", found(from)}});
        if (rules && from.entries.size() < rules->least)
            say(from.at, path, "scheme.shape.few",
                {{"count", fmt::to_string(from.entries.size())}, {"least", fmt::to_string(rules->least)}},
                "scheme.shape.few.fix");
        std::set<std::string, std::less<>> seen;
        for (auto const& [key, held] : from.entries) {
            auto const below = path + "." + key.text;
            if (key.is != yaml_node::kind::scalar) {
                say(key.at, path, "scheme.shape.odd_key", {});
                continue;
            }
            if (!seen.insert(key.text).second) {
                say(key.at, below, "scheme.shape.twice", {{"key", key.text}}, "scheme.shape.twice.fix");
                continue;
            }
            if (rules && !rules->key_form.empty()) check_form(key, rules->key_form, below);
            // The elements of extra fields are mappings again: their keys are ids.
            static member const inner = [] {
                member m;
                m.key_form = "id";
                return m;
            }();
            auto const& element = s.element();
            value(held, element, element.is == kind::mapping ? &inner : nullptr, s.insert(to, key.text),
                  below, nullptr, {});
        }
    }

    void check_form(yaml_node const& text, std::string_view form_name, std::string const& path) {
        auto const* f = find_form(form_name);
        if (f->fits(text.text)) return;
        say(text.at, path, "scheme.form." + std::string(form_name), {{"text", text.text}});
    }

    void leaf(yaml_node const& from, shape const& s, member const* rules, void* to, std::string const& path) {
        auto const bad = [&](char const* key) {
            say(from.at, path, key, {{"found", found(from)}}, std::string(key) + ".fix");
        };
        auto const number = from.quoted ? std::nullopt : decimal::parse(from.text);
        switch (s.is) {
            case kind::text:
                if (from.text.empty()) return bad("scheme.shape.empty_text");
                *static_cast<std::string*>(to) = from.text;
                if (rules && !rules->form.empty()) check_form(from, rules->form, path);
                return;
            case kind::integer:
                if (!number || !number->whole()) return bad("scheme.shape.not_whole");
                if (number->micro() / 1000000 < INT32_MIN || number->micro() / 1000000 > INT32_MAX)
                    return bad("scheme.shape.not_whole");
                *static_cast<int*>(to) = int(number->micro() / 1000000);
                return limits(from, rules, *number, path);
            case kind::number:
                if (!number) return bad("scheme.shape.not_number");
                *static_cast<decimal*>(to) = *number;
                return limits(from, rules, *number, path);
            case kind::truth:
                if (from.quoted || (from.text != "true" && from.text != "false"))
                    return bad("scheme.shape.not_truth");
                *static_cast<bool*>(to) = from.text == "true";
                return;
            case kind::day: {
                auto const day = date::parse(from.text);
                if (!day) return bad("scheme.shape.not_day");
                *static_cast<date*>(to) = *day;
                return;
            }
            case kind::expression:
                return expression_text(from, *static_cast<expression*>(to), path);
            case kind::scalar: {
                auto& v = *static_cast<scalar*>(to);
                v.at = from.at;
                v.path = path;
                auto const percent =
                    !from.quoted && from.text.ends_with('%')
                        ? decimal::parse(std::string_view(from.text).substr(0, from.text.size() - 1))
                        : std::nullopt;
                if (number) {
                    v.is = scalar::form::number;
                    v.number = *number;
                } else if (percent) {
                    v.is = scalar::form::percent;
                    v.number = decimal::from_micro(percent->micro() / 100);
                } else {
                    if (from.text.empty()) return bad("scheme.shape.empty_text");
                    v.is = scalar::form::cel;
                    expression_text(from, v.cel, path);
                }
                return;
            }
            case kind::literal: {
                auto& v = *static_cast<literal*>(to);
                v.at = from.at;
                if (number)
                    v.is = literal::form::number, v.number = *number;
                else if (!from.quoted && (from.text == "true" || from.text == "false"))
                    v.is = literal::form::truth, v.truth = from.text == "true";
                else
                    v.is = literal::form::text, v.text = from.text;
                return;
            }
            case kind::choice: {
                auto const found_choice = std::ranges::find(s.choices, from.text);
                if (found_choice != s.choices.end())
                    return s.choose(to, std::size_t(found_choice - s.choices.begin()));
                std::vector<std::string> const known(s.choices.begin(), s.choices.end());
                std::string all;
                for (auto const& k : known) all += (all.empty() ? "" : "、") + k;
                auto const meant = suggestion(from.text, known);
                return say(from.at, path, "scheme.shape.not_choice",
                           {{"found", found(from)}, {"choices", all}, {"meant", meant}},
                           meant.empty() ? "" : "scheme.meant.fix");
            }
            default:
                return;
        }
    }

    void limits(yaml_node const& from, member const* rules, decimal value_read, std::string const& path) {
        if (!rules) return;
        if (rules->minimum != INT32_MIN && value_read < decimal(rules->minimum))
            say(from.at, path, "scheme.shape.too_small",
                {{"found", from.text}, {"limit", fmt::to_string(rules->minimum)}});
        if (rules->maximum != INT32_MAX && value_read > decimal(rules->maximum))
            say(from.at, path, "scheme.shape.too_large",
                {{"found", from.text}, {"limit", fmt::to_string(rules->maximum)}});
    }

    void expression_text(yaml_node const& from, expression& to, std::string const& path) {
        to.text = from.text;
        to.path = path;
        to.at = from.at;
        if (from.quoted) ++to.at.column;
        if (from.text.empty())
            say(from.at, path, "scheme.shape.empty_text", {}, "scheme.shape.empty_text.fix");
    }

    std::string const& file_;
    findings& into_;
};

}  // namespace

void read_object(yaml_node const& from, shape const& s, void* object, std::string const& path,
                 std::string const& file, findings& into) {
    reader(file, into).object(from, s, object, path);
}

pack read_pack(std::string_view text, std::string file, findings& into) {
    pack out;
    out.file = std::move(file);
    auto const tree = read_yaml(text, out.file, into);
    if (tree.is == yaml_node::kind::nothing) return out;
    read_object(tree, pack_shape(), &out, "", out.file, into);
    return out;
}

}  // namespace guiyan::scheme
