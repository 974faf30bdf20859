// Regular expressions: RE2, whose time is linear in the text whatever the pattern.

#include <re2/re2.h>

#include "cel/functions.hpp"

namespace guiyan::cel {

std::shared_ptr<void const> compile_pattern(std::string_view pattern) {
    if (pattern.size() > 10'000) return nullptr;
    re2::RE2::Options how;
    how.set_log_errors(false);
    how.set_max_mem(1 << 20);
    auto compiled = std::make_shared<re2::RE2 const>(re2::StringPiece(pattern.data(), pattern.size()), how);
    return compiled->ok() ? compiled : nullptr;
}

value match_pattern(std::string_view text, void const* pattern) {
    return value::boolean(re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()),
                                                 *static_cast<re2::RE2 const*>(pattern)));
}

}  // namespace guiyan::cel
