#include "modules/consequences/consequence.hpp"
#include "record/plain.hpp"

namespace guiyan::consequences {

BOOST_DESCRIBE_STRUCT(consequence_line, (),
                      (id, source, name, entity, sentence, basis, assumed, judged, mark, to_do, holding,
                       ran_on))
BOOST_DESCRIBE_STRUCT(consequence_list, (), (items))
BOOST_DESCRIBE_STRUCT(held_record, (), (entity, id, label, place, place_code, since, told_on, url))
BOOST_DESCRIBE_STRUCT(held_page, (), (rule, items, total, page, size))
BOOST_DESCRIBE_STRUCT(held_query, (), (region, page, size))

record::type const& record_of(consequence_line const*) {
    static auto const t = record::describe_plain<consequence_line>("consequence_line");
    return t;
}
record::type const& record_of(consequence_list const*) {
    static auto const t = record::describe_plain<consequence_list>("consequence_list");
    return t;
}
record::type const& record_of(held_record const*) {
    static auto const t = record::describe_plain<held_record>(
        "held_record", {{.name = "label", .personal = record::privacy::identity}});
    return t;
}
record::type const& record_of(held_page const*) {
    static auto const t = record::describe_plain<held_page>(
        "held_page", {{.name = "items", .personal = record::privacy::identity}});
    return t;
}
record::type const& record_of(held_query const*) {
    static auto const t =
        record::describe_plain<held_query>("held_query", {{.name = "region", .form = "region_code"},
                                                          {.name = "page", .minimum = 1, .maximum = 1000000},
                                                          {.name = "size", .minimum = 1, .maximum = 500}});
    return t;
}

}  // namespace guiyan::consequences
