#include <algorithm>
#include <map>

#include "modules/accounts/holders.hpp"
#include "modules/documents/document_rights.hpp"
#include "modules/documents/document_store.hpp"
#include "modules/documents/documents.hpp"
#include "modules/procedures/bodies.hpp"
#include "modules/procedures/taking.hpp"
#include "store/state_history.hpp"

// Documents whose pack has a procedure for them: its steps in the place of the fixed ones, and the fixed
// states that follow from them.

namespace guiyan::documents {
namespace {

scheme::record_key key_of(document const& d) {
    return {"document", d.id.value};
}

procedures::traveller traveller_of(db::connection& c, document const& d) {
    procedures::traveller t;
    t.key = key_of(d);
    t.type = &document_type();
    t.row = &d;
    t.extra = &d.extra;
    t.region_id = d.region_id.value;
    t.person_id = d.person_id.value;
    t.since = store::day_of_state(c, "document", d.id.value, d.state);
    t.over = d.is_void || d.state == "archived";
    t.closes_with_last = true;
    t.shown = {"title", "region"};
    return t;
}

/// Papers that the program makes, publicities of a step, and what went the fixed way before its pack had a
/// procedure keep that way.
bool goes_by_steps(db::connection& c, document const& d) {
    if (!d.scheme_id || d.credential || d.notice_of) return false;
    return d.state == "draft" || !procedures::steps_of(c, key_of(d)).empty();
}

bool is_state(std::string_view state) {
    static constexpr std::string_view all[] = {"draft",      "in_review", "approved",
                                               "publicized", "published", "archived"};
    return std::find(std::begin(all), std::end(all), state) != std::end(all);
}

/// The state after a step is through, by its own word or by its place.
std::string state_after(procedures::procedure const& way, scheme::step const& s) {
    if (is_state(s.to)) return s.to;
    auto const place = way.place_of(s), last = static_cast<std::int64_t>(way.steps().size());
    if (place == last) return "published";
    if (place == 1) return "in_review";
    return place == last - 1 ? "approved" : "in_review";
}

std::string state_before(procedures::procedure const& way, scheme::step const& s) {
    std::string out = "draft";
    for (auto const* one : way.steps()) {
        if (one == &s) break;
        out = state_after(way, *one);
    }
    return out;
}

/// The word of the guards for a way from state to state: where it leads back, "return".
std::string_view event_between(std::string_view from, std::string_view to) {
    static constexpr std::pair<std::string_view, std::string_view> all[] = {
        {"draft", "return"},         {"in_review", "submit"},  {"approved", "approve"},
        {"publicized", "publicize"}, {"published", "publish"}, {"archived", "archive"}};
    auto at = [](std::string_view state) {
        return std::find_if(std::begin(all), std::end(all), [&](auto const& s) { return s.first == state; });
    };
    return at(to) < at(from) || at(to) == std::end(all) ? "return" : at(to)->second;
}

}  // namespace

struct documents::course {
    std::unique_ptr<schemes::scheme_reckoner> rules;
    std::vector<procedures::taken_step> taken;
    std::unique_ptr<procedures::procedure> steps;
};

std::unique_ptr<documents::course> documents::way_of(db::connection& c, document const& d, date on) const {
    if (!goes_by_steps(c, d)) return nullptr;
    auto const s = schemes_.any(c, d.scheme_id);
    if (!s) return nullptr;
    auto out = std::make_unique<course>();
    out->rules = schemes_.reckon(c, *s, on);
    out->taken = procedures::steps_of(c, key_of(d));
    out->steps = std::make_unique<procedures::procedure>(*out->rules, traveller_of(c, d), out->taken,
                                                         procedure_ports_, c);
    return out->steps->rules() ? std::move(out) : nullptr;
}

bool documents::has_procedure(db::connection& c, document const& d, known_rules& known) const {
    if (!goes_by_steps(c, d)) return false;
    auto& rules = known[d.scheme_id.value];
    if (!rules)
        if (auto const s = schemes_.any(c, d.scheme_id)) rules = schemes_.reckon(c, *s, schemes_.today());
    return rules && procedures::choose(*rules, traveller_of(c, d)).rules;
}

result<document_procedure> documents::procedure_of(actor const& who, document_id id) const {
    auto d = find(who, id);
    if (!d) return fail(d.error());
    document_procedure out;
    db_.read([&](db::connection& c) {
        auto const found = document_store::find(c, who, id, vault_);
        auto const w = found ? way_of(c, found->what, schemes_.today()) : nullptr;
        if (!w) return;
        auto const& rules = *w->steps->rules();
        out.name = rules.name;
        out.basis = (*w->rules)->basis_text(rules.basis);
        out.steps = w->steps->view(who);
        bool const reached = who.reaches(found->what.region_code);
        for (std::size_t i = 0; i < out.steps.size(); ++i) {
            auto& s = out.steps[i];
            if (s.standing != "current") continue;
            s.may_act = s.may_act && reached;
            if (i > 0 && is_author(who, *found)) {
                s.may_act = false;
                s.obstacles.push_back(
                    {"", procedure_ports_.say(who.language, "documents.own_document", {}), "", "", ""});
            }
            if (i == 0 && found->what.version_no == 0)
                s.obstacles.push_back(
                    {"", procedure_ports_.say(who.language, "documents.nothing_written", {}), "", "", ""});
        }
        out.log = w->taken;
        for (auto& t : out.log)
            if (auto const* s = w->steps->find(t.step)) t.name = s->name;
    });
    out.document = std::move(*d);
    return out;
}

result<done> documents::enter(db::transaction& tx, kept& k, std::string const& state, date on,
                              std::string& said) const {
    document& d = k.what;
    if (d.state == state) {
        return document_store::save(tx, k, vault_) ? result<done>(done{})
                                                   : result<done>(fail(fault::stale, "error.stale"));
    }
    if (state == "published") d.published_on = on;
    auto const from = d.state;
    step const s{from, event_between(from, state), state, doer::approver, false, ""};
    return move(tx, k, s, on, said);
}

result<document_procedure> documents::take_procedure_step(actor const& who, document_id id,
                                                          std::int64_t version,
                                                          procedures::step_input const& in) {
    auto ok = change(
        who, id, version, in.opinion.value_or(""),
        [&](kept const& before, kept& next, std::string& said, db::transaction& tx) -> result<std::string> {
            document& d = next.what;
            if (d.is_void) return fail(fault::refused, "documents.is_void");
            auto const today = china_day(tx.at);
            auto const on = in.done_on.value_or(today);
            if (today < on) return fail_field("/done_on", "documents.on_later");
            auto const w = way_of(tx.sql, before.what, on);
            if (!w) return fail(fault::refused, "procedures.none");
            auto const& way = *w->steps;
            auto const* asked = way.find(in.step);
            bool const first = asked && way.place_of(*asked) == 1;
            if (asked && !first && is_author(who, before))
                return fail(fault::refused, "documents.own_document");
            if (!who.reaches(before.what.region_code))
                return fail(fault::forbidden, "documents.only_looking");
            if (first && in.result == "pass" && before.what.version_no == 0)
                return fail(fault::refused, "documents.nothing_written");
            procedures::room room;
            room.row = &d;
            room.extra = &d.extra;
            room.save = [&]() -> result<done> {
                return document_store::save(tx, next, vault_)
                           ? result<done>(done{})
                           : result<done>(fail(fault::stale, "error.stale"));
            };
            auto const did = procedures::take(tx, *w->rules, way, who, in, on, room);
            if (!did) return fail(did.error());
            std::string state = before.what.state;
            if (!did->passed)
                state = "draft";
            else if (did->through && !did->decided)
                state = "publicized";
            else if (did->decided)
                state = state_after(way, *did->step);
            // While a publicity inside the procedure runs, the document is public too.
            if (did->decided && did->notice && state != "published") state = "publicized";
            if (did->decided)
                if (auto made = make_papers(tx, d, *did->step, on); !made) return fail(made.error());
            if (state == "published" && did->decided)
                if (auto const* rule = w->rules->pack().publicity.find(did->step->publicity))
                    for (auto const& channel : rule->channels) {
                        document_store::put_publication(tx, id, {channel, on, {}, {}, {}});
                        if (std::find(d.channels.begin(), d.channels.end(), channel) == d.channels.end())
                            d.channels.push_back(channel);
                    }
            if (!did->passed) {
                // What does not pass goes back to whoever writes it.
                procedures::note n;
                n.step = way.steps().front()->id;
                n.result = "back";
                n.opinion = in.opinion;
                procedures::write_down(tx, key_of(d), n, on);
            }
            if (auto moved = enter(tx, next, state, on, said); !moved) return fail(moved.error());
            tell_next(tx, next, on, in.opinion.value_or(""));
            return "step_" + in.result;
        });
    if (!ok) return fail(ok.error());
    return procedure_of(who, id);
}

result<document_procedure> documents::send_back(actor const& who, document_id id, std::int64_t version,
                                                document_return const& said_of) {
    auto ok = change(
        who, id, version, said_of.note,
        [&](kept const& before, kept& next, std::string& said, db::transaction& tx) -> result<std::string> {
            if (before.what.is_void) return fail(fault::refused, "documents.is_void");
            auto const on = china_day(tx.at);
            auto const w = way_of(tx.sql, before.what, on);
            if (!w) return fail(fault::refused, "procedures.none");
            if (is_author(who, before)) return fail(fault::refused, "documents.own_document");
            if (!who.reaches(before.what.region_code))
                return fail(fault::forbidden, "documents.only_looking");
            auto const to = procedures::send_back(tx, *w->steps, who, said_of.to, said_of.note, on);
            if (!to) return fail(to.error());
            if (auto moved = enter(tx, next, state_before(*w->steps, **to), on, said); !moved)
                return fail(moved.error());
            tell_next(tx, next, on, said_of.note);
            return std::string("returned");
        });
    if (!ok) return fail(ok.error());
    return procedure_of(who, id);
}

result<done> documents::reopen_after(db::transaction& tx, document_id notice) const {
    auto const put_up = document_store::find_any(tx.sql, notice, vault_);
    if (!put_up || put_up->what.notice_of != "document") return done{};
    auto k = document_store::find_any(tx.sql, document_id{std::stoll(*put_up->what.notice_of_id)}, vault_);
    if (!k || k->what.is_void || k->what.state != "publicized") return done{};
    auto const on = china_day(tx.at);
    auto const w = way_of(tx.sql, k->what, on);
    auto const* now = w ? w->steps->current() : nullptr;
    if (!now || w->steps->closing(*now)) return done{};
    k->what.updated_at = tx.at;
    ++k->what.row_version;
    std::string said;
    if (auto moved = enter(tx, *k, state_before(*w->steps, *now), on, said); !moved) return moved;
    tx.record({.what = "returned",
               .entity = "document",
               .entity_id = k->what.id.value,
               .label = k->what.title,
               .reason = w->steps->taken_anew_because(*now)});
    return done{};
}

void documents::tell_next(db::transaction& tx, kept const& k, date on, std::string const& reason) const {
    document const& d = k.what;
    auto notify = [&](std::int64_t account, char const* rule, text_args args) {
        notices_.notify(tx, {.account_id = account,
                             .rule = std::string("document.") + rule,
                             .entity = "document",
                             .entity_id = d.id.value,
                             .text_key = std::string("documents.notice.") + rule,
                             .args = std::move(args),
                             .url = "/documents/" + to_string(d.id)});
    };
    if (d.state == "draft") {
        if (k.created_by && k.created_by != tx.who.account_id)
            notify(k.created_by, "returned", {{"title", d.title}, {"reason", reason}});
        return;
    }
    auto const w = way_of(tx.sql, d, on);
    auto const* now = w ? w->steps->current() : nullptr;
    if (!now) return;
    std::vector<std::string> bodies;
    for (auto const& body : now->by) bodies.push_back(procedures::body_class(w->rules->pack(), body));
    for (auto const account : accounts::nearest_holders(tx.sql, codes_, "documents.read", d.region_code,
                                                        china_day(tx.at), tx.who.person_key, bodies))
        notify(account, "step_waits", {{"title", d.title}, {"step", now->name}});
}

result<done> documents::make_papers(db::transaction& tx, document const& d, scheme::step const& s,
                                    date on) const {
    for (auto const& paper : s.makes) {
        if (!make_paper_) continue;
        auto const id = make_paper_(tx, d, paper, on);
        if (!id) return fail(id.error());
    }
    return done{};
}

}  // namespace guiyan::documents
