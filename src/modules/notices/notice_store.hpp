#pragma once
// SQL of the notices, one function per statement. Every read and change is of one account's own.

#include <functional>

#include "db/database.hpp"
#include "modules/notices/notice.hpp"

namespace guiyan::notices::notice_store {

/// False where the same cause has already given a notice on that day.
bool insert(db::transaction&, notice_draft const&, date day);

std::int64_t count(db::connection&, std::int64_t account_id, bool unread_only);
/// Newest first. The sentence is told by its key and arguments.
void page(db::connection&, std::int64_t account_id, bool unread_only, std::int64_t skip, std::int64_t most,
          std::function<void(notice&&, std::string const& text_key, text_args const&)> const&);

bool exists(db::connection&, std::int64_t account_id, notice_id);
/// What was read before keeps its time; `only` 0 is all.
void mark_read(db::transaction&, std::int64_t account_id, notice_id only);

}  // namespace guiyan::notices::notice_store
