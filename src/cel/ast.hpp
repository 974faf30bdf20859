#pragma once
// An expression as a tree. The parser writes it; the checker fills in what the lower half of `node` holds.

#include <memory>
#include <string>
#include <vector>

#include "cel/issue.hpp"
#include "cel/operation.hpp"
#include "cel/type.hpp"
#include "cel/value.hpp"

namespace guiyan::cel {

struct function_overload;

enum class node_kind : std::uint8_t {
    constant,  ///< `held`
    name,      ///< `text`
    select,    ///< parts[0].text; `presence`: has(parts[0].text)
    call,      ///< `what` over `parts`; `text` the name of a function; `receiver`: written parts[0].text(…)
    list,      ///< `parts`
    map,       ///< `parts`: key, value, key, value …
    comprehension,  ///< `macro` over parts[0]; parts[1] the test or result, parts[2] the result of map(x, p,
                    ///< t)
};

enum class macro_kind : std::uint8_t { all, exists, exists_one, map, filter };

/// Where a name comes from.
enum class name_origin : std::uint8_t {
    open,       ///< not resolved: by name, when evaluated
    bound,      ///< variable of a comprehension; `slot` counts from the outermost
    variable,   ///< of the environment, by `text` (may hold dots) and `slot`
    self,       ///< field of the record in question; `slot` in its shape
    type_name,  ///< int, string …: `held` is the type
};

struct node {
    node_kind kind = node_kind::constant;
    operation what = operation::custom;
    macro_kind macro = macro_kind::all;
    bool receiver = false;
    bool presence = false;
    bool absolute = false;  ///< a name written with a leading dot
    span at;                ///< of the whole sub-expression
    std::string text;
    value held;
    std::vector<node> parts;
    int height = 1;  ///< of the tree below, this node included

    // After parsing for bound names, after checking for all:
    name_origin origin = name_origin::open;
    int slot = -1;  ///< of a name, of the field of a select, of a comprehension's first variable
    type is;
    /// What a reader calls this place: "person.birth_date", "engagements.role" for a field of a list's rows;
    /// empty where the node is no plain path.
    std::string path;
    bool in_list = false;  ///< `path` goes through a list
    std::shared_ptr<function_overload const> custom;
    std::shared_ptr<void const> prepared;  ///< a constant's compiled form, such as a regular expression
};

}  // namespace guiyan::cel
