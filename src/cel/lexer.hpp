#pragma once
// Text to tokens.

#include <string>
#include <string_view>
#include <vector>

#include "cel/issue.hpp"
#include "cel/value.hpp"

namespace guiyan::cel {

enum class token_kind : std::uint8_t {
    end,
    sign,     ///< an operator or bracket: `text`
    word,     ///< an identifier or reserved word
    escaped,  ///< `content-type` between back quotes, which are taken off
    integer,  ///< `text` as written, with 0x but without u
    uinteger,
    number,
    text,  ///< `content`, escapes resolved
    bytes,
};

struct token {
    token_kind kind = token_kind::end;
    span at;
    std::string_view text;  ///< in the source
    std::string content;
};

/// All tokens with an `end` behind them; or the first thing that is none.
struct tokens {
    std::vector<token> all;
    std::vector<issue> issues;
};

tokens lex(std::string_view source);

issue make_issue(std::string_view source, span at, std::string key, text_args args = {});

}  // namespace guiyan::cel
