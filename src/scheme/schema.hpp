#pragma once
// The JSON Schema of scheme.yaml, for editors that complete and check while one types. It comes from the same
// tables as the strict reader and is committed as schema/scheme.schema.json.

#include <string>

namespace guiyan::scheme {

/// Draft 2020-12, pretty-printed with one blank of indentation, the same bytes at each call.
std::string json_schema();

}  // namespace guiyan::scheme
