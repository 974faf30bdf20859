#pragma once
// Front door of the attachments: files that belong to records, sealed on the disk. What this room is not: it
// does not know the records. Whether one may be read, and which ids belong to it, is asked upwards through
// functions given at the start.

#include <chrono>
#include <filesystem>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "db/database.hpp"
#include "modules/attachments/attachment.hpp"
#include "store/vault.hpp"

namespace guiyan::attachments {

/// What this module needs from above.
struct attachment_ports {
    /// True where the actor may read the record, by function and by place; also for a record that was merged
    /// into one he may read. False for a kind that carries no files. Asked for every act.
    std::function<bool(actor const&, std::string_view entity, std::int64_t id)> may_read;
    /// The record itself and those merged into it.
    std::function<std::vector<std::int64_t>(actor const&, std::string_view entity, std::int64_t id)>
        belonging;
};

struct attachment_rules {
    std::uint64_t most_bytes = 20ull << 20;       ///< of one file (G-14)
    std::uint64_t most_pixels = 40ull * 1000000;  ///< of one picture
    std::size_t most_per_record = 200;
};

struct opened_attachment {
    attachment what;
    std::filesystem::path plain;  ///< whoever gets this removes it
};

class attachments {
public:
    /// `folder` is DATA/attachments; made if need be. Plain files that a crash left in its folder work/ are
    /// removed.
    attachments(db::database&, store::vault const&, std::filesystem::path folder, attachment_ports,
                attachment_rules = {});

    /// All files of a record, void ones too, and those of records merged into it.
    result<std::vector<attachment>> list(actor const&, std::string_view entity, std::int64_t entity_id) const;

    /// Keeps the file at `plain`, which stays the caller's. The same bytes are stored once for all records;
    /// twice on one record they are a conflict.
    result<attachment> attach(actor const&, std::string_view entity, std::int64_t entity_id,
                              std::string_view name, std::filesystem::path const& plain);

    /// The file in the clear, with a line in the trail.
    result<opened_attachment> open(actor const&, attachment_id);

    result<attachment> void_attachment(actor const&, attachment_id, std::int64_t version,
                                       std::string const& reason);
    /// Taking a void back is for the county (G-23).
    result<attachment> restore(actor const&, attachment_id, std::int64_t version, std::string const& reason);

    /// Removes sealed files that no row names and that are older than `age`: a crash between file and row
    /// leaves them.
    std::size_t remove_orphans(std::chrono::hours age = std::chrono::hours(24)) const;

private:
    result<attachment> change_state(actor const&, attachment_id, std::int64_t version,
                                    std::string const& reason, std::string const& from,
                                    std::string const& to);

    db::database& db_;
    store::vault const& vault_;
    std::filesystem::path const folder_;
    attachment_ports const ports_;
    attachment_rules const rules_;
    std::mutex picture_guard_;  ///< one picture at a time is unpacked
};

}  // namespace guiyan::attachments
