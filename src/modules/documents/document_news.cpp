#include "modules/accounts/holders.hpp"
#include "modules/documents/document_store.hpp"
#include "modules/documents/documents.hpp"

// Who hears of a document.

namespace guiyan::documents {

void documents::tell(db::transaction& tx, kept const& k, step const& s, std::string const& reason) const {
    auto notify = [&](std::int64_t account, char const* rule, text_args args) {
        notices_.notify(tx, {.account_id = account,
                             .rule = std::string("document.") + rule,
                             .entity = "document",
                             .entity_id = k.what.id.value,
                             .text_key = std::string("documents.notice.") + rule,
                             .args = std::move(args),
                             .url = "/documents/" + to_string(k.what.id)});
    };
    if (s.event == "submit" || s.event == "approve") {
        bool const submitted = s.event == "submit";
        for (auto const account :
             accounts::nearest_holders(tx.sql, codes_, submitted ? "documents.approve" : "documents.publish",
                                       k.what.region_code, china_day(tx.at), tx.who.person_key))
            notify(account, submitted ? "waits" : "approved", {{"title", k.what.title}});
    }
    if ((s.event == "return" || s.event == "withdraw") && k.created_by && k.created_by != tx.who.account_id)
        notify(k.created_by, "returned", {{"title", k.what.title}, {"reason", reason}});
}

}  // namespace guiyan::documents
