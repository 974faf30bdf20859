#pragma once
// JSON Schema of a described type, for OpenAPI 3.1.

#include <boost/json/fwd.hpp>
#include <string>
#include <vector>

#include "record/field.hpp"

namespace guiyan::record {

/// "person" → "Person"; "person_page" → "PersonPage".
std::string schema_name(std::string_view type_name);

/// What is read from the server: every field.
boost::json::object output_schema(type const&);
/// What may be sent: no read-only field; on create the required ones are required.
boost::json::object input_schema(type const&, bool create);
/// Schema of one plain field (not record, records).
boost::json::object field_schema(field const&);
/// The types inside, each once, in order of first use.
void gather(type const&, std::vector<type const*>& into);

}  // namespace guiyan::record
