#pragma once
// Front door of the notices. Rules above write them inside their own transactions; an account reads its own
// and nobody else's. What this room is not: it knows no rule, and sends nothing out of the house.

#include <vector>

#include "api/sentences.hpp"
#include "db/database.hpp"
#include "modules/notices/notice.hpp"

namespace guiyan::notices {

struct notice_list_query {
    bool unread = false;  ///< only what was not read yet
    std::int64_t page = 1;
    std::int64_t size = 20;
};
record::type const& record_of(notice_list_query const*);

struct notice_page {
    std::vector<notice> items;
    std::int64_t total = 0;
    std::int64_t unread = 0;
    std::int64_t page = 1;
    std::int64_t size = 20;
};
record::type const& record_of(notice_page const*);

class notices {
public:
    notices(db::database&, api::sentences const&);

    /// One notice per account, cause, record and day (G-11): false where there is one already. The caller's
    /// transaction keeps its own trail.
    bool notify(db::transaction&, notice_draft const&) const;

    notice_page list(actor const&, notice_list_query const&) const;
    std::int64_t unread(actor const&) const;
    /// fault::not_found for another account's.
    result<done> mark_read(actor const&, notice_id);
    result<done> mark_all_read(actor const&);

private:
    db::database& db_;
    api::sentences const& words_;
};

}  // namespace guiyan::notices
