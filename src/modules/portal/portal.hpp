#pragma once
// What anybody may ask without an account: whether a certificate holds, what is public for objections, what
// was published; and an objection with its receipt. Nothing here names a person but with a masked name,
// nothing is told that a record's owner did not put out, and no address of a visitor is kept.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "crypto/certificate.hpp"
#include "db/database.hpp"
#include "modules/documents/documents.hpp"
#include "modules/documents/papers.hpp"
#include "modules/portal/tries.hpp"
#include "modules/requests/requests.hpp"
#include "store/vault.hpp"

namespace guiyan::portal {

/// What the check of a certificate says.
struct paper_check {
    std::string status;  ///< valid, expired, revoked
    std::string title, number;
    std::string name;  ///< masked: 张*博
    std::string role, place, issued_by;
    std::optional<date> issued_on, valid_from, valid_to;
    std::optional<date> revoked_on;  ///< without the reason
    instant checked_at{};
};
record::type const& record_of(paper_check const*);

/// A notice while it runs says all; after its end it keeps title and days, and no text with names in it.
struct public_notice {
    documents::document_id id;
    std::string title, region_name, issued_by;
    std::optional<date> public_from, public_to;
    bool open = false;  ///< objections are taken today
    std::vector<documents::section> content;
    // What the rule says of it; empty where no rule of a pack put it out.
    std::string basis, objections_to;
    bool named = false, secret = false;
    std::optional<std::int64_t> reply_days, reply_workdays;
};
record::type const& record_of(public_notice const*);
struct notice_list {
    std::vector<public_notice> items;
};
record::type const& record_of(notice_list const*);

struct public_story {
    documents::document_id id;
    std::string kind, title, region_name;
    std::optional<date> published_on;
    std::vector<documents::section> content;
};
record::type const& record_of(public_story const*);
struct story_list {
    std::vector<public_story> items;
};
record::type const& record_of(story_list const*);

/// "张文博" → "张*博", "张三" → "张*": the first and, of three and more, the last character.
std::string masked_name(std::string_view name);

/// Whether what the register says is what was signed.
using signature_check = std::function<bool(crypto::certificate_content const&, std::string_view signature)>;

class portal {
public:
    portal(db::database&, store::vault const&, clock const&, requests::requests&, signature_check);

    /// One answer, in one time, for a code that nobody has and for a paper that is not shown. Wrong codes
    /// count against the address.
    result<paper_check> check_code(std::string const& address, std::string_view typed);
    /// The file is byte for byte one that was issued. Each file counts against the address.
    result<paper_check> check_file(std::string const& address, std::string_view bytes);
    notice_list notices() const;
    story_list stories() const;
    result<requests::receipt_view> object(actor const& visitor, documents::document_id,
                                          requests::public_objection const&);
    result<requests::receipt_view> follow(std::string const& address, std::string_view typed);

private:
    result<paper_check> told(std::optional<documents::issued_paper> const&, db::connection&) const;

    db::database& db_;
    store::vault const& vault_;
    clock const& clock_;
    requests::requests& requests_;
    signature_check genuine_;
    tries codes_{20, std::chrono::minutes(10)};
    tries files_{20, std::chrono::minutes(10)};
    tries objections_{5, std::chrono::minutes(10)};
};

}  // namespace guiyan::portal
