#include "cel/parse.hpp"

#include "base/text.hpp"
#include "cel/bind.hpp"
#include "cel/parser.hpp"

namespace guiyan::cel {

node parser::run() {
    node n = expression();
    if (now().kind != token_kind::end) unexpected();
    return n;
}

/// Every node is made here: limits on their number, and on the height of the tree, which evaluation climbs.
node parser::make(node_kind kind, span at, std::vector<node> parts) {
    if (++made_ > limits_.nodes) fail(at, "cel.parse.too_long", {{"limit", std::to_string(limits_.nodes)}});
    node n;
    n.kind = kind;
    n.at = at;
    for (auto const& p : parts) n.height = std::max(n.height, p.height + 1);
    if (n.height > limits_.height)
        fail(at, "cel.parse.too_deep", {{"limit", std::to_string(limits_.height)}});
    n.parts = std::move(parts);
    return n;
}

node parser::call(operation what, span at, std::vector<node> parts) {
    node n = make(node_kind::call, at, std::move(parts));
    n.what = what;
    n.text = name_of(what);
    return n;
}

node parser::expression() {
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
node parser::chain(std::string_view sign, operation what, Operand operand) {
    node first = operand();
    if (!is(sign)) return first;
    std::vector<node> all = parts(std::move(first));
    while (take(sign)) all.push_back(operand());
    span const at{all.front().at.begin, all.back().at.end};
    return call(what, at, std::move(all));
}
node parser::any_of() {
    return chain("||", operation::logical_or, [this] { return all_of(); });
}
node parser::all_of() {
    return chain("&&", operation::logical_and, [this] { return relation(); });
}

template <std::size_t N, class Operand>
node parser::left_deep(std::array<binary, N> const& signs, Operand operand) {
    node left = operand();
    for (;;) {
        auto const found = std::find_if(signs.begin(), signs.end(), [&](binary const& b) {
            return b.sign == "in" ? is_word("in") : is(b.sign);
        });
        if (found == signs.end()) return left;
        ++at_;
        node right = operand();
        span const at{left.at.begin, right.at.end};
        left = call(found->what, at, parts(std::move(left), std::move(right)));
    }
}
node parser::relation() {
    static constexpr std::array<binary, 7> signs{{{"==", operation::equals},
                                                  {"!=", operation::not_equals},
                                                  {"<", operation::less},
                                                  {"<=", operation::less_equals},
                                                  {">", operation::greater},
                                                  {">=", operation::greater_equals},
                                                  {"in", operation::in}}};
    return left_deep(signs, [this] { return sum(); });
}
node parser::sum() {
    static constexpr std::array<binary, 2> signs{{{"+", operation::add}, {"-", operation::subtract}}};
    return left_deep(signs, [this] { return product(); });
}
node parser::product() {
    static constexpr std::array<binary, 3> signs{
        {{"*", operation::multiply}, {"/", operation::divide}, {"%", operation::modulo}}};
    return left_deep(signs, [this] { return unary(); });
}

node parser::unary() {
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
    } catch (parse_stop& s) {
        out.issues.push_back(std::move(s.why));
    }
    return out;
}

}  // namespace guiyan::cel
