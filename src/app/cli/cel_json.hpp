#pragma once
// Values of the expression language in the proto-JSON form of cel.expr.Value, both ways:
// {"int64Value": "3"}, {"listValue": {"values": [...]}}, {"typeValue": "int"}.

#include <boost/json.hpp>
#include <optional>
#include <string>

#include "cel/value.hpp"

namespace guiyan::app::cli {

/// Nothing where it is no such value. Also reads {"value": {…}}, the form of cel.expr.ExprValue.
std::optional<cel::value> read_cel_value(boost::json::value const&);

/// One line. Throws std::invalid_argument for a value that has no such form (a record).
std::string write_cel_value(cel::value const&);

}  // namespace guiyan::app::cli
