#include <algorithm>

#include "base/text.hpp"
#include "modules/documents/document_rights.hpp"
#include "modules/documents/document_store.hpp"
#include "modules/documents/documents.hpp"
#include "store/state_history.hpp"

// From state to state, where it was put out, and out of every list and back.

namespace guiyan::documents {

result<done> documents::pass(db::transaction& tx, document const& d, std::string_view event, date on,
                             bool after, std::string& reason) const {
    schemes::step_of_record const way{d.scheme_id, "document", d.id.value, event, on};
    auto const answer = after ? schemes_.quotas(tx, way, reason) : schemes_.guards(tx, way, reason);
    if (!answer) return fail(answer.error());
    for (auto const& remark : answer->remarks) reason += (reason.empty() ? "" : " · ") + remark;
    return done{};
}

result<done> documents::move(db::transaction& tx, kept& k, step const& s, date on,
                             std::string& reason) const {
    // New values in the old state are what the guards judge; the new state is what the quotas count.
    if (!document_store::save(tx, k, vault_)) return fail(fault::stale, "error.stale");
    if (auto ok = pass(tx, k.what, s.event, on, false, reason); !ok) return ok;
    k.what.state = s.to;
    if (!document_store::save(tx, k, vault_)) return fail(fault::stale, "error.stale");
    if (auto ok = pass(tx, k.what, s.event, on, true, reason); !ok) return ok;
    store::note_state(tx, "document", k.what.id.value, s.to, on);
    return done{};
}

publicity_standing documents::standing(db::connection& c, document_id id, date on, store::vault const& v) {
    publicity_standing out;
    auto const found = document_store::find_any(c, id, v);
    if (!found) return out;
    out.title = found->what.title;
    if (found->what.is_void || !found->what.public_from) return out;
    out.from = found->what.public_from;
    out.begun = true;
    out.until = found->what.public_to;
    out.over = !out.until || *out.until < on;
    out.open_objections = found->what.open_objections;
    out.upheld = document_store::upheld_objections(c, id, *found->what.public_from);
    return out;
}

result<document> documents::take_step(actor const& who, document_id id, std::int64_t version,
                                      std::string_view event, document_step_request const& asked) {
    auto const reason = asked.reason.value_or("");
    return change(
        who, id, version, reason,
        [&](kept const& before, kept& next, std::string& said, db::transaction& tx) -> result<std::string> {
            auto const* s = find_step(before.what.state, event);
            if (before.what.is_void) return fail(fault::refused, "documents.is_void");
            if (before.what.notice_of && event != "withdraw")
                return fail(fault::refused, "documents.put_out_by_a_step");
            if (known_rules known; is_led_by_steps(event) && has_procedure(tx.sql, before.what, known))
                return fail(fault::refused, "documents.has_a_procedure");
            if (!s) return fail(fault::refused, "documents.no_such_step." + before.what.state);
            if (s->who == doer::approver && is_author(who, before))
                return fail(fault::refused, "documents.own_document");
            if (!may_take(who, before, *s)) return fail(fault::forbidden, "documents.only_looking");
            if (s->needs_reason && trim(reason).empty()) return fail_field("/reason", "error.required");
            document& d = next.what;
            auto const today = china_day(tx.at);
            auto const day = asked.on.value_or(today);
            if (today < day) return fail_field("/on", "documents.on_later");
            if (s->event == "submit" && before.what.version_no == 0)
                return fail(fault::refused, "documents.nothing_written");
            if (s->event == "publicize")
                if (auto ok = set_publicity(tx, d, asked, day); !ok) return fail(ok.error());
            if (s->from == "publicized" && s->event == "publish") {
                if (d.public_to && !(*d.public_to < today))
                    return fail(fault::refused, "documents.still_public", {{"until", d.public_to->iso()}});
                if (d.open_objections)
                    return fail(fault::refused, "documents.objections_open",
                                {{"count", std::to_string(d.open_objections)}});
                if (d.public_from && document_store::upheld_objections(tx.sql, id, *d.public_from) > 0)
                    return fail(fault::refused, "documents.objection_upheld");
            }
            if (s->event == "withdraw") {
                d.public_from.reset();
                d.public_to.reset();
            }
            if (s->event == "publish") d.published_on = day;
            for (auto const& channel : asked.channels) {
                if (s->event != "publish" && s->event != "publicize") break;
                document_store::put_publication(tx, id, {channel, day, {}, {}, {}});
                if (std::find(d.channels.begin(), d.channels.end(), channel) == d.channels.end())
                    d.channels.push_back(channel);
            }
            if (auto ok = move(tx, next, *s, day, said); !ok) return fail(ok.error());
            if (s->event == "withdraw")
                if (auto ok = reopen_after(tx, id); !ok) return fail(ok.error());
            tell(tx, before, *s, reason);
            return std::string(s->trail);
        });
}

result<std::vector<publication>> documents::publications(actor const& who, document_id id) const {
    if (!may_read(who, id)) return fail(fault::not_found, "error.not_found");
    return db_.query([&](db::connection& c) { return document_store::publications(c, id); });
}

result<std::vector<publication>> documents::put_publication(actor const& who, document_id id, publication p) {
    auto const now = find(who, id);
    if (!now) return fail(now.error());
    auto ok =
        change(who, id, now->row_version, "",
               [&](kept const& before, kept& next, std::string&, db::transaction& tx) -> result<std::string> {
                   if (!who.may("documents.publish") || !who.reaches(before.what.region_code))
                       return fail(fault::forbidden, "documents.only_looking");
                   if (before.what.is_void) return fail(fault::refused, "documents.is_void");
                   if (before.what.state != "published" && before.what.state != "publicized")
                       return fail(fault::refused, "documents.not_put_out");
                   if (china_day(tx.at) < p.on_day) return fail_field("/on_day", "documents.on_later");
                   document_store::put_publication(tx, id, p);
                   auto& channels = next.what.channels;
                   if (std::find(channels.begin(), channels.end(), p.channel) == channels.end())
                       channels.push_back(p.channel);
                   return std::string("put_out");
               });
    if (!ok) return fail(ok.error());
    return publications(who, id);
}

result<document> documents::void_document(actor const& who, document_id id, std::int64_t version,
                                          std::string const& reason) {
    return change(
        who, id, version, reason,
        [&](kept const& before, kept& next, std::string&, db::transaction& tx) -> result<std::string> {
            if (!may_void(who, before)) return fail(fault::forbidden, "documents.void_by_others");
            if (before.what.is_void) return fail(fault::refused, "documents.is_void");
            next.what.is_void = true;
            next.what.void_reason = reason;
            if (!document_store::save(tx, next, vault_)) return fail(fault::stale, "error.stale");
            if (auto ok = reopen_after(tx, id); !ok) return fail(ok.error());
            return std::string("voided");
        });
}

result<document> documents::unvoid_document(actor const& who, document_id id, std::int64_t version,
                                            std::string const& reason) {
    return change(who, id, version, reason,
                  [&](kept const& before, kept& next, std::string&, db::transaction&) -> result<std::string> {
                      if (!may_unvoid(who, before)) return fail(fault::forbidden, "documents.county_unvoids");
                      if (!before.what.is_void) return fail(fault::refused, "documents.is_not_void");
                      // Its step is taken anew by then: two at a time would say two things.
                      if (before.what.notice_of) return fail(fault::refused, "documents.put_out_by_a_step");
                      next.what.is_void = false;
                      next.what.void_reason.reset();
                      return std::string("unvoided");
                  });
}

result<document> documents::revoke(actor const& who, document_id id, std::int64_t version,
                                   std::string const& reason) {
    return change(
        who, id, version, reason,
        [&](kept const& before, kept& next, std::string&, db::transaction& tx) -> result<std::string> {
            if (!who.may("documents.publish") || !who.reaches(before.what.region_code))
                return fail(fault::forbidden, "documents.only_looking");
            if (before.what.is_void) return fail(fault::refused, "documents.is_void");
            if (!before.what.credential) return fail(fault::refused, "documents.not_a_paper");
            if (before.what.revoked_on) return fail(fault::refused, "documents.revoked_already");
            next.what.revoked_on = china_day(tx.at);
            next.what.revoke_reason = reason;
            return std::string("revoked");
        });
}

result<board_sheet> documents::sheet_for_the_board(actor const& who, document_id id) const {
    auto const d = find(who, id);
    if (!d) return fail(d.error());
    board_sheet out;
    out.title = d->title;
    out.content = d->content;
    out.contributors = d->contributor_names;
    out.region_name = d->region_name;
    out.published_on = d->published_on;
    if (d->activity_id)
        db_.read([&](db::connection& c) {
            if (auto const m = document_store::meeting(c, d->activity_id)) {
                out.meeting = m->title;
                out.meeting_day = date::parse(m->day);
                out.meeting_place = m->place;
            }
        });
    return out;
}

result<document_store::file_row> documents::file(actor const& who, document_id id) const {
    if (!may_read(who, id)) return fail(fault::not_found, "error.not_found");
    auto found = db_.query([&](db::connection& c) { return document_store::file(c, id); });
    if (!found) return fail(fault::not_found, "error.not_found");
    return std::move(*found);
}

}  // namespace guiyan::documents
