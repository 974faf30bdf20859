#include "scheme/definition.hpp"

#include <algorithm>
#include <set>

#include "scheme/yaml.hpp"

namespace guiyan::scheme {
namespace {

/// Keys that say or print a rule and change nothing of what it counts.
constexpr std::string_view words_only[] = {"name", "basis",  "assumed", "note",   "why",   "module",
                                           "kind", "phrase", "print",   "target", "split", "list"};

yaml_node const* find(yaml_node const* in, std::string_view key) {
    if (!in) return nullptr;
    for (auto const& [k, v] : in->entries)
        if (k.text == key) return &v;
    return nullptr;
}

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

class collector {
public:
    collector(yaml_node const& root, param_value_of const& value) : root_(root), value_(value) {}

    void add(std::string_view part, std::string_view id) {
        auto const* node = find(find(&root_, part), id);
        if (!node || !done_.emplace(std::string(part) + "." + std::string(id)).second) return;
        text += std::string(part) + "." + std::string(id) + ":";
        if (part == "params")
            text += value_(id);
        else
            write(*node);
        text += "\n";
        // Behind its own line, so that the order is that of asking.
        auto asked = std::move(asked_);
        asked_.clear();
        for (auto const& [p, i] : asked) add(p, i);
    }

    std::string text;

private:
    void write(yaml_node const& n) {
        switch (n.is) {
            case yaml_node::kind::scalar:
                text += n.text + ";";
                look(n.text);
                break;
            case yaml_node::kind::list:
                text += "[";
                for (auto const& one : n.items) write(one);
                text += "]";
                break;
            case yaml_node::kind::mapping: {
                // In the order of keys: where a line stands says nothing.
                std::vector<std::pair<yaml_node, yaml_node> const*> all;
                for (auto const& e : n.entries)
                    if (std::find(std::begin(words_only), std::end(words_only), e.first.text) ==
                        std::end(words_only))
                        all.push_back(&e);
                std::sort(all.begin(), all.end(),
                          [](auto const* a, auto const* b) { return a->first.text < b->first.text; });
                text += "{";
                for (auto const* e : all) {
                    text += e->first.text + ":";
                    write(e->second);
                }
                text += "}";
                break;
            }
            case yaml_node::kind::nothing:
                break;
        }
    }

    /// What an expression, or a value that is an id, asks for.
    void look(std::string_view expression) {
        for (auto const* part : {"measures", "indicators"})
            if (find(find(&root_, part), expression)) asked_.emplace_back(part, expression);
        std::string before;
        for (std::size_t at = 0; at < expression.size();) {
            if (!is_word(expression[at])) {
                if (expression[at] != '.') before.clear();
                ++at;
                continue;
            }
            auto end = at;
            while (end < expression.size() && is_word(expression[end])) ++end;
            std::string word(expression.substr(at, end - at));
            auto const* part = before == "m"        ? "measures"
                               : before == "s"      ? "sets"
                               : before == "t"      ? "tables"
                               : before == "params" ? "params"
                                                    : "codes";
            asked_.emplace_back(part, word);
            before = std::move(word);
            at = end;
        }
    }

    yaml_node const& root_;
    param_value_of const& value_;
    std::set<std::string, std::less<>> done_;
    std::vector<std::pair<std::string, std::string>> asked_;
};

}  // namespace

std::string definition_of(std::string_view scheme_yaml, std::string_view figure,
                          param_value_of const& value) {
    findings ignored;
    auto const root = read_yaml(scheme_yaml, "scheme.yaml", ignored);
    collector all(root, value);
    all.add("indicators", figure);
    return std::move(all.text);
}

}  // namespace guiyan::scheme
