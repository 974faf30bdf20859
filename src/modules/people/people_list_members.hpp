#pragma once
// The members of people_list_query, for records that carry one inside. Like record/describe.hpp, for the files that
// describe types only.

#include <boost/describe.hpp>

#include "modules/people/people.hpp"

namespace guiyan::people {

BOOST_DESCRIBE_STRUCT(people_list_query, (),
                      (q, region, at_region, category, practical_line, sex, education, political_status, nation,
                       minority, professional_title, title_level, skill, skill_level, availability, source, state,
                       missing, age_from, age_to, as_of, sort, page, size))

}  // namespace guiyan::people
