#pragma once
// What operators and functions do with values that are neither error nor unknown. What cannot be said is an
// error value; in pack mode the evaluator makes unknown of it.

#include <span>

#include "cel/environment.hpp"
#include "cel/operation.hpp"
#include "cel/surroundings.hpp"
#include "cel/value.hpp"

namespace guiyan::cel {

struct call_context {
    bool pack = false;
    surroundings const* around = nullptr;
    void const* pattern = nullptr;  ///< the compiled regular expression of a constant, if there is one
};

using arguments = std::span<value const>;

value no_overload();

/// Arithmetic, comparison, index, in; not the logical operators, which do not ask all their operands.
value apply_operator(operation, arguments, call_context const&);
/// Conversions, size and everything by name but functions of the environment.
value apply_function(operation, arguments, call_context const&);

// The groups behind apply_function.
value convert(operation, value const&, call_context const&);
value text_function(operation, arguments, call_context const&);
value format_text(value const& pattern, value const& values, call_context const&);
value quote_text(std::string_view);
value time_function(operation, arguments, call_context const&);
value day_function(operation, arguments, call_context const&);
value table_function(operation, arguments, call_context const&);  ///< within, code_in, code_rank
value number_function(operation, arguments, call_context const&);

/// A whole number in the mode's kind.
inline value whole(std::int64_t i, call_context const& c) {
    return c.pack ? value::number(static_cast<double>(i)) : value::integer(i);
}
/// An argument that has to be a whole number.
std::optional<std::int64_t> whole_argument(value const&, call_context const&);

/// A compiled pattern, or nothing where it is none. Freed with its last holder.
std::shared_ptr<void const> compile_pattern(std::string_view);
value match_pattern(std::string_view text, void const* pattern);

}  // namespace guiyan::cel
