#include <boost/describe.hpp>

#include "modules/people/people_views.hpp"
#include "record/plain.hpp"

namespace guiyan::people {

using record::privacy;

BOOST_DESCRIBE_STRUCT(people_list_query, (),
                      (q, region, at_region, category, practical_line, sex, education, political_status,
                       nation, minority, professional_title, title_level, skill, skill_level, availability,
                       source, state, missing, age_from, age_to, as_of, stale, import_batch, employer_org_id,
                       sort, page, size))
BOOST_DESCRIBE_STRUCT(person_row, (),
                      (id, name, sex, birth_date, categories, skills, region_code, region_name, town_name,
                       education, availability, professional_title, employer_name, post_title, state,
                       confirmed_on, stale, void_reason, match, row_version))
BOOST_DESCRIBE_STRUCT(understood, (), (text, kind, code, label))
BOOST_DESCRIBE_STRUCT(people_page, (), (items, total, page, size, understood_words))
BOOST_DESCRIBE_STRUCT(facet_value, (), (code, name, count))
BOOST_DESCRIBE_STRUCT(facet, (), (field, values))
BOOST_DESCRIBE_STRUCT(facets, (), (items))
BOOST_DESCRIBE_STRUCT(revealed, (), (field, value, shown_seconds))
BOOST_DESCRIBE_STRUCT(possible_duplicate, (), (person, why, confidence))

record::type const& record_of(people_list_query const*) {
    static auto const t = record::describe<people_list_query>(
        "people_list_query",
        {{.name = "q", .personal = privacy::identity, .max_length = 200},
         {.name = "region", .personal = privacy::none, .form = "region_code"},
         {.name = "at_region", .personal = privacy::none, .form = "region_code"},
         {.name = "category", .personal = privacy::none, .table = "category"},
         {.name = "practical_line", .personal = privacy::none, .table = "practical_line"},
         {.name = "sex", .personal = privacy::none, .table = "sex"},
         {.name = "education", .personal = privacy::none, .table = "education"},
         {.name = "political_status", .personal = privacy::none, .table = "political_status"},
         {.name = "nation", .personal = privacy::none, .table = "nation"},
         {.name = "minority", .personal = privacy::none},
         {.name = "professional_title", .personal = privacy::none, .table = "professional_title"},
         {.name = "title_level", .personal = privacy::none, .table = "title_level"},
         {.name = "skill", .personal = privacy::none, .table = "skill"},
         {.name = "skill_level", .personal = privacy::none, .table = "skill_level"},
         {.name = "availability", .personal = privacy::none, .table = "availability"},
         {.name = "source", .personal = privacy::none, .table = "person_source"},
         {.name = "state", .personal = privacy::none, .table = "person_state"},
         {.name = "missing", .personal = privacy::none, .table = "missing_field"},
         {.name = "age_from", .personal = privacy::none, .minimum = 0, .maximum = 150},
         {.name = "age_to", .personal = privacy::none, .minimum = 0, .maximum = 150},
         {.name = "as_of", .personal = privacy::none},
         {.name = "stale", .personal = privacy::none},
         {.name = "import_batch", .personal = privacy::none},
         {.name = "employer_org_id", .personal = privacy::none},
         {.name = "sort", .personal = privacy::none, .max_length = 20},
         {.name = "page", .personal = privacy::none, .minimum = 1, .maximum = 1000000},
         {.name = "size", .personal = privacy::none, .minimum = 1, .maximum = 200}});
    return t;
}

record::type const& record_of(person_row const*) {
    static auto const t = record::describe<person_row>(
        "person_row",
        {{.name = "id", .personal = privacy::none},
         {.name = "name", .personal = privacy::identity},
         {.name = "sex", .personal = privacy::identity, .table = "sex"},
         {.name = "birth_date", .personal = privacy::identity},
         {.name = "categories", .personal = privacy::career, .table = "category"},
         {.name = "skills", .personal = privacy::career, .table = "skill"},
         {.name = "region_code", .personal = privacy::identity},
         {.name = "region_name", .personal = privacy::identity},
         {.name = "town_name", .personal = privacy::identity},
         {.name = "education", .personal = privacy::career, .table = "education"},
         {.name = "availability", .personal = privacy::career, .table = "availability"},
         {.name = "professional_title", .personal = privacy::career, .table = "professional_title"},
         {.name = "employer_name", .personal = privacy::career},
         {.name = "post_title", .personal = privacy::career},
         {.name = "state", .personal = privacy::none, .table = "person_state"},
         {.name = "confirmed_on", .personal = privacy::none},
         {.name = "stale", .personal = privacy::none},
         {.name = "void_reason", .personal = privacy::identity},
         {.name = "match", .personal = privacy::none},
         {.name = "row_version", .personal = privacy::none}});
    return t;
}

record::type const& record_of(understood const*) {
    static auto const t = record::describe_plain<understood>("understood_word");
    return t;
}

record::type const& record_of(people_page const*) {
    static auto const t = record::describe_plain<people_page>(
        "people_page", {{.name = "items", .personal = privacy::identity}});
    return t;
}

record::type const& record_of(facet_value const*) {
    static auto const t = record::describe_plain<facet_value>("facet_value");
    return t;
}
record::type const& record_of(facet const*) {
    static auto const t = record::describe_plain<facet>("facet");
    return t;
}
record::type const& record_of(facets const*) {
    static auto const t = record::describe_plain<facets>("facets");
    return t;
}
record::type const& record_of(revealed const*) {
    static auto const t =
        record::describe_plain<revealed>("revealed_value", {{.name = "value", .personal = privacy::number}});
    return t;
}
record::type const& record_of(possible_duplicate const*) {
    static auto const t = record::describe_plain<possible_duplicate>(
        "possible_duplicate", {{.name = "person", .personal = privacy::identity}});
    return t;
}

}  // namespace guiyan::people
