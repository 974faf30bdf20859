#include "modules/engagements/engagements.hpp"

#include <algorithm>
#include <charconv>

#include "base/day_math.hpp"
#include "base/text.hpp"
#include "modules/engagements/engagement_store.hpp"
#include "modules/engagements/engagement_way.hpp"
#include "record/diff.hpp"

namespace guiyan::engagements {
namespace {

/// Tells a trial from a refusal: the transaction is undone, and the act would have gone through.
constexpr char const* would_go = "engagements.trial";

std::vector<db::change> changes_between(engagement const* before, engagement const* after) {
    std::vector<db::change> out;
    for (auto& d : record::diff(record_of(static_cast<engagement const*>(nullptr)), before, after))
        if (!d.field.ends_with("_name") && d.field != "region_id" && d.field != "state_since" &&
            d.field != "extra")
            out.push_back({d.field, d.before, d.after});
    return out;
}

std::string label_of(engagement const& e) {
    return e.person_name + (e.region_name ? " · " + *e.region_name : e.org_name ? " · " + *e.org_name : "");
}

}  // namespace

engagements::engagements(db::database& database, store::vault const& v, regions::regions& places,
                         people::people& bank, schemes::schemes& all)
    : db_(database), vault_(v), regions_(places), people_(bank), schemes_(all) {}

/// The three-factor score by the weights of the pack, and the term where the role has one.
void engagements::settle_term(engagement& next, schemes::scheme_reckoner const& rules) const {
    auto const& pack = rules.pack();
    for (auto const& [id, m] : pack.matching) {
        if (m.role != next.role) continue;
        double sum = 0, most = 0;
        bool whole = true;
        for (auto const& part : m.parts) {
            std::optional<double> const* mark =
                part.factor == scheme::match_factor::skill         ? &next.match_needs
                : part.factor == scheme::match_factor::strength    ? &next.match_strength
                : part.factor == scheme::match_factor::willingness ? &next.match_will
                                                                   : nullptr;
            if (!mark) continue;
            if (!*mark) {
                whole = false;
                continue;
            }
            sum += **mark * part.max.value();
            most += part.max.value();
        }
        if (whole && most > 0) next.match_total = sum / most;
    }
    auto const* role = pack.roles.find(next.role);
    if (next.state != "serving" || !role) return;
    if (!next.term_start) next.term_start = next.appointed_on;
    if (!next.term_end && next.term_start && role->term) {
        auto count = [&](std::optional<scheme::scalar> const& n) {
            if (!n) return 0;
            auto const x = n->constant() ? cel::value::number(n->number.value())
                                         : rules->evaluate(n->cel, {"engagement", next.id.value});
            return x.is(cel::value_kind::number) ? static_cast<int>(x.as_number()) : 0;
        };
        int const months = count(role->term->months) + 12 * count(role->term->years);
        if (months > 0) next.term_end = add_days(add_months(*next.term_start, months), -1);
    }
}

void engagements::log(db::transaction& tx, engagement const& e, std::string step, std::string body, date on,
                      std::string result, act_input const& said) const {
    procedures::write_down(tx, key_of(e),
                           {.step = std::move(step),
                            .body = std::move(body),
                            .result = std::move(result),
                            .method = said.method,
                            .opinion = said.note,
                            .visitor_name = said.visitor_name},
                           on);
}

result<done> engagements::enter(db::transaction& tx, engagement& next, std::string const& state, date on,
                                std::string const& reason) const {
    auto const event = event_to(state);
    schemes::step_of_record const step{next.scheme_id, "engagement", next.id.value,
                                       event,          on,           edition_of(next)};
    // Guards look at the record with its new values and its old state, quotas at its new one.
    if (!engagement_store::update(tx, next, next.row_version, vault_))
        return fail(fault::stale, "error.stale");
    if (auto ok = schemes_.guards(tx, step, reason); !ok) return fail(ok.error());
    next.state = state;
    if (state == "pooled" && !next.entered_pool_on) next.entered_pool_on = on;
    if (state == "vetted") next.vetted_on = on;
    if (state == "invited") next.invited_on = on;
    if (state == "accepted") next.accepted_on = on;
    if (state == "serving" && !next.appointed_on) next.appointed_on = on;
    if (state == "serving") {
        auto const s = schemes_.any(tx.sql, next.scheme_id);
        auto const rules = schemes_.reckon(tx.sql, *s, on);
        settle_term(next, *rules);
        next.pack_edition = rules->edition().edition;
    }
    if (is_over(state) && state != "tracked") next.ended_on = on;
    engagement_store::note_state(tx, next, on);
    if (!engagement_store::update(tx, next, next.row_version, vault_))
        return fail(fault::stale, "error.stale");
    if (auto ok = schemes_.quotas(tx, step, reason); !ok) return fail(ok.error());
    return done{};
}

result<done> engagements::step(db::transaction& tx, engagement& next, step_input const& in) const {
    auto const s = schemes_.any(tx.sql, next.scheme_id);
    if (!s) return fail(fault::not_found, "error.not_found");
    if (s->state != "active") return fail(fault::refused, "schemes.not_active");
    if (next.is_void) return fail(fault::refused, "engagements.is_void");
    auto const today = china_day(tx.at);
    auto const on = in.done_on.value_or(today);
    if (today < on) return fail_field("/done_on", "engagements.in_the_future");

    auto const rules = schemes_.reckon_under(tx.sql, *s, on, edition_of(next));
    auto const taken = procedures::steps_of(tx.sql, key_of(next));
    procedures::procedure const way(*rules, traveller_of(*rules, next), taken, ports_, tx.sql);
    if (way.rules() && is_over(next.state)) return fail(fault::refused, "engagements.is_over");
    auto const* role = rules->pack().roles.find(next.role);
    procedures::room room;
    room.row = &next;
    room.extra = &next.extra;
    // The term follows from the role where nobody says another.
    room.follows = [&](std::string const& name) {
        return role && role->term && (name == "term_start" || name == "term_end");
    };
    room.save = [&]() -> result<done> {
        if (next.term_start && next.term_end && *next.term_end < *next.term_start)
            return fail_field("/inputs/term_end", "schemes.ends_before");
        settle_term(next, *rules);
        // Entered late: he was proposed by then, whenever that was written down.
        engagement_store::begin_by(tx, next.id, on);
        if (!engagement_store::update(tx, next, next.row_version, vault_))
            return fail(fault::stale, "error.stale");
        return done{};
    };
    auto const did = procedures::take(tx, *rules, way, acting(tx.sql, tx.who, next.id), in, on, room);
    if (!did) return fail(did.error());
    auto const* asked = did->step;
    if (!did->passed)
        return enter(tx, next, asked->to == "accepted" ? "declined" : "rejected", on, in.reason);
    if (!did->decided) return done{};  // other bodies have not acted yet, or its publicity runs
    for (auto const& paper : asked->makes) {
        if (!ports_.make_paper) continue;
        engagement named = next;
        if (asked->to == "serving") {
            // A certificate says the term that begins with it.
            named.state = "serving";
            if (!named.appointed_on) named.appointed_on = on;
            settle_term(named, *rules);
        }
        auto const id = ports_.make_paper(tx, named, paper, on, true);
        if (!id) return fail(id.error());
        if (role && role->credential == paper) next.certificate_id = document_id{*id};
    }
    if (asked->to.empty() || asked->to == next.state) return done{};
    return enter(tx, next, asked->to, on, in.reason);
}

result<done> engagements::change(actor const& who, engagement_id id, std::optional<std::int64_t> version,
                                 bool trial, std::string const& event, change_of const& f,
                                 std::string const& reason) const {
    auto written = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto have = engagement_store::find(tx.sql, who, id, vault_);
        if (!have) return fail(fault::not_found, "error.not_found");
        if (version && have->row_version != *version) return fail(fault::stale, "error.stale");
        engagement next = *have;
        next.updated_at = tx.at;
        if (auto ok = f(tx, next); !ok) return ok;
        auto const before_version = next.row_version;
        next.row_version = have->row_version + 1;
        if (!engagement_store::update(tx, next, before_version, vault_))
            return fail(fault::stale, "error.stale");
        tx.record({.what = event,
                   .entity = "engagement",
                   .entity_id = id.value,
                   .label = label_of(next),
                   .changes = changes_between(&*have, &next),
                   .reason = reason});
        if (trial) return fail(fault::refused, would_go);
        return done{};
    });
    if (!written && trial && written.error().key == would_go) return done{};
    return written;
}

result<engagement_view> engagements::take_step(actor const& who, engagement_id id, std::int64_t version,
                                               step_input const& in) {
    auto ok = change(
        who, id, version, false, "step_" + in.result,
        [&](db::transaction& tx, engagement& next) { return step(tx, next, in); }, in.opinion.value_or(""));
    if (!ok) return fail(ok.error());
    return find(who, id);
}

batch_outcome engagements::take_steps(actor const& who, batch_input const& asked) {
    batch_outcome out;
    for (auto const& text : asked.ids) {
        engagement_id id;
        if (auto const [end, e] = std::from_chars(text.data(), text.data() + text.size(), id.value);
            e != std::errc() || end != text.data() + text.size())
            id = {};
        batch_line line;
        line.id = id;
        db_.read([&](db::connection& c) {
            if (auto const e = engagement_store::find(c, who, id, vault_)) {
                line.person_name = e->person_name;
                line.place = e->region_name.value_or(e->org_name.value_or(""));
            }
        });
        auto const ok = change(
            who, id, std::nullopt, asked.trial, "step_" + asked.step.result,
            [&](db::transaction& tx, engagement& next) { return step(tx, next, asked.step); },
            asked.step.opinion.value_or(""));
        line.ok = ok.has_value();
        if (!ok) {
            auto const& e = ok.error();
            auto say = [&](std::string const& key, text_args const& args) {
                return ports_.say ? ports_.say(who.language, key, args) : key;
            };
            if (e.fields.empty()) line.obstacles.push_back({"", say(e.key, e.args), "", "", ""});
            for (auto const& f : e.fields) line.obstacles.push_back({f.path, say(f.key, f.args), "", "", ""});
        }
        ++(line.ok ? out.done : out.failed);
        out.items.push_back(std::move(line));
    }
    return out;
}

}  // namespace guiyan::engagements
