#include "modules/engagements/engagements.hpp"

#include <algorithm>
#include <charconv>

#include "base/day_math.hpp"
#include "base/text.hpp"
#include "modules/engagements/engagement_store.hpp"
#include "record/diff.hpp"

namespace guiyan::engagements {
namespace {

using schemes::obstacle;

/// Tells a trial from a refusal: the transaction is undone, and the act would have gone through.
constexpr char const* would_go = "engagements.trial";

error wrong(std::vector<field_error> fields) {
    return {fault::invalid, "error.invalid", {}, std::move(fields), {}};
}

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

result<done> engagements::apply(engagement& next, scheme::rulebook const& rules,
                                std::vector<extra_value> const& inputs, std::string const& where,
                                std::function<bool(std::string const&)> const& asked) const {
    auto const& pack = rules.rules();
    auto const& type = record_of(static_cast<engagement const*>(nullptr));
    auto const* extra = pack.fields.find("engagement");
    std::vector<field_error> bad;
    for (auto const& in : inputs) {
        auto const path = where + in.name;
        if (!asked(in.name)) {
            bad.push_back({path, "engagements.unknown_input", {{"name", in.name}}});
            continue;
        }
        if (auto const* f = extra ? extra->find(in.name) : nullptr) {
            auto const number = scheme::decimal::parse(in.value);
            using t = scheme::field_type;
            if (!in.value.empty()) {
                if ((f->type == t::int_ || f->type == t::decimal || f->type == t::money) && !number)
                    bad.push_back({path, "error.wrong_kind", {}});
                else if (number && ((f->min && *number < *f->min) || (f->max && *f->max < *number)))
                    bad.push_back({path,
                                   "schemes.out_of_limits",
                                   {{"min", f->min ? f->min->text() : "—"},
                                    {"max", f->max ? f->max->text() : "—"},
                                    {"unit", f->unit}}});
                else if (f->type == t::date && !date::parse(in.value))
                    bad.push_back({path, "error.day", {}});
                else if (f->type == t::bool_ && in.value != "true" && in.value != "false")
                    bad.push_back({path, "error.wrong_kind", {}});
                else if (((f->type == t::int_ || f->type == t::ref) &&
                          in.value.find_first_not_of("-0123456789") != in.value.npos))
                    bad.push_back({path, "error.wrong_kind", {}});
                else if (f->type == t::code && !rules.codes().has_code(f->table, in.value))
                    bad.push_back({path, "error.unknown_code", {{"code", in.value}}});
            }
            auto const have = std::find_if(next.extra.begin(), next.extra.end(),
                                           [&](auto const& v) { return v.name == in.name; });
            if (have == next.extra.end())
                next.extra.push_back(in);
            else
                have->value = in.value;
            continue;
        }
        auto const* field = type.find(in.name);
        if (!field || field->read_only) {
            bad.push_back({path, "engagements.unknown_input", {{"name", in.name}}});
            continue;
        }
        record::value v = in.value.empty() ? record::value(std::monostate{}) : record::value(in.value);
        if (!in.value.empty() && (field->is == record::kind::number || field->is == record::kind::integer)) {
            double d = 0;
            auto const end = in.value.data() + in.value.size();
            if (auto const [at, e] = std::from_chars(in.value.data(), end, d);
                e != std::errc() || at != end) {
                bad.push_back({path, "error.wrong_kind", {}});
                continue;
            }
            if (d < static_cast<double>(field->minimum) || d > static_cast<double>(field->maximum)) {
                bad.push_back({path,
                               "schemes.out_of_limits",
                               {{"min", std::to_string(field->minimum)},
                                {"max", std::to_string(field->maximum)},
                                {"unit", ""}}});
                continue;
            }
            v = field->is == record::kind::number ? record::value(d)
                                                  : record::value(static_cast<std::int64_t>(d));
        }
        if (!field->set(&next, v)) bad.push_back({path, "error.wrong_kind", {}});
    }
    if (!bad.empty()) return fail(wrong(std::move(bad)));
    return done{};
}

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
    engagement_store::new_step s;
    s.what.id = engagement_step_id{tx.mint()};
    s.what.step = std::move(step);
    s.what.body = std::move(body);
    s.what.done_on = on;
    s.what.actor_name = said.visitor_name.value_or(tx.who.display_name);
    s.what.unit_name = tx.who.unit_name;
    s.what.method = said.method;
    s.what.opinion = said.note;
    s.what.result = std::move(result);
    s.actor_person_id = tx.who.person_id;
    s.rules = "[]";
    engagement_store::insert_step(tx, e.id, s);
}

result<done> engagements::enter(db::transaction& tx, engagement& next, std::string const& state, date on,
                                std::string const& reason) const {
    auto const event = event_to(state);
    schemes::step_of_record const step{next.scheme_id, "engagement", next.id.value, event, on};
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
    if (in.result != "pass" && in.result != "fail") return fail_field("/result", "error.wrong_kind");

    auto const rules = schemes_.reckon(tx.sql, *s, on);
    auto const taken = engagement_store::steps(tx.sql, next.id);
    procedure const way(*rules, next, taken, ports_.body_of);
    if (!way.rules()) return fail(fault::refused, "engagements.no_procedure");
    auto const* asked = way.find(in.step);
    if (!asked) return fail_field("/step", "engagements.unknown_step", {{"step", in.step}});
    if (is_over(next.state)) return fail(fault::refused, "engagements.is_over");
    auto const* now = way.current();
    if (now != asked) {
        if (!now || way.is_done(*asked))
            return fail(fault::refused, "engagements.done_already", {{"step", asked->name}});
        return fail(schemes::refusal({{"procedures." + asked->id, "须先办“" + now->name + "”，不能跳过",
                                       (*rules)->basis_text(way.rules()->basis), "", ""}}));
    }
    auto const body = way.body_for(acting(tx.sql, tx.who, next.id), *asked);
    if (body.empty()) {
        std::string names;
        for (auto const& n : way.body_names(*asked)) names += (names.empty() ? "" : "、") + n;
        return fail(fault::forbidden, "engagements.not_your_step",
                    {{"step", asked->name}, {"bodies", names}});
    }
    if (auto const last = way.last_day(); last && on < *last)
        return fail_field("/done_on", "engagements.before_the_last_step", {{"day", last->iso()}});

    // What the form has to say.
    std::vector<field_error> missing;
    if (asked->opinion && trim(in.opinion.value_or("")).empty())
        missing.push_back({"/opinion", "error.required", {}});
    if (asked->evidence && in.result == "pass" && trim(in.evidence.value_or("")).empty())
        missing.push_back({"/evidence", "error.required", {}});
    if (in.result == "fail" && trim(in.opinion.value_or("")).empty() && missing.empty())
        missing.push_back({"/opinion", "engagements.say_why", {}});
    scheme::reckoner::ticks ticked;
    auto const* role = rules->pack().roles.find(next.role);
    for (auto const& c : in.checks) {
        ticked[c.id] = c.holds;
        auto const asks_evidence =
            role && std::any_of(role->conditions.begin(), role->conditions.end(),
                                [&](auto const& known) { return known.id == c.id && known.evidence; });
        if (c.holds && asks_evidence && trim(c.note).empty())
            missing.push_back({"/checks/" + c.id, "engagements.evidence_missing", {}});
    }
    if (!missing.empty()) return fail(wrong(std::move(missing)));
    if (in.method && !in.method->empty() &&
        !rules->edition().rules->codes().has_code("STEP_METHOD", *in.method))
        return fail_field("/method", "error.unknown_code", {{"code", *in.method}});
    auto const is_asked = [&](std::string const& name) {
        return std::find(asked->asks.begin(), asked->asks.end(), name) != asked->asks.end();
    };
    if (auto ok = apply(next, *rules->edition().rules, in.inputs, "/inputs/", is_asked); !ok) return ok;
    if (next.term_start && next.term_end && *next.term_end < *next.term_start)
        return fail_field("/inputs/term_end", "schemes.ends_before");
    if (in.result == "pass")
        for (auto const& a : way.asks(*asked)) {
            auto const text = [&]() -> std::string {
                for (auto const& box : procedure(*rules, next, taken, ports_.body_of).asks(*asked))
                    if (box.name == a.name) return box.value;
                return {};
            }();
            // The term follows from the role where nobody says another.
            if (text.empty() && !(role && role->term && (a.name == "term_start" || a.name == "term_end")))
                missing.push_back({"/inputs/" + a.name, "error.required", {}});
        }
    if (!missing.empty()) return fail(wrong(std::move(missing)));
    settle_term(next, *rules);
    // Entered late: he was proposed by then, whenever that was written down.
    engagement_store::begin_by(tx, next.id, on);
    if (!engagement_store::update(tx, next, next.row_version, vault_))
        return fail(fault::stale, "error.stale");

    if (in.result == "pass")
        if (auto const against = way.obstacles(*asked, &ticked); !against.empty())
            return fail(schemes::refusal(against));

    engagement_store::new_step made;
    made.what.id = engagement_step_id{tx.mint()};
    made.what.step = asked->id;
    made.what.seq = 1 + (std::find(way.steps().begin(), way.steps().end(), asked) - way.steps().begin());
    made.what.body = body;
    made.what.done_on = on;
    made.what.actor_name = tx.who.display_name;
    made.what.unit_name = tx.who.unit_name;
    made.what.method = in.method;
    made.what.inputs = in.inputs;
    if (in.evidence) made.what.inputs.push_back({"evidence", *in.evidence});
    for (auto const& c : in.checks)
        made.what.inputs.push_back({"check." + c.id, (c.holds ? "√ " : "× ") + c.note});
    made.what.opinion = in.opinion;
    made.what.result = in.result;
    made.actor_person_id = tx.who.person_id;
    made.rules = "[\"" + role->procedure + "." + asked->id + "\"]";
    engagement_store::insert_step(tx, next.id, made);

    if (in.result == "fail")
        return enter(tx, next, asked->to == "accepted" ? "declined" : "rejected", on, in.reason);
    auto const after = engagement_store::steps(tx.sql, next.id);
    bool const through = procedure(*rules, next, after, ports_.body_of).is_done(*asked);
    if (!through) return done{};  // the other bodies have not acted yet
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
        if (role->credential == paper) next.certificate_id = document_id{*id};
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
