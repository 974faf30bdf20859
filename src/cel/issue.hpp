#pragma once
// What is wrong with an expression, as data: a key of locales/, its arguments and the place. Room cel: the
// Common Expression Language of packs and filters, read, checked, evaluated in memory and translated to SQL.
// It knows neither records nor databases; whoever asks brings shapes, values, code tables and columns.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace guiyan::cel {

/// A place in the text of an expression.
struct span {
    std::uint32_t begin = 0;  ///< first byte
    std::uint32_t end = 0;    ///< one past the last byte
    friend bool operator==(span, span) = default;
};

/// Where a byte stands for a reader: line and column from 1, columns in characters.
struct position {
    unsigned line = 1;
    unsigned column = 1;
    friend bool operator==(position, position) = default;
};

position position_of(std::string_view text, std::uint32_t byte);

/// One finding. An argument whose text begins with "@" names another sentence of locales/
/// ("@cel.type.day"); `sentence` resolves it.
struct issue {
    std::string key;  ///< "cel.unknown_field"
    text_args args;
    span at;
    position where;  ///< of `at.begin`
};

/// The sentence of a key in the reader's language, such as a look-up in locales/zh-CN.
using sentences = std::function<std::string(std::string_view key)>;

/// "activity 没有字段 strat；是不是 starts_at？": without the place, which the caller prints in its own form.
std::string sentence(issue const&, sentences const& text_of);

/// The nearest of `choices` by edit distance, or "" where none is near: at most a third of the letters
/// differ, or one begins with the other.
std::string nearest(std::string_view written, std::vector<std::string> const& choices);

}  // namespace guiyan::cel
