#pragma once
// P3 附件: a file that belongs to a record. Void keeps it, struck through; nothing is removed.

#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/id.hpp"
#include "record/field.hpp"

namespace guiyan::attachments {

using attachment_id = id<struct attachment_tag>;
using record_id = id<struct any_record_tag>;

struct attachment {
    attachment_id id;
    std::string entity;  ///< kind of the record: "person"
    record_id entity_id;
    std::string name;  ///< as the clerk named it, numbers of persons hidden
    std::string mime;
    std::int64_t size = 0;         ///< bytes as they come back (pictures: after they were made anew)
    std::string sha256;            ///< of these bytes
    std::string state = "active";  ///< active, void
    std::optional<std::string> void_reason;
    std::string created_by_name;
    instant created_at{};
    std::int64_t row_version = 0;
};

record::type const& record_of(attachment const*);
inline record::type const& attachment_type() {
    return record_of(static_cast<attachment const*>(nullptr));
}

}  // namespace guiyan::attachments
