#include "cel/lexer.hpp"

#include <array>

#include "cel/literal.hpp"

namespace guiyan::cel {

issue make_issue(std::string_view source, span at, std::string key, text_args args) {
    return {std::move(key), std::move(args), at, position_of(source, at.begin)};
}

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_hex(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

class lexer {
public:
    explicit lexer(std::string_view source) : source_(source) {}

    tokens run() {
        while (skip_blanks(), at_ < source_.size())
            if (!one()) return std::move(out_);
        add(token_kind::end, at_);
        return std::move(out_);
    }

private:
    char peek(std::size_t ahead = 0) const {
        return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
    }
    void add(token_kind kind, std::size_t begin, std::string content = {}) {
        out_.all.push_back({kind,
                            {std::uint32_t(begin), std::uint32_t(at_)},
                            source_.substr(begin, at_ - begin),
                            std::move(content)});
    }
    bool fail(std::size_t begin, std::size_t end, std::string key, text_args args = {}) {
        out_.issues.push_back(
            make_issue(source_, {std::uint32_t(begin), std::uint32_t(end)}, std::move(key), std::move(args)));
        return false;
    }

    void skip_blanks() {
        while (at_ < source_.size()) {
            char const c = source_[at_];
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f')
                ++at_;
            else if (c == '/' && peek(1) == '/')
                while (at_ < source_.size() && source_[at_] != '\n') ++at_;
            else
                return;
        }
    }

    bool one() {
        char const c = peek();
        if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
        if (c == '"' || c == '\'') return quoted(at_, false, false);
        if (is_letter(c)) {
            bool raw = false, bytes = false;
            std::size_t prefix = 0;
            for (; prefix < 2; ++prefix) {
                char const p = peek(prefix);
                if ((p == 'r' || p == 'R') && !raw)
                    raw = true;
                else if ((p == 'b' || p == 'B') && !bytes)
                    bytes = true;
                else
                    break;
            }
            if (prefix && (peek(prefix) == '"' || peek(prefix) == '\'')) {
                auto const begin = at_;
                at_ += prefix;
                return quoted(begin, raw, bytes);
            }
            auto const begin = at_;
            while (is_letter(peek()) || is_digit(peek())) ++at_;
            add(token_kind::word, begin);
            return true;
        }
        if (c == '`') return escaped_name();
        return sign();
    }

    bool sign() {
        static constexpr std::array<std::string_view, 6> pairs{"&&", "||", "==", "!=", "<=", ">="};
        auto const begin = at_;
        for (auto p : pairs)
            if (source_.substr(at_).starts_with(p)) {
                at_ += 2;
                add(token_kind::sign, begin);
                return true;
            }
        if (std::string_view("+-*/%<>!?:.,()[]{}").find(source_[at_]) != std::string_view::npos) {
            ++at_;
            add(token_kind::sign, begin);
            return true;
        }
        std::size_t end = at_ + 1;
        while (end < source_.size() && (static_cast<unsigned char>(source_[end]) & 0xC0) == 0x80) ++end;
        return fail(at_, end, "cel.parse.character",
                    {{"found", std::string(source_.substr(at_, end - at_))}});
    }

    bool number() {
        auto const begin = at_;
        bool whole = true;
        if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X') && is_hex(peek(2))) {
            at_ += 2;
            while (is_hex(peek())) ++at_;
        } else {
            while (is_digit(peek())) ++at_;
            if (peek() == '.' && is_digit(peek(1))) {
                whole = false;
                ++at_;
                while (is_digit(peek())) ++at_;
            }
            std::size_t const sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
            if ((peek() == 'e' || peek() == 'E') && is_digit(peek(sign))) {
                whole = false;
                at_ += sign;
                while (is_digit(peek())) ++at_;
            }
        }
        if (whole && (peek() == 'u' || peek() == 'U')) {
            ++at_;
            add(token_kind::uinteger, begin);
            out_.all.back().text.remove_suffix(1);
        } else {
            add(whole ? token_kind::integer : token_kind::number, begin);
        }
        if (is_letter(peek())) return fail(begin, at_ + 1, "cel.parse.number");
        return true;
    }

    bool quoted(std::size_t begin, bool raw, bool bytes) {
        char const mark = peek();
        std::string const three(3, mark);
        bool const triple = source_.substr(at_).starts_with(three);
        at_ += triple ? 3 : 1;
        auto const inside = at_;
        for (;; ++at_) {
            if (at_ >= source_.size()) return fail(begin, at_, "cel.parse.unterminated");
            char const c = source_[at_];
            if (triple ? source_.substr(at_).starts_with(three) : c == mark) break;
            if (!triple && (c == '\n' || c == '\r')) return fail(begin, at_, "cel.parse.unterminated");
            if (c == '\\' && !raw) ++at_;
        }
        auto const written = source_.substr(inside, at_ - inside);
        at_ += triple ? 3 : 1;
        if (raw) {
            add(bytes ? token_kind::bytes : token_kind::text, begin, std::string(written));
            return true;
        }
        auto content = unescape(written, bytes);
        if (!content.good)
            return fail(inside + content.bad, inside + content.bad + 2, "cel.parse.escape",
                        {{"found", std::string(written.substr(content.bad, 2))}});
        add(bytes ? token_kind::bytes : token_kind::text, begin, std::move(content.text));
        return true;
    }

    bool escaped_name() {
        auto const begin = at_++;
        while (is_letter(peek()) || is_digit(peek()) || peek() == '.' || peek() == '-' || peek() == '/' ||
               peek() == ' ')
            ++at_;
        if (peek() != '`' || at_ == begin + 1) return fail(begin, at_, "cel.parse.unterminated");
        ++at_;
        add(token_kind::escaped, begin, std::string(source_.substr(begin + 1, at_ - begin - 2)));
        return true;
    }

    std::string_view source_;
    std::size_t at_ = 0;
    tokens out_;
};

}  // namespace

tokens lex(std::string_view source) {
    return lexer(source).run();
}

}  // namespace guiyan::cel
