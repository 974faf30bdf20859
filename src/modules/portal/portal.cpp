#include "modules/portal/portal.hpp"

#include <spdlog/spdlog.h>

#include "base/text.hpp"
#include "modules/documents/put_out.hpp"

namespace guiyan::portal {
namespace {

constexpr std::int64_t most_listed = 100;

error unknown() {
    return {fault::not_found, "portal.unknown_paper", {}, {}, {}};
}

}  // namespace

std::string masked_name(std::string_view name) {
    auto const all = to_code_points(name);
    if (all.empty()) return {};
    std::string out = to_utf8(all.front());
    if (all.size() <= 2) return out + "*";
    for (std::size_t i = 1; i + 1 < all.size(); ++i) out += '*';
    return out + to_utf8(all.back());
}

portal::portal(db::database& database, store::vault const& v, clock const& time, requests::requests& asked,
               signature_check genuine)
    : db_(database), vault_(v), clock_(time), requests_(asked), genuine_(std::move(genuine)) {}

result<paper_check> portal::told(std::optional<documents::issued_paper> const& found,
                                 db::connection& c) const {
    // The same work for nothing as for something, so that the time tells nothing.
    auto const paper = found.value_or(documents::issued_paper{});
    auto const d = documents::document_of_paper(c, vault_, paper.id);
    bool const genuine = genuine_(paper.content(), paper.signature);
    if (!found || !d || d->state != "published") return fail(unknown());
    if (!genuine) {
        spdlog::error("document {} no longer says what was signed", to_string(paper.id));
        return fail(unknown());
    }
    paper_check out;
    auto const now = clock_.now();
    out.title = paper.draft.title;
    out.number = paper.number;
    out.name = masked_name(paper.draft.said.name);
    out.role = paper.draft.said.role;
    out.place = paper.draft.said.place;
    out.issued_by = paper.draft.said.issued_by;
    out.issued_on = paper.draft.issued_on;
    out.valid_from = paper.draft.valid_from;
    out.valid_to = paper.draft.valid_to;
    out.revoked_on = d->revoked_on;
    out.checked_at = now;
    bool const expired = out.valid_to && *out.valid_to < china_day(now);
    out.status = out.revoked_on ? "revoked" : expired ? "expired" : "valid";
    return out;
}

result<paper_check> portal::check_code(std::string const& address, std::string_view typed) {
    auto const now = clock_.now();
    if (auto ok = codes_.check(address, now); !ok) return fail(ok.error());
    // What can be no code is looked for all the same.
    auto const code = crypto::read_certificate_code(typed).value_or("");
    auto out =
        db_.query([&](db::connection& c) { return told(documents::paper_by_code(c, vault_, code), c); });
    if (!out) codes_.count(address, now);
    return out;
}

result<paper_check> portal::check_file(std::string const& address, std::string_view bytes) {
    auto const now = clock_.now();
    if (auto ok = files_.check(address, now); !ok) return fail(ok.error());
    files_.count(address, now);
    auto const digest = crypto::paper_digest(bytes);
    auto out =
        db_.query([&](db::connection& c) { return told(documents::paper_by_digest(c, vault_, digest), c); });
    if (!out) return fail(fault::not_found, "portal.not_issued");
    return out;
}

notice_list portal::notices() const {
    notice_list out;
    auto const today = china_day(clock_.now());
    db_.read([&](db::connection& c) {
        for (auto& n : documents::notices_put_out(c, today, most_listed))
            out.items.push_back({n.id, n.title, n.region_name, n.issued_by, n.public_from, n.public_to,
                                 n.running, std::move(n.content), n.basis, n.objections_to, n.named, n.secret,
                                 n.reply_days, n.reply_workdays});
    });
    return out;
}

story_list portal::stories() const {
    story_list out;
    db_.read([&](db::connection& c) {
        for (auto& s : documents::texts_put_out(c, vault_, {"highlight_experience", "experience", "story"},
                                                most_listed))
            out.items.push_back({s.id, s.kind, s.title, s.region_name, s.published_on, std::move(s.content)});
    });
    return out;
}

result<requests::receipt_view> portal::object(actor const& visitor, documents::document_id id,
                                              requests::public_objection const& said) {
    auto const now = clock_.now();
    if (auto ok = objections_.check(visitor.remote, now); !ok) return fail(ok.error());
    objections_.count(visitor.remote, now);
    // Who objects may stay unknown: the trail gets no address.
    actor nobody;
    nobody.display_name = "public";
    nobody.role = "public";
    nobody.language = visitor.language;
    nobody.request_id = visitor.request_id;
    return requests_.object(nobody, requests::document_id{id.value}, said);
}

result<requests::receipt_view> portal::follow(std::string const& address, std::string_view typed) {
    auto const now = clock_.now();
    if (auto ok = codes_.check(address, now); !ok) return fail(ok.error());
    auto out = requests_.follow(crypto::read_certificate_code(typed).value_or(""));
    if (!out) codes_.count(address, now);
    return out;
}

}  // namespace guiyan::portal
