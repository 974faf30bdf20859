#pragma once
// What of the documents is put out to everybody: notices that take objections, and texts that were published.
// For the public pages; nothing here asks who reads.

#include <optional>
#include <string>
#include <vector>

#include "db/connection.hpp"
#include "modules/documents/document.hpp"
#include "store/vault.hpp"

namespace guiyan::documents {

struct notice_put_out {
    document_id id;
    std::string title, region_name, issued_by;
    std::optional<date> public_from, public_to;
    bool running = false;          ///< objections are taken on that day
    std::vector<section> content;  ///< while it runs: afterwards names are not shown any more
    std::string basis;             ///< clause of the rule it is public by; "" without one
    std::string objections_to;     ///< 县人才办、乡镇（街道）
    bool named = false;            ///< an objection has to be signed
    bool secret = false;           ///< who objects is kept secret
    std::optional<std::int64_t> reply_days, reply_workdays;
};
/// The newest first; those that are over too.
std::vector<notice_put_out> notices_put_out(db::connection&, date today, std::int64_t most);

struct text_put_out {
    document_id id;
    std::string kind, title, region_name;
    std::optional<date> published_on;
    std::vector<section> content;
};
/// Published, of these kinds, the newest first.
std::vector<text_put_out> texts_put_out(db::connection&, store::vault const&,
                                        std::vector<std::string> const& kinds, std::int64_t most);

}  // namespace guiyan::documents
