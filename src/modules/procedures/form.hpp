#pragma once
// The boxes that a step asks for, and what a form says written into a record by its field table and the
// fields that the pack adds.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/procedures/steps.hpp"
#include "modules/procedures/traveller.hpp"
#include "modules/schemes/schemes.hpp"

namespace guiyan::scheme {
class wording;
}

namespace guiyan::procedures {

/// Fields of another record than the traveller are left out: their own form asks for them.
std::vector<ask_view> asks_of(schemes::scheme_reckoner const&, traveller const&, scheme::step const&);

/// Names of the fields a step asks for that no form of it can fill (the text's own contributors) and that are
/// still empty.
std::vector<std::string> unfilled_of(schemes::scheme_reckoner const&, traveller const&, scheme::step const&,
                                     ports const&);

/// Writes `inputs` into `row` and `extra`; a name that was not `asked` is refused. `where`: path of the
/// fields in a refusal ("/inputs/").
result<done> fill_in(scheme::rulebook const&, std::string_view kind, record::type const&, void* row,
                     std::vector<extra_value>& extra, std::vector<extra_value> const& inputs,
                     std::string const& where, std::function<bool(std::string const&)> const& asked);

/// The value at a path of a record in words: the name of a code, of a person or place; "" where none is said.
std::string printed(schemes::scheme_reckoner const&, scheme::record_key const&, std::string const& path,
                    scheme::wording const&);
/// "姓名" of person.name, "地区" of region; "" where a part has no name.
std::string label_of(schemes::scheme_reckoner const&, std::string_view kind, std::string const& path,
                     scheme::wording const&);

}  // namespace guiyan::procedures
