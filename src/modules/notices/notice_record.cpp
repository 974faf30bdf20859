#include "modules/notices/notice.hpp"
#include "record/describe.hpp"

namespace guiyan::notices {

BOOST_DESCRIBE_STRUCT(notice, (), (id, rule, entity, entity_id, due_on, text, url, created_at, read_at))

record::type const& record_of(notice const*) {
    using record::privacy;
    static auto const t =
        record::describe<notice>("notice", {{.name = "id", .personal = privacy::none},
                                            {.name = "rule", .personal = privacy::none},
                                            {.name = "entity", .personal = privacy::none},
                                            {.name = "entity_id", .personal = privacy::none},
                                            {.name = "due_on", .personal = privacy::none},
                                            {.name = "text", .personal = privacy::identity},
                                            {.name = "url", .personal = privacy::none},
                                            {.name = "created_at", .personal = privacy::none},
                                            {.name = "read_at", .personal = privacy::none}});
    return t;
}

}  // namespace guiyan::notices
