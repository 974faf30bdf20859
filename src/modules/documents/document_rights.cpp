#include "modules/documents/document_rights.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace guiyan::documents {

bool is_author(actor const& who, document_store::kept const& k) {
    auto const keys = split(k.author_keys, ' ');
    return !who.person_key.empty() && std::find(keys.begin(), keys.end(), who.person_key) != keys.end();
}

bool may_write(actor const& who, document_store::kept const& k) {
    return who.may("documents.write") && who.reaches(k.what.region_code);
}

bool may_take(actor const& who, document_store::kept const& k, step const& s) {
    if (!who.reaches(k.what.region_code)) return false;
    switch (s.who) {
        case doer::author:
            return who.may("documents.write");
        case doer::approver:
            return who.may("documents.approve") && !is_author(who, k);
        case doer::publisher:
            return who.may("documents.publish");
    }
    return false;
}

bool may_void(actor const& who, document_store::kept const& k) {
    if (who.may("deeds.void") && who.reaches(k.what.region_code)) return true;
    return k.what.state == "draft" && is_author(who, k) && may_write(who, k);
}

bool may_unvoid(actor const& who, document_store::kept const& k) {
    return who.may("deeds.unvoid") && who.reaches(k.what.region_code);
}

bool is_led_by_steps(std::string_view event) {
    return event != "archive" && event != "supersede";
}

std::vector<std::string> acts_of(actor const& who, document_store::kept const& k, bool by_steps) {
    std::vector<std::string> out;
    if (k.what.is_void) {
        if (may_unvoid(who, k) && !k.what.notice_of) out.emplace_back("unvoid");
        return out;
    }
    // What a step put out runs by its days: it can only be taken down.
    if (k.what.notice_of) {
        if (auto const* s = find_step(k.what.state, "withdraw"); s && may_take(who, k, *s))
            out.emplace_back("withdraw");
        if (may_void(who, k)) out.emplace_back("void");
        return out;
    }
    if (k.what.state == "draft" && may_write(who, k)) out.emplace_back("amend");
    for (std::string_view event :
         {"submit", "approve", "return", "publicize", "publish", "withdraw", "archive", "supersede"})
        if (auto const* s = find_step(k.what.state, event);
            s && may_take(who, k, *s) && !(by_steps && is_led_by_steps(event)))
            out.emplace_back(event);
    if (k.what.credential && k.what.state == "published" && !k.what.revoked_on &&
        who.may("documents.publish") && who.reaches(k.what.region_code))
        out.emplace_back("revoke");
    if (may_void(who, k)) out.emplace_back("void");
    return out;
}

}  // namespace guiyan::documents
