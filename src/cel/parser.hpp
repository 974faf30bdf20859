#pragma once
// The parser's working parts; parse.hpp is the door.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "cel/lexer.hpp"
#include "cel/parse.hpp"

namespace guiyan::cel {

/// Ends the parse; caught in parse().
struct parse_stop {
    issue why;
};

class parser {
public:
    parser(std::string_view source, bool pack, parse_limits const& limits, std::vector<token> tokens)
        : source_(source), pack_(pack), limits_(limits), tokens_(std::move(tokens)) {}

    node run();

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
        throw parse_stop{make_issue(source_, at, std::move(key), std::move(args))};
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
    node make(node_kind kind, span at, std::vector<node> parts = {});
    node call(operation what, span at, std::vector<node> parts);
    node constant(value v, span at) {
        node n = make(node_kind::constant, at);
        n.held = std::move(v);
        return n;
    }
    template <class... N>
    static std::vector<node> parts(N&&... n) {
        std::vector<node> out;
        out.reserve(sizeof...(n));
        (out.push_back(std::forward<N>(n)), ...);
        return out;
    }

    // parse.cpp: operators
    node expression();
    template <class Operand>
    node chain(std::string_view sign, operation what, Operand operand);
    struct binary {
        std::string_view sign;
        operation what;
    };
    template <std::size_t N, class Operand>
    node left_deep(std::array<binary, N> const& signs, Operand operand);
    node any_of();
    node all_of();
    node relation();
    node sum();
    node product();
    node unary();

    // parse_operands.cpp: what operators stand between
    node member();
    node selected(node of);
    std::vector<node> list_until(std::string_view open, std::string_view close, bool loose_comma = false);
    node method(node of, token const& name, std::vector<node> arguments, span at);
    node primary();
    node in_brackets();
    node map();
    node number(bool minus);
    node word(bool absolute);
    node function(token const& name, std::vector<node> arguments, span at, bool absolute);

    std::string_view source_;
    bool pack_;
    parse_limits limits_;
    std::vector<token> tokens_;
    std::size_t at_ = 0;
    std::size_t made_ = 0;
    int depth_ = 0;
};

}  // namespace guiyan::cel
