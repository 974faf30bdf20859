#pragma once
// Names of types as expressions write them.

#include <optional>
#include <string_view>

#include "cel/value.hpp"

namespace guiyan::cel {

/// "int", "google.protobuf.Timestamp".
std::string_view type_name(value_kind);
/// The type a name denotes, as a value.
std::optional<value> type_named(std::string_view);

}  // namespace guiyan::cel
