#include "cel/parse.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "cel/bind.hpp"
#include "cel/lexer.hpp"
#include "cel/numbers.hpp"

namespace guiyan::cel {
namespace {

constexpr std::array<std::string_view, 18> reserved{
    "as", "break", "const", "continue", "else",      "for",    "function", "if",   "import",
    "in", "let",   "loop",  "package",  "namespace", "return", "var",      "void", "while"};

/// Ends the parse; caught in parse().
struct stop {
    issue why;
};

class parser {
public:
    parser(std::string_view source, bool pack, parse_limits const& limits, std::vector<token> tokens)
        : source_(source), pack_(pack), limits_(limits), tokens_(std::move(tokens)) {}

    node run() {
        node n = expression();
        if (!now().text.empty() || now().kind != token_kind::end) unexpected();
        return n;
    }

private:
    // tokens
    token const& now() const { return tokens_[at_]; }
    token const& next() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
    bool is(std::string_view sign) const { return now().kind == token_kind::sign && now().text == sign; }
    bool is_word(std::string_view word) const { return now().kind == token_kind::word && now().text == word; }
    bool take(std::string_view sign) {
        if (!is(sign)) return false;
        ++at_;
        return true;
    }
    void want(std::string_view sign) {
        if (!take(sign)) expected(std::string(sign));
    }
    [[noreturn]] void fail(span at, std::string key, text_args args = {}) const {
        throw stop{make_issue(source_, at, std::move(key), std::move(args))};
    }
    [[noreturn]] void unexpected() const {
        if (now().kind == token_kind::end) fail(now().at, "cel.parse.ends");
        fail(now().at, "cel.parse.unexpected", {{"found", std::string(now().text)}});
    }
    [[noreturn]] void expected(std::string sign) const {
        if (now().kind == token_kind::end)
            fail(now().at, "cel.parse.expected_at_end", {{"wanted", std::move(sign)}});
        fail(now().at, "cel.parse.expected",
             {{"wanted", std::move(sign)}, {"found", std::string(now().text)}});
    }

    // limits
    struct nesting {
        explicit nesting(parser& p) : of(p) {
            if (++of.depth_ > of.limits_.depth)
                of.fail(of.now().at, "cel.parse.too_deep", {{"limit", std::to_string(of.limits_.depth)}});
        }
        ~nesting() { --of.depth_; }
        parser& of;
    };
    node make(node_kind kind, span at) {
        if (++made_ > limits_.nodes)
            fail(at, "cel.parse.too_long", {{"limit", std::to_string(limits_.nodes)}});
        node n;
        n.kind = kind;
        n.at = at;
        return n;
    }
    node constant(value v, span at) {
        node n = make(node_kind::constant, at);
        n.held = std::move(v);
        return n;
    }
    node call(operation what, span at, std::vector<node> parts) {
        node n = make(node_kind::call, at);
        n.what = what;
        n.text = name_of(what);
        n.parts = std::move(parts);
        return n;
    }
    template <class... N>
    static std::vector<node> parts(N&&... n) {
        std::vector<node> out;
        out.reserve(sizeof...(n));
        (out.push_back(std::forward<N>(n)), ...);
        return out;
    }

    // grammar
    node expression() {
        nesting const here(*this);
        node condition = any_of();
        if (!take("?")) return condition;
        node yes = any_of();
        want(":");
        node no = expression();
        span const at{condition.at.begin, no.at.end};
        return call(operation::conditional, at, parts(std::move(condition), std::move(yes), std::move(no)));
    }

    /// a || b || c is one node with three parts, so that long conditions stay flat.
    template <class Operand>
    node chain(std::string_view sign, operation what, Operand operand) {
        node first = operand();
        if (!is(sign)) return first;
        std::vector<node> all = parts(std::move(first));
        while (take(sign)) all.push_back(operand());
        span const at{all.front().at.begin, all.back().at.end};
        return call(what, at, std::move(all));
    }
    node any_of() {
        return chain("||", operation::logical_or, [this] { return all_of(); });
    }
    node all_of() {
        return chain("&&", operation::logical_and, [this] { return relation(); });
    }

    struct binary {
        std::string_view sign;
        operation what;
    };
    template <std::size_t N, class Operand>
    node left_deep(std::array<binary, N> const& signs, Operand operand) {
        node left = operand();
        for (int length = 0;;) {
            auto const found = std::find_if(signs.begin(), signs.end(), [&](binary const& b) {
                return b.sign == "in" ? is_word("in") : is(b.sign);
            });
            if (found == signs.end()) return left;
            if (++length > limits_.depth * 4)
                fail(now().at, "cel.parse.too_deep", {{"limit", std::to_string(limits_.depth * 4)}});
            ++at_;
            node right = operand();
            span const at{left.at.begin, right.at.end};
            left = call(found->what, at, parts(std::move(left), std::move(right)));
        }
    }
    node relation() {
        static constexpr std::array<binary, 7> signs{{{"==", operation::equals},
                                                      {"!=", operation::not_equals},
                                                      {"<", operation::less},
                                                      {"<=", operation::less_equals},
                                                      {">", operation::greater},
                                                      {">=", operation::greater_equals},
                                                      {"in", operation::in}}};
        return left_deep(signs, [this] { return sum(); });
    }
    node sum() {
        static constexpr std::array<binary, 2> signs{{{"+", operation::add}, {"-", operation::subtract}}};
        return left_deep(signs, [this] { return product(); });
    }
    node product() {
        static constexpr std::array<binary, 3> signs{
            {{"*", operation::multiply}, {"/", operation::divide}, {"%", operation::modulo}}};
        return left_deep(signs, [this] { return unary(); });
    }

    node unary() {
        if (!is("!") && !is("-")) return member();
        nesting const here(*this);
        auto const begin = now().at.begin;
        if (take("!")) {
            node inner = is("!") ? unary() : member();
            span const at{begin, inner.at.end};
            return call(operation::logical_not, at, parts(std::move(inner)));
        }
        // A minus before a number belongs to it: -9223372036854775808 is a number that fits.
        if (next().kind == token_kind::integer || next().kind == token_kind::number) return member();
        take("-");
        node inner = is("-") ? unary() : member();
        span const at{begin, inner.at.end};
        return call(operation::negate, at, parts(std::move(inner)));
    }

    node member() {
        node n = primary();
        for (int length = 0;; ++length) {
            if (length > limits_.depth * 4)
                fail(now().at, "cel.parse.too_deep", {{"limit", std::to_string(limits_.depth * 4)}});
            if (take(".")) {
                n = selected(std::move(n));
            } else if (take("[")) {
                node inner = expression();
                auto const end = now().at.end;
                want("]");
                span const at{n.at.begin, end};
                n = call(operation::index, at, parts(std::move(n), std::move(inner)));
            } else {
                return n;
            }
        }
    }

    node selected(node of) {
        token const name = now();
        bool const escaped = name.kind == token_kind::escaped;
        if (name.kind != token_kind::word && !escaped) unexpected();
        if (name.text == "true" || name.text == "false" || name.text == "null" || name.text == "in")
            fail(name.at, "cel.parse.reserved", {{"word", std::string(name.text)}});
        ++at_;
        if (!escaped && is("(")) {
            auto arguments = list_until("(", ")");
            span const at{of.at.begin, tokens_[at_ - 1].at.end};
            return method(std::move(of), name, std::move(arguments), at);
        }
        node n = make(node_kind::select, {of.at.begin, name.at.end});
        n.text = escaped ? name.content : std::string(name.text);
        n.parts = parts(std::move(of));
        return n;
    }

    std::vector<node> list_until(std::string_view open, std::string_view close, bool loose_comma = false) {
        want(open);
        std::vector<node> out;
        if (take(close)) return out;
        do {
            if (loose_comma && !out.empty() && is(close)) break;
            out.push_back(expression());
        } while (take(","));
        want(close);
        return out;
    }

    node method(node of, token const& name, std::vector<node> arguments, span at) {
        if (auto const macro = macro_named(name.text, arguments.size())) {
            if (arguments[0].kind != node_kind::name || arguments[0].absolute)
                fail(arguments[0].at, "cel.parse.macro_variable", {{"macro", std::string(name.text)}});
            node n = make(node_kind::comprehension, at);
            n.macro = *macro;
            n.text = arguments[0].text;
            n.parts = parts(std::move(of), std::move(arguments[1]));
            if (arguments.size() == 3) n.parts.push_back(std::move(arguments[2]));
            return n;
        }
        node n = make(node_kind::call, at);
        // strings.quote(x): a function with a dot in its name, not a method of something called strings.
        auto const dotted =
            of.kind == node_kind::name ? of.text + "." + std::string(name.text) : std::string();
        if (auto const what = function_named(dotted, false, pack_); what != operation::custom) {
            n.text = dotted;
            n.what = what;
            n.parts = std::move(arguments);
            return n;
        }
        n.text = name.text;
        n.what = function_named(name.text, true, pack_);
        n.receiver = true;
        n.parts = parts(std::move(of));
        for (auto& a : arguments) n.parts.push_back(std::move(a));
        return n;
    }
    static std::optional<macro_kind> macro_named(std::string_view name, std::size_t arguments) {
        if (name == "map" && (arguments == 2 || arguments == 3)) return macro_kind::map;
        if (arguments != 2) return std::nullopt;
        if (name == "all") return macro_kind::all;
        if (name == "exists") return macro_kind::exists;
        if (name == "exists_one" || name == "existsOne") return macro_kind::exists_one;
        if (name == "filter") return macro_kind::filter;
        return std::nullopt;
    }

    node primary() {
        token const& t = now();
        switch (t.kind) {
            case token_kind::integer:
            case token_kind::uinteger:
            case token_kind::number:
                return number(false);
            case token_kind::text:
                ++at_;
                return constant(value::text(t.content), t.at);
            case token_kind::bytes:
                ++at_;
                return constant(value::bytes(t.content), t.at);
            case token_kind::word:
                return word(false);
            case token_kind::sign:
                break;
            default:
                unexpected();
        }
        if (t.text == "(") return in_brackets();
        if (t.text == "[") {
            auto elements = list_until("[", "]", true);
            node n = make(node_kind::list, {t.at.begin, tokens_[at_ - 1].at.end});
            n.parts = std::move(elements);
            return n;
        }
        if (t.text == "{") return map();
        if (t.text == "-") return number(true);
        if (t.text == "." && next().kind == token_kind::word) {
            ++at_;
            return word(true);
        }
        unexpected();
    }

    node in_brackets() {
        auto const begin = now().at.begin;
        want("(");
        node inner = expression();
        auto const end = now().at.end;
        want(")");
        inner.at = {begin, end};
        return inner;
    }

    node map() {
        auto const begin = now().at.begin;
        want("{");
        node n = make(node_kind::map, {begin, begin});
        if (!is("}")) do {
                if (!n.parts.empty() && is("}")) break;
                n.parts.push_back(expression());
                want(":");
                n.parts.push_back(expression());
            } while (take(","));
        n.at.end = now().at.end;
        want("}");
        return n;
    }

    node number(bool minus) {
        auto const begin = now().at.begin;
        if (minus) ++at_;
        token const t = now();
        if (t.kind != token_kind::integer && t.kind != token_kind::uinteger && t.kind != token_kind::number)
            unexpected();
        span const at{begin, t.at.end};
        ++at_;
        if (t.kind == token_kind::number) {
            auto const d = parse_number(t.text);
            if (!d) fail(at, "cel.parse.number");
            return constant(value::number(minus ? -*d : *d), at);
        }
        bool const hex = t.text.starts_with("0x") || t.text.starts_with("0X");
        auto const figures = hex ? t.text.substr(2) : t.text;
        std::uint64_t n = 0;
        auto const [end, failed] =
            std::from_chars(figures.data(), figures.data() + figures.size(), n, hex ? 16 : 10);
        constexpr auto half = std::uint64_t{1} << 63;
        bool const fits = failed == std::errc() && end == figures.data() + figures.size();
        if (!fits || (t.kind == token_kind::integer && n > half - (minus ? 0 : 1)))
            fail(at, "cel.parse.number_range");
        if (t.kind == token_kind::uinteger) return constant(value::uinteger(n), at);
        return constant(value::integer(static_cast<std::int64_t>(minus ? 0 - n : n)), at);
    }

    node word(bool absolute) {
        token const t = now();
        ++at_;
        span const at{absolute ? t.at.begin - 1 : t.at.begin, t.at.end};
        if (!absolute) {
            if (t.text == "true" || t.text == "false") return constant(value::boolean(t.text == "true"), at);
            if (t.text == "null") return constant(value::null(), at);
        }
        if (std::find(reserved.begin(), reserved.end(), t.text) != reserved.end())
            fail(t.at, "cel.parse.reserved", {{"word", std::string(t.text)}});
        if (is("(")) {
            auto arguments = list_until("(", ")");
            return function(t, std::move(arguments), {at.begin, tokens_[at_ - 1].at.end}, absolute);
        }
        if (is("{") && next().kind != token_kind::sign) fail(at, "cel.parse.message");
        node n = make(node_kind::name, at);
        n.text = t.text;
        n.absolute = absolute;
        return n;
    }

    node function(token const& name, std::vector<node> arguments, span at, bool absolute) {
        if (name.text == "has" && arguments.size() == 1 && !absolute) {
            if (arguments[0].kind != node_kind::select || arguments[0].presence)
                fail(arguments[0].at, "cel.parse.has_argument");
            node n = std::move(arguments[0]);
            n.presence = true;
            n.at = at;
            return n;
        }
        node n = make(node_kind::call, at);
        n.text = name.text;
        n.what = function_named(name.text, false, pack_);
        n.parts = std::move(arguments);
        return n;
    }

    std::string_view source_;
    bool pack_;
    parse_limits limits_;
    std::vector<token> tokens_;
    std::size_t at_ = 0;
    std::size_t made_ = 0;
    int depth_ = 0;
};

}  // namespace

parsed parse(std::string_view text, bool pack, parse_limits const& limits) {
    parsed out;
    if (text.size() > limits.bytes) {
        out.issues.push_back({"cel.parse.too_long", {{"limit", std::to_string(limits.bytes)}}, {}, {}});
        return out;
    }
    out.source = text;
    if (!is_valid_utf8(text)) {
        out.issues.push_back({"cel.parse.not_utf8", {}, {}, {}});
        return out;
    }
    auto found = lex(out.source);
    if (!found.issues.empty()) {
        out.issues = std::move(found.issues);
        return out;
    }
    try {
        out.root = parser(out.source, pack, limits, std::move(found.all)).run();
        out.bound_names = bind_names(out.root);
    } catch (stop& s) {
        out.issues.push_back(std::move(s.why));
    }
    return out;
}

}  // namespace guiyan::cel
