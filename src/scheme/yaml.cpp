#include "scheme/yaml.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <sstream>

#include "base/text.hpp"

namespace guiyan::scheme {
namespace {

/// Thrown by the builder to leave the parser; never leaves this file.
struct refused {
    YAML::Mark mark;
    char const* key;
    text_args args;
};

/// Turns bytes of a line into characters: yaml-cpp counts bytes.
class columns {
public:
    explicit columns(std::string_view text) : lines_(split(text, '\n')) {}
    place of(YAML::Mark mark) const {
        int const line = std::max(mark.line, 0), column = std::max(mark.column, 0);
        if (line >= int(lines_.size())) return {line + 1, column + 1};
        // Marks come in order: the next one of a line counts on from the last, or long lines cost squares.
        if (line != line_ || column < bytes_) line_ = line, bytes_ = characters_ = 0;
        auto const between =
            lines_[line].substr(std::min<std::size_t>(bytes_, lines_[line].size()), column - bytes_);
        for (char const c : between) characters_ += (c & 0xC0) != 0x80;
        bytes_ = column;
        return {line + 1, characters_ + 1};
    }

private:
    std::vector<std::string_view> lines_;
    mutable int line_ = -1, bytes_ = 0, characters_ = 0;
};

class builder : public YAML::EventHandler {
public:
    builder(columns const& where, yaml_limits const& limits) : where_(where), limits_(limits) {}

    yaml_node root;
    int documents = 0;
    YAML::Mark last;  ///< of the last scalar
    bool last_is_quoted = false;

    void OnDocumentStart(YAML::Mark const& mark) override {
        if (++documents > 1) throw refused{mark, "scheme.yaml.two_documents", {}};
    }
    void OnDocumentEnd() override {}
    void OnAlias(YAML::Mark const& mark, YAML::anchor_t) override {
        throw refused{mark, "scheme.yaml.alias", {}};
    }
    void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override {
        refuse_anchor(mark, anchor);
        yaml_node n;
        n.at = where_.of(mark);
        put(std::move(n), mark);
    }
    void OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                  std::string const& value) override {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        yaml_node n;
        n.is = yaml_node::kind::scalar;
        n.at = where_.of(mark);
        n.quoted = tag == "!";
        n.text = value;
        last = mark;
        last_is_quoted = n.quoted;
        put(std::move(n), mark);
    }
    void OnSequenceStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(yaml_node::kind::list, mark, tag, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(yaml_node::kind::mapping, mark, tag, anchor);
    }
    void OnMapEnd() override { close(); }

private:
    static void refuse_anchor(YAML::Mark const& mark, YAML::anchor_t anchor) {
        if (anchor) throw refused{mark, "scheme.yaml.anchor", {}};
    }
    static void refuse_tag(YAML::Mark const& mark, std::string const& tag) {
        if (!tag.empty() && tag != "?" && tag != "!") throw refused{mark, "scheme.yaml.tag", {{"tag", tag}}};
    }
    void open(yaml_node::kind is, YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor) {
        refuse_anchor(mark, anchor);
        refuse_tag(mark, tag);
        if (int(open_.size()) >= limits_.depth)
            throw refused{mark, "scheme.yaml.deep", {{"limit", fmt::to_string(limits_.depth)}}};
        yaml_node n;
        n.is = is;
        n.at = where_.of(mark);
        open_.push_back({std::move(n), {}, false});
        count(mark);
    }
    void close() {
        auto done = std::move(open_.back().made);
        open_.pop_back();
        place_into(std::move(done));
    }
    void put(yaml_node n, YAML::Mark const& mark) {
        count(mark);
        place_into(std::move(n));
    }
    void count(YAML::Mark const& mark) {
        if (++nodes_ > limits_.nodes)
            throw refused{mark, "scheme.yaml.many", {{"limit", fmt::to_string(limits_.nodes)}}};
    }
    void place_into(yaml_node n) {
        if (open_.empty()) {
            root = std::move(n);
            return;
        }
        auto& top = open_.back();
        if (top.made.is == yaml_node::kind::list)
            top.made.items.push_back(std::move(n));
        else if (!top.has_key)
            top.key = std::move(n), top.has_key = true;
        else
            top.made.entries.emplace_back(std::move(top.key), std::move(n)), top.has_key = false;
    }

    struct level {
        yaml_node made, key;
        bool has_key;
    };
    columns const& where_;
    yaml_limits const& limits_;
    std::vector<level> open_;
    std::size_t nodes_ = 0;
};

/// Bytes that no text of a pack has: where the first one stands.
std::optional<YAML::Mark> binary(std::string_view text) {
    YAML::Mark mark;
    mark.line = mark.column = mark.pos = 0;
    for (char const c : text) {
        auto const u = static_cast<unsigned char>(c);
        if ((u < 0x20 && c != '\n' && c != '\r' && c != '\t') || u == 0x7F) return mark;
        if (c == '\n')
            ++mark.line, mark.column = 0;
        else
            ++mark.column;
    }
    return {};
}

/// Tabs before the first character of a line, which YAML forbids and editors show as blanks.
std::optional<YAML::Mark> tab(std::string_view text) {
    YAML::Mark mark;
    mark.line = mark.column = mark.pos = 0;
    bool indent = true;
    for (char const c : text) {
        if (c == '\t' && indent) return mark;
        if (c == '\n') {
            ++mark.line, mark.column = 0, indent = true;
            continue;
        }
        indent = indent && (c == ' ' || c == '\t');
        ++mark.column;
    }
    return {};
}

/// Brackets open at once where no file of a person has so many: the library's scanner is quadratic in them.
std::optional<YAML::Mark> brackets(std::string_view text) {
    YAML::Mark mark;
    mark.line = mark.column = mark.pos = 0;
    int open = 0;
    for (char const c : text) {
        if (c == '[' || c == '{') ++open;
        if (c == ']' || c == '}') open = std::max(0, open - 1);
        if (open > 200) return mark;
        if (c == '\n')
            ++mark.line, mark.column = 0;
        else
            ++mark.column;
    }
    return {};
}

/// yaml-cpp takes the end of the file for a missing last quotation mark.
bool ends_inside_quotes(std::string_view text) {
    text = trim(text);
    auto const line = text.substr(text.rfind('\n') == std::string_view::npos ? 0 : text.rfind('\n'));
    return !text.empty() && std::string_view("\"'])}").find(text.back()) == std::string_view::npos &&
           line.find('#') == std::string_view::npos;
}

}  // namespace

yaml_node read_yaml(std::string_view text, std::string const& file, findings& into,
                    yaml_limits const& limits) {
    auto const say = [&](place at, char const* key, text_args args = {}) {
        into.push_back({finding_kind::shape, finding_level::error, file, at, {}, key, std::move(args), {}});
        return yaml_node{};
    };
    if (text.size() > limits.bytes)
        return say({1, 1}, "scheme.yaml.large", {{"limit", fmt::to_string(limits.bytes >> 10)}});
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (!is_valid_utf8(text)) return say({1, 1}, "scheme.yaml.not_utf8");
    columns const where(text);
    if (auto const mark = binary(text)) return say(where.of(*mark), "scheme.yaml.binary");
    if (auto const mark = tab(text)) return say(where.of(*mark), "scheme.yaml.tab");
    if (auto const mark = brackets(text))
        return say(where.of(*mark), "scheme.yaml.deep", {{"limit", fmt::to_string(limits.depth)}});
    builder b(where, limits);
    try {
        std::istringstream stream{std::string(text)};
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(b)) {
        }
    } catch (refused const& r) {
        return say(where.of(r.mark), r.key, r.args);
    } catch (YAML::Exception const& e) {
        return say(where.of(e.mark), "scheme.yaml.broken", {{"what", e.msg}});
    }
    if (b.last_is_quoted && ends_inside_quotes(text)) return say(where.of(b.last), "scheme.yaml.open_quote");
    if (b.documents == 0 || b.root.is == yaml_node::kind::nothing) return say({1, 1}, "scheme.yaml.empty");
    return std::move(b.root);
}

}  // namespace guiyan::scheme
