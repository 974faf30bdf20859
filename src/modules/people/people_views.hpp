#pragma once
// Descriptions of what lists, facets and acts of the talent bank answer with.

#include "modules/people/people.hpp"

namespace guiyan::people {

record::type const& record_of(person_row const*);
record::type const& record_of(understood const*);
record::type const& record_of(people_page const*);
record::type const& record_of(facet_value const*);
record::type const& record_of(facet const*);
record::type const& record_of(facets const*);
record::type const& record_of(revealed const*);
record::type const& record_of(possible_duplicate const*);

}  // namespace guiyan::people
