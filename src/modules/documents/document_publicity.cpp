#include "modules/documents/document_store.hpp"
#include "modules/documents/documents.hpp"
#include "modules/procedures/publicity.hpp"
#include "store/state_history.hpp"

// 公示: how long by whose word, and what a step of a procedure puts out.

namespace guiyan::documents {
namespace {

std::string joined(std::vector<std::string> const& all, char const* between) {
    std::string out;
    for (auto const& one : all) out += (out.empty() ? "" : between) + one;
    return out;
}

document_store::publicity_row row_of(procedures::notice_draft const& draft) {
    document_store::publicity_row out;
    out.entity = draft.of.kind;
    out.entity_id = draft.of.id;
    out.step = draft.step;
    out.rule = draft.rule;
    out.basis = draft.basis;
    out.objections_to = joined(draft.objections_to, " ");
    out.objections_to_names = joined(draft.objections_to_names, "、");
    out.named = draft.named;
    out.secret = draft.secret;
    out.reply_days = draft.reply_days;
    out.reply_workdays = draft.reply_workdays;
    return out;
}

}  // namespace

result<done> documents::set_publicity(db::transaction& tx, document& d, document_step_request const& asked,
                                      date on) const {
    d.public_from = on;
    auto const s = d.scheme_id ? schemes_.any(tx.sql, d.scheme_id) : std::nullopt;
    auto const rules = s ? schemes_.reckon(tx.sql, *s, on) : nullptr;
    if (rules && !rules->pack().publicity.empty()) {
        auto const& all = rules->pack().publicity;
        auto const id = asked.publicity.value_or(all.size() == 1 ? all.begin()->first : "");
        if (id.empty()) return fail_field("/publicity", "documents.which_publicity");
        auto const* rule = all.find(id);
        if (!rule) return fail_field("/publicity", "error.unknown_code", {{"code", id}});
        for (auto const& [path, said] :
             {std::pair{"/workdays", asked.workdays.has_value()}, std::pair{"/days", asked.days.has_value()},
              std::pair{"/first_day", asked.first_day.has_value()}})
            if (said) return fail_field(path, "documents.length_by_pack", {{"name", rule->name}});
        scheme::record_key const of{"document", d.id.value};
        d.public_to = procedures::last_day_of(*rules, *rule, of, on, workdays_);
        if (!d.public_to) return fail_field("/publicity", "documents.length_unknown", {{"name", rule->name}});
        procedures::notice_draft draft;
        draft.of = of;
        draft.rule = id;
        procedures::set_objections(*rules, *rule, draft);
        document_store::set_publicity(tx, d.id, row_of(draft));
        return done{};
    }
    if (asked.publicity) return fail_field("/publicity", "error.unknown_code", {{"code", *asked.publicity}});
    if (!asked.workdays == !asked.days) return fail_field("/workdays", "documents.how_long");
    auto const begins = asked.first_day.value_or("next_day");
    if (begins != "next_day" && begins != "counts")
        return fail_field("/first_day", "error.unknown_code", {{"code", begins}});
    if (asked.workdays) {
        auto const start = begins == "counts" ? terms::period_start::same_day : terms::period_start::next_day;
        d.public_to = *asked.workdays == 0
                          ? on
                          : workdays_.add_workdays(on, static_cast<int>(*asked.workdays), start).value;
        return done{};
    }
    auto const length = *asked.days - (begins == "counts" && *asked.days > 0 ? 1 : 0);
    d.public_to =
        date(std::chrono::year_month_day(std::chrono::sys_days(on.ymd()) + std::chrono::days(length)));
    return done{};
}

result<document_id> documents::put_out(db::transaction& tx, procedures::notice_draft const& draft) const {
    for (auto const old : document_store::running_publicities(tx.sql, draft.of.kind, draft.of.id, draft.step))
        if (auto ok = take_down(tx, old, draft.title); !ok) return fail(ok.error());
    auto const s = schemes_.any(tx.sql, scheme_id{draft.scheme_id});
    if (!s) return fail(fault::not_found, "error.not_found");
    kept k{{}, tx.who.person_key, tx.who.account_id, 1};
    document& d = k.what;
    d.id = document_id{tx.mint()};
    d.scheme_id = s->id;
    d.kind = "announcement";
    d.title = draft.title;
    d.region_id = draft.region_id ? guiyan::documents::region_id{draft.region_id} : s->region_id;
    d.org_id = organization_id{s->lead_org_id.value};
    d.public_from = draft.from;
    d.public_to = draft.until;
    d.channels = draft.channels;
    d.state = "approved";
    d.created_at = d.updated_at = tx.at;
    d.row_version = 1;
    document_version v;
    v.no = 1;
    v.made_on = china_day(tx.at);
    v.made_by_name = tx.who.display_name;
    v.sections = {{"text", joined(draft.lines, "\n")}};
    d.sections = {"text"};
    document_store::insert(tx, k, vault_);
    document_store::insert_version(tx, d.id, v);
    document_store::set_publicity(tx, d.id, row_of(draft));
    std::string said;
    if (auto ok = pass(tx, d, "publicize", draft.from, false, said); !ok) return fail(ok.error());
    d.state = "publicized";
    if (!document_store::save(tx, k, vault_)) return fail(fault::stale, "error.stale");
    if (auto ok = pass(tx, d, "publicize", draft.from, true, said); !ok) return fail(ok.error());
    store::note_state(tx, "document", d.id.value, d.state, draft.from);
    for (auto const& channel : draft.channels)
        document_store::put_publication(tx, d.id, {channel, draft.from, {}, {}, {}});
    tx.record({.what = "publicized",
               .entity = "document",
               .entity_id = d.id.value,
               .label = d.title,
               .changes = {{"public_from", "", draft.from.iso()}, {"public_to", "", draft.until.iso()}},
               .reason = said});
    return d.id;
}

result<done> documents::take_down(db::transaction& tx, document_id id, std::string const& reason) const {
    auto k = document_store::find_any(tx.sql, id, vault_);
    if (!k || k->what.is_void || k->what.state != "publicized") return done{};
    document& d = k->what;
    auto const until = d.public_to ? d.public_to->iso() : std::string();
    d.public_from.reset();
    d.public_to.reset();
    d.state = "draft";
    d.updated_at = tx.at;
    ++d.row_version;
    if (!document_store::save(tx, *k, vault_)) return fail(fault::stale, "error.stale");
    store::note_state(tx, "document", id.value, d.state, china_day(tx.at));
    tx.record({.what = "withdrawn",
               .entity = "document",
               .entity_id = id.value,
               .label = d.title,
               .changes = {{"public_to", until, ""}},
               .reason = reason});
    return done{};
}

}  // namespace guiyan::documents
