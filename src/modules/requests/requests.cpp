#include "modules/requests/requests.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/day_math.hpp"
#include "base/text.hpp"
#include "crypto/certificate.hpp"
#include "modules/accounts/holders.hpp"
#include "modules/requests/request_store.hpp"
#include "record/diff.hpp"
#include "record/json.hpp"
#include "record/mask.hpp"
#include "store/state_history.hpp"

namespace guiyan::requests {
namespace {

std::vector<db::change> changes_between(request const* before, request const* after) {
    static constexpr std::string_view views[] = {"region_id", "acts", "state", "document_title", "author"};
    std::vector<db::change> out;
    for (auto& d : record::diff(request_type(), before, after))
        if (!d.field.ends_with("_name") &&
            std::find(std::begin(views), std::end(views), d.field) == std::end(views))
            out.push_back({d.field, d.before, d.after});
    return out;
}

error wrong_fields(std::vector<field_error> fields) {
    return {fault::invalid, "error.invalid", {}, std::move(fields), {}};
}

bool may_void(actor const& who, request_store::kept const& k) {
    if (who.may("deeds.void") && who.reaches(k.what.region_code)) return true;
    return k.created_by == who.account_id && who.may("requests.write") && k.what.kind == "opinion_round";
}

bool may_unvoid(actor const& who, request_store::kept const& k) {
    return who.may("deeds.unvoid") && who.reaches(k.what.region_code);
}

}  // namespace

bool requests::is_addressed(actor const& who, kept const& k) const {
    if (k.goes_to.empty()) return true;
    auto const* role = codes_.find("role", who.role);
    auto const at = role ? role->other.find("body") : decltype(role->other.end()){};
    if (!role || at == role->other.end()) return false;
    auto const all = split(k.goes_to, ' ');
    return std::find(all.begin(), all.end(), at->second) != all.end();
}

bool requests::may_take(actor const& who, kept const& k, step const& s) const {
    switch (s.who) {
        case doer::requester:
            return k.created_by != 0 && k.created_by == who.account_id;
        case doer::desk:
        case doer::handler:
            return who.may("requests.handle") && who.reaches(k.what.region_code) && is_addressed(who, k);
        case doer::clock:
            return false;
    }
    return false;
}

requests::requests(db::database& database, store::vault const& v, regions::regions& places,
                   codes::code_tables const& tables, notices::notices& inbox, audit::trail const& events,
                   schemes::gate const& gate, terms::workdays const& calendar)
    : db_(database),
      vault_(v),
      regions_(places),
      codes_(tables),
      notices_(inbox),
      trail_(events),
      gate_(gate),
      workdays_(calendar) {}

void requests::finish(actor const& who, kept& k) const {
    auto& q = k.what;
    auto const tree = regions_.tree();
    if (auto const* place = tree->find(q.region_id)) q.region_name = tree->display(*place);
    if (q.author) q.author = record::mask_text(*q.author);
    q.acts.clear();
    if (q.is_void) {
        if (may_unvoid(who, k)) q.acts.emplace_back("unvoid");
        return;
    }
    if (auto const* rule = rule_of(q.kind))
        for (auto const event : rule->events)
            if (auto const* s = find_step(q.state, event); s && may_take(who, k, *s))
                q.acts.emplace_back(event);
    if (may_void(who, k)) q.acts.emplace_back("void");
}

result<request> requests::find(actor const& who, request_id id) const {
    auto found = db_.query([&](db::connection& c) { return request_store::find(c, who, id, vault_); });
    if (!found) return fail(fault::not_found, "error.not_found");
    finish(who, *found);
    return std::move(found->what);
}

bool requests::may_read(actor const& who, request_id id) const {
    return db_.query([&](db::connection& c) { return request_store::find(c, who, id, vault_).has_value(); });
}

result<request_page> requests::list(actor const& who, request_list_query const& asked) const {
    request_store::filter f;
    f.scheme = asked.scheme_id;
    f.kinds = asked.kind;
    f.states = asked.state;
    f.regions = asked.region;
    f.engagement = asked.engagement_id;
    f.document = asked.document_id;
    f.from = asked.from;
    f.to = asked.to;
    f.text = asked.q.value_or("");
    f.voided = asked.voided;
    auto const sort = asked.sort.value_or("-submitted_on");
    if (sort != "-submitted_on" && sort != "submitted_on")
        return fail_field("/sort", "error.unknown_code", {{"code", sort}});
    request_page out;
    out.page = asked.page;
    out.size = asked.size;
    db_.read([&](db::connection& c) {
        out.total = request_store::count(c, who, f);
        for (auto& k : request_store::page(c, who, f, sort.starts_with('-'), (asked.page - 1) * asked.size,
                                           asked.size, vault_)) {
            finish(who, k);
            out.items.push_back(std::move(k.what));
        }
    });
    return out;
}

result<audit::timeline> requests::history(actor const& who, request_id id) const {
    if (!may_read(who, id)) return fail(fault::not_found, "error.not_found");
    return audit::timeline_of(db_, trail_, "request", id.value);
}

result<done> requests::pass(db::transaction& tx, request const& q, std::string_view event, date on,
                            bool after, std::string& reason) const {
    schemes::step_of_record const way{q.scheme_id, "request", q.id.value, event, on};
    auto const answer = after ? gate_.quotas(tx, way, reason) : gate_.guards(tx, way, reason);
    if (!answer) return fail(answer.error());
    for (auto const& remark : answer->remarks) reason += (reason.empty() ? "" : " · ") + remark;
    return done{};
}

result<done> requests::begin(db::transaction& tx, kept& k, kind_rule const& rule) const {
    request& q = k.what;
    if (auto wrong = settle(tx, q, rule); !wrong.empty()) return fail(wrong_fields(std::move(wrong)));
    auto const day = q.submitted_on.value_or(china_day(tx.at));
    q.id = request_id{tx.mint()};
    q.submitted_on = day;
    std::vector<std::string> to;
    if (auto const said =
            q.document_id ? request_store::objection_rule_of(tx.sql, q.document_id) : std::nullopt) {
        if (said->named && (!q.author || trim(*q.author).empty()))
            return fail_field("/author", "requests.named_only");
        for (auto const one : split(said->goes_to, ' '))
            if (!one.empty()) to.emplace_back(one);
        if (said->reply_workdays && *said->reply_workdays > 0)
            q.due_on =
                workdays_
                    .add_workdays(day, static_cast<int>(*said->reply_workdays), terms::period_start::next_day)
                    .value;
        else if (said->reply_days)
            q.due_on = add_days(day, static_cast<int>(*said->reply_days));
    }
    q.state = "draft";
    q.created_at = q.updated_at = tx.at;
    q.row_version = k.saved_version = 1;
    k.created_by = tx.who.account_id;
    request_store::insert(tx, k, vault_);
    std::string said;
    if (auto ok = pass(tx, q, "submit", day, false, said); !ok) return ok;
    q.state = rule.closed_at_once ? "closed" : "submitted";
    if (rule.closed_at_once) q.handled_on = q.closed_on = day;
    if (!request_store::save(tx, k, vault_)) return fail(fault::stale, "error.stale");
    if (auto ok = pass(tx, q, "submit", day, true, said); !ok) return ok;
    store::note_state(tx, "request", q.id.value, q.state, day);
    tx.record({.what = "submitted",
               .entity = "request",
               .entity_id = q.id.value,
               .label = q.title,
               .changes = changes_between(nullptr, &q),
               .reason = said});
    if (q.state != "submitted") return done{};
    for (auto const account : accounts::nearest_holders(tx.sql, codes_, "requests.handle", q.region_code,
                                                        china_day(tx.at), tx.who.person_key, to))
        notices_.notify(tx, {.account_id = account,
                             .rule = "request.waits",
                             .entity = "request",
                             .entity_id = q.id.value,
                             .text_key = "requests.notice.waits",
                             .args = {{"kind", codes_.name("request_kind", q.kind)}, {"title", q.title}},
                             .url = "/requests/" + to_string(q.id)});
    return done{};
}

result<request> requests::register_request(actor const& who, request draft) {
    auto const* rule = rule_of(draft.kind);
    if (!rule) return fail_field("/kind", "requests.kind_not_open");
    auto id = db_.write<request_id>(who, [&](db::transaction& tx) -> result<request_id> {
        kept k;
        k.what = draft;
        if (auto ok = begin(tx, k, *rule); !ok) return fail(ok.error());
        return k.what.id;
    });
    if (!id) return fail(id.error());
    return find(who, *id);
}

result<request> requests::change(actor const& who, request_id id, std::int64_t version, std::string reason,
                                 change_of const& f) {
    bool old = false;
    auto const asked = reason;
    auto written = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        reason = asked;
        auto have = request_store::find(tx.sql, who, id, vault_);
        if (!have) return fail(fault::not_found, "error.not_found");
        if (have->what.row_version != version) {
            old = true;
            return fail(fault::stale, "error.stale");
        }
        kept next = *have;
        next.what.updated_at = tx.at;
        next.what.row_version = version + 1;
        auto event = f(*have, next, reason, tx);
        if (!event) return fail(event.error());
        if (!request_store::save(tx, next, vault_)) {
            old = true;
            return fail(fault::stale, "error.stale");
        }
        tx.record({.what = *event,
                   .entity = "request",
                   .entity_id = id.value,
                   .label = next.what.title,
                   .changes = changes_between(&have->what, &next.what),
                   .reason = reason});
        return done{};
    });
    if (old) {
        error e{fault::stale, "error.stale", {}, {}, {}};
        if (auto current = find(who, id))
            e.current = boost::json::serialize(record::write_json(request_type(), &*current));
        return fail(std::move(e));
    }
    if (!written) return fail(written.error());
    return find(who, id);
}

result<request> requests::take_step(actor const& who, request_id id, std::int64_t version,
                                    std::string_view event, request_step_request const& said_of) {
    auto const words = said_of.result.value_or("");
    return change(
        who, id, version, words,
        [&](kept const& before, kept& next, std::string& said, db::transaction& tx) -> result<std::string> {
            request& q = next.what;
            auto const* rule = rule_of(q.kind);
            bool const open =
                rule && std::find(rule->events.begin(), rule->events.end(), event) != rule->events.end();
            auto const* s = open ? find_step(q.state, event) : nullptr;
            if (q.is_void) return fail(fault::refused, "requests.is_void");
            if (!s) return fail(fault::refused, "requests.no_such_step." + q.state);
            if (!is_addressed(who, before))
                return fail(fault::forbidden, "requests.goes_to", {{"bodies", before.goes_to_names}});
            if (!may_take(who, before, *s)) return fail(fault::forbidden, "requests.only_looking");
            if (s->needs_result && trim(words).empty()) return fail_field("/result", "error.required");
            auto const today = china_day(tx.at);
            if (event == "decide") {
                if (q.kind == "objection") {
                    if (said_of.outcome != "upheld" && said_of.outcome != "dismissed")
                        return fail_field("/outcome", "requests.upheld_or_dismissed");
                    q.adopted = said_of.outcome == "upheld";
                }
                q.resolved = true;
                q.result = words;
                q.handled_on = today;
            }
            if (!request_store::save(tx, next, vault_)) return fail(fault::stale, "error.stale");
            if (auto ok = pass(tx, q, s->event, today, false, said); !ok) return fail(ok.error());
            q.state = s->to;
            if (!request_store::save(tx, next, vault_)) return fail(fault::stale, "error.stale");
            if (auto ok = pass(tx, q, s->event, today, true, said); !ok) return fail(ok.error());
            store::note_state(tx, "request", id.value, s->to, today);
            if (event == "decide" && q.adopted == true && q.document_id && upheld_then_)
                if (auto ok = upheld_then_(tx, q.document_id); !ok) return fail(ok.error());
            return std::string(s->trail);
        });
}

result<request> requests::void_request(actor const& who, request_id id, std::int64_t version,
                                       std::string const& reason) {
    return change(who, id, version, reason,
                  [&](kept const& before, kept& next, std::string&, db::transaction&) -> result<std::string> {
                      if (!may_void(who, before)) return fail(fault::forbidden, "requests.void_by_others");
                      if (before.what.is_void) return fail(fault::refused, "requests.is_void");
                      next.what.is_void = true;
                      next.what.void_reason = reason;
                      return std::string("voided");
                  });
}

result<request> requests::unvoid_request(actor const& who, request_id id, std::int64_t version,
                                         std::string const& reason) {
    return change(who, id, version, reason,
                  [&](kept const& before, kept& next, std::string&, db::transaction&) -> result<std::string> {
                      if (!may_unvoid(who, before)) return fail(fault::forbidden, "requests.county_unvoids");
                      if (!before.what.is_void) return fail(fault::refused, "requests.is_not_void");
                      next.what.is_void = false;
                      next.what.void_reason.reset();
                      return std::string("unvoided");
                  });
}

result<std::string> requests::reveal_author(actor const& who, request_id id, std::string const& reason) {
    return db_.write<std::string>(who, [&](db::transaction& tx) -> result<std::string> {
        auto const have = request_store::find(tx.sql, who, id, vault_);
        if (!have) return fail(fault::not_found, "error.not_found");
        if (!who.may("requests.handle") || !who.reaches(have->what.region_code))
            return fail(fault::forbidden, "requests.only_looking");
        if (!have->what.author) return fail(fault::refused, "requests.nobody_signed");
        tx.record({.what = "revealed",
                   .entity = "request",
                   .entity_id = id.value,
                   .label = have->what.title,
                   .changes = {{"author", "", ""}},
                   .reason = reason});
        return *have->what.author;
    });
}

namespace {

receipt_view view_of(std::string_view receipt, request_store::receipt_row const& r) {
    receipt_view out;
    out.receipt = crypto::printed_certificate_code(receipt);
    out.title = r.title;
    out.state = r.state;
    out.submitted_on = date::parse(r.submitted_on);
    out.handled_on = date::parse(r.handled_on);
    if (r.adopted) out.outcome = *r.adopted ? "upheld" : "dismissed";
    if (!r.result.empty()) out.result = r.result;
    return out;
}

}  // namespace

result<receipt_view> requests::object(actor const& from, document_id document, public_objection const& said) {
    auto const receipt = crypto::new_certificate_code();
    auto ok = db_.write<done>(from, [&](db::transaction& tx) -> result<done> {
        kept k;
        request& q = k.what;
        q.kind = "objection";
        q.content = said.content;
        q.document_id = document;
        std::string author = said.name.value_or("");
        if (said.contact && !said.contact->empty()) author += (author.empty() ? "" : "；") + *said.contact;
        if (!trim(author).empty()) q.author = author;
        auto const found = request_store::document(tx.sql, document);
        if (!found) return fail(fault::not_found, "error.not_found");
        q.title = found->title;
        if (auto begun = begin(tx, k, *rule_of("objection")); !begun) {
            // A visitor has no field for the document: what is wrong with it is the whole answer.
            for (auto const& f : begun.error().fields) {
                if (f.path == "/document_id") return fail(fault::refused, f.key);
                if (f.path == "/author") return fail_field("/name", f.key);
            }
            return begun;
        }
        request_store::set_receipt(tx, q.id, receipt);
        return done{};
    });
    if (!ok) return fail(ok.error());
    return follow(receipt);
}

result<receipt_view> requests::follow(std::string_view receipt) const {
    auto const found = db_.query([&](db::connection& c) { return request_store::by_receipt(c, receipt); });
    if (!found) return fail(fault::not_found, "error.not_found");
    return view_of(receipt, *found);
}

}  // namespace guiyan::requests
