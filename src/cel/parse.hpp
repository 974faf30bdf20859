#pragma once
// Text to tree: CEL's grammar with its macros has, all, exists, exists_one, map and filter.

#include <string>
#include <string_view>

#include "cel/ast.hpp"

namespace guiyan::cel {

struct parse_limits {
    std::size_t bytes = 100'000;
    std::size_t nodes = 20'000;
    int depth = 120;   ///< of brackets, conditions and signs inside each other, as written
    int height = 500;  ///< of the tree: a + b + c is higher than a + b; a && b && c is not
};

struct parsed {
    std::string source;
    node root;
    std::vector<issue> issues;  ///< empty, or the first thing that cannot be read
    int bound_names = 0;        ///< greatest number of comprehension variables at once
    explicit operator bool() const { return issues.empty(); }
};

/// Never throws on any input. `pack` knows our own functions beside CEL's.
parsed parse(std::string_view text, bool pack = false, parse_limits const& = {});

}  // namespace guiyan::cel
