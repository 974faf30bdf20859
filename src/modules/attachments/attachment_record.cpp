#include "modules/attachments/attachment.hpp"
#include "record/describe.hpp"

namespace guiyan::attachments {

BOOST_DESCRIBE_STRUCT(attachment, (),
                      (id, entity, entity_id, name, mime, size, sha256, state, void_reason, created_by_name,
                       created_at, row_version))

record::type const& record_of(attachment const*) {
    using record::privacy;
    static auto const t = record::describe<attachment>(
        "attachment",
        {{.name = "id", .personal = privacy::none, .read_only = true},
         {.name = "entity", .personal = privacy::none, .read_only = true},
         {.name = "entity_id", .personal = privacy::none, .read_only = true},
         {.name = "name", .personal = privacy::identity, .read_only = true},
         {.name = "mime", .personal = privacy::none, .read_only = true},
         {.name = "size", .personal = privacy::none, .read_only = true},
         {.name = "sha256", .personal = privacy::none, .read_only = true},
         {.name = "state", .personal = privacy::none, .read_only = true},
         {.name = "void_reason", .personal = privacy::none, .read_only = true},
         {.name = "created_by_name", .personal = privacy::none, .read_only = true, .stored = false},
         {.name = "created_at", .personal = privacy::none, .read_only = true},
         {.name = "row_version", .personal = privacy::none, .read_only = true}});
    return t;
}

}  // namespace guiyan::attachments
