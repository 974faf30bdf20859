#pragma once
// JSON in and out by the field table: strict, unknown fields refused, all errors at once, each with its path.

#include <boost/json/fwd.hpp>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "record/field.hpp"

namespace guiyan::record {

/// Says whether a code belongs to a table; given from above, since tables live in the codes module.
using code_check = std::function<bool(std::string_view table, std::string_view code)>;

enum class input {
    create,  ///< required fields have to be there
    amend,   ///< only what is there changes
};

/// Reads `text` into `object`. Limits: 1 MiB, depth 16. Fields that are read-only, unknown, of another kind,
/// too long, out of range, not in their code table or not of their form are reported together.
result<done> read_json(type const&, void* object, std::string_view text, input, code_check const&);
result<done> read_value(type const&, void* object, boost::json::value const&, input, code_check const&);

/// Reads query parameters (already decoded, in order; a repeated name fills a list).
result<done> read_query(type const&, void* object, std::vector<std::pair<std::string, std::string>> const&,
                        code_check const&);

boost::json::object write_json(type const&, void const* object);

/// The rules of single values, shared by every reader. Returns the locale key of the broken rule, or "".
struct broken_rule {
    std::string key;
    text_args args;
};
std::optional<broken_rule> check(field const&, value const&, code_check const&);

}  // namespace guiyan::record
