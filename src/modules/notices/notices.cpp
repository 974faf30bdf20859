#include "modules/notices/notices.hpp"

#include <stdexcept>

#include "modules/notices/notice_store.hpp"

namespace guiyan::notices {

notices::notices(db::database& database, api::sentences const& words) : db_(database), words_(words) {}

bool notices::notify(db::transaction& tx, notice_draft const& draft) const {
    // A link that leads out of the program would make the inbox a place for phishing.
    if (!draft.url.empty() &&
        (draft.url[0] != '/' || draft.url.starts_with("//") || draft.url.find('\\') != draft.url.npos))
        throw std::logic_error("a notice leads to a page of the program: " + draft.url);
    return notice_store::insert(tx, draft, draft.day.value_or(china_day(tx.at)));
}

notice_page notices::list(actor const& who, notice_list_query const& asked) const {
    notice_page out;
    out.page = asked.page;
    out.size = asked.size;
    db_.read([&](db::connection& c) {
        out.unread = notice_store::count(c, who.account_id, true);
        out.total = asked.unread ? out.unread : notice_store::count(c, who.account_id, false);
        notice_store::page(c, who.account_id, asked.unread, (asked.page - 1) * asked.size, asked.size,
                           [&](notice&& n, std::string const& key, text_args const& args) {
                               n.text = words_.say(who.language, key, args);
                               out.items.push_back(std::move(n));
                           });
    });
    return out;
}

std::int64_t notices::unread(actor const& who) const {
    return db_.query([&](db::connection& c) { return notice_store::count(c, who.account_id, true); });
}

result<done> notices::mark_read(actor const& who, notice_id id) {
    return db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        if (!notice_store::exists(tx.sql, who.account_id, id))
            return fail(fault::not_found, "error.not_found");
        notice_store::mark_read(tx, who.account_id, id);
        tx.housekeeping();
        return done{};
    });
}

result<done> notices::mark_all_read(actor const& who) {
    return db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        notice_store::mark_read(tx, who.account_id, {});
        tx.housekeeping();
        return done{};
    });
}

}  // namespace guiyan::notices
