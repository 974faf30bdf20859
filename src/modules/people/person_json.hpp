#pragma once
// Private to this folder: a whole record as JSON, for images of what was there before a merge or an import.

#include <boost/json/fwd.hpp>

#include "modules/people/person.hpp"

namespace guiyan::people {

boost::json::object whole_json(person const&);
/// Throws std::runtime_error for a text that whole_json did not write.
person from_whole_json(boost::json::value const&);

}  // namespace guiyan::people
