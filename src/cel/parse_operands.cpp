#include <charconv>

#include "cel/numbers.hpp"
#include "cel/parser.hpp"

namespace guiyan::cel {
namespace {

constexpr std::array<std::string_view, 18> reserved{
    "as", "break", "const", "continue", "else",      "for",    "function", "if",   "import",
    "in", "let",   "loop",  "package",  "namespace", "return", "var",      "void", "while"};

std::optional<macro_kind> macro_named(std::string_view name, std::size_t arguments) {
    if (name == "map" && (arguments == 2 || arguments == 3)) return macro_kind::map;
    if (arguments != 2) return std::nullopt;
    if (name == "all") return macro_kind::all;
    if (name == "exists") return macro_kind::exists;
    if (name == "exists_one" || name == "existsOne") return macro_kind::exists_one;
    if (name == "filter") return macro_kind::filter;
    return std::nullopt;
}

}  // namespace

node parser::member() {
    node n = primary();
    for (;;) {
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

node parser::selected(node of) {
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
    span const at{of.at.begin, name.at.end};
    node n = make(node_kind::select, at, parts(std::move(of)));
    n.text = escaped ? name.content : std::string(name.text);
    return n;
}

std::vector<node> parser::list_until(std::string_view open, std::string_view close, bool loose_comma) {
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

node parser::method(node of, token const& name, std::vector<node> arguments, span at) {
    if (auto const macro = macro_named(name.text, arguments.size())) {
        if (arguments[0].kind != node_kind::name || arguments[0].absolute)
            fail(arguments[0].at, "cel.parse.macro_variable", {{"macro", std::string(name.text)}});
        auto variable = std::move(arguments[0].text);
        arguments[0] = std::move(of);
        node n = make(node_kind::comprehension, at, std::move(arguments));
        n.macro = *macro;
        n.text = std::move(variable);
        return n;
    }
    // strings.quote(x): a function with a dot in its name, not a method of something called strings.
    auto const dotted = of.kind == node_kind::name ? of.text + "." + std::string(name.text) : std::string();
    if (auto const what = function_named(dotted, false, pack_); what != operation::custom)
        return call(what, at, std::move(arguments));
    arguments.insert(arguments.begin(), std::move(of));
    node n = make(node_kind::call, at, std::move(arguments));
    n.text = name.text;
    n.what = function_named(name.text, true, pack_);
    n.receiver = true;
    return n;
}

node parser::primary() {
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
        return make(node_kind::list, {t.at.begin, tokens_[at_ - 1].at.end}, std::move(elements));
    }
    if (t.text == "{") return map();
    if (t.text == "-") return number(true);
    if (t.text == "." && next().kind == token_kind::word) {
        ++at_;
        return word(true);
    }
    unexpected();
}

node parser::in_brackets() {
    auto const begin = now().at.begin;
    want("(");
    node inner = expression();
    auto const end = now().at.end;
    want(")");
    inner.at = {begin, end};
    return inner;
}

node parser::map() {
    auto const begin = now().at.begin;
    want("{");
    std::vector<node> entries;
    if (!is("}")) do {
            if (!entries.empty() && is("}")) break;
            entries.push_back(expression());
            want(":");
            entries.push_back(expression());
        } while (take(","));
    auto const end = now().at.end;
    want("}");
    return make(node_kind::map, {begin, end}, std::move(entries));
}

node parser::number(bool minus) {
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

node parser::word(bool absolute) {
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

node parser::function(token const& name, std::vector<node> arguments, span at, bool absolute) {
    if (name.text == "has" && arguments.size() == 1 && !absolute) {
        if (arguments[0].kind != node_kind::select || arguments[0].presence)
            fail(arguments[0].at, "cel.parse.has_argument");
        node n = std::move(arguments[0]);
        n.presence = true;
        n.at = at;
        return n;
    }
    node n = make(node_kind::call, at, std::move(arguments));
    n.text = name.text;
    n.what = function_named(name.text, false, pack_);
    return n;
}

}  // namespace guiyan::cel
