#include "modules/procedures/taking.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "modules/procedures/form.hpp"
#include "modules/procedures/publicity.hpp"
#include "modules/procedures/step_store.hpp"

namespace guiyan::procedures {
namespace {

error wrong(std::vector<field_error> fields) {
    return {fault::invalid, "error.invalid", {}, std::move(fields), {}};
}

std::string joined(std::vector<std::string> const& names) {
    std::string out;
    for (auto const& n : names) out += (out.empty() ? "" : "、") + n;
    return out;
}

/// Whether it is this step's turn and this actor's; the body he acts as.
result<std::string> turn(schemes::scheme_reckoner const& rules, procedure const& way, actor const& who,
                         scheme::step const& asked) {
    auto const* now = way.current();
    if (now != &asked) {
        if (!now || way.is_done(asked))
            return fail(fault::refused, "procedures.done_already", {{"step", asked.name}});
        return fail(schemes::refusal({{"procedures." + asked.id, "须先办“" + now->name + "”，不能跳过",
                                       rules->basis_text(way.rules()->basis), "", ""}}));
    }
    auto body = way.body_for(who, asked);
    if (body.empty())
        return fail(fault::forbidden, "procedures.not_your_step",
                    {{"step", asked.name}, {"bodies", joined(way.body_names(asked))}});
    return body;
}

/// Opinion, evidence and answers that the form owes.
std::vector<field_error> missing_words(procedure const& way, scheme::step const& asked,
                                       step_input const& in) {
    std::vector<field_error> out;
    auto empty = [](std::optional<std::string> const& t) { return trim(t.value_or("")).empty(); };
    if (asked.opinion && empty(in.opinion)) out.push_back({"/opinion", "error.required", {}});
    if (asked.evidence && in.result == "pass" && empty(in.evidence))
        out.push_back({"/evidence", "error.required", {}});
    if (in.result == "fail" && empty(in.opinion) && out.empty())
        out.push_back({"/opinion", "procedures.say_why", {}});
    auto const* role = way.of().role;
    for (auto const& c : in.checks) {
        bool const asks_evidence =
            role && std::any_of(role->conditions.begin(), role->conditions.end(),
                                [&](auto const& known) { return known.id == c.id && known.evidence; });
        if (c.holds && asks_evidence && trim(c.note).empty())
            out.push_back({"/checks/" + c.id, "procedures.evidence_missing", {}});
    }
    return out;
}

/// Puts the publicity of the step out where it has one; 0 where it waits for nobody and needs none.
result<document_id> put_out(db::transaction& tx, schemes::scheme_reckoner const& rules, procedure const& way,
                            scheme::step const& s, date on, ports const& p) {
    auto const* rule = rules.pack().publicity.find(s.publicity);
    if (!rule || !p.put_out || !p.workdays) return document_id{};
    auto const& of = way.of();
    if (of.closes_with_last && !takes_time(rules, *rule, of.key)) return document_id{};
    auto const until = last_day_of(rules, *rule, of.key, on, *p.workdays);
    if (!until)
        return fail(schemes::refusal({{"publicity." + s.publicity, "还不能算出“" + rule->name + "”的期限",
                                       rules->basis_text(rule->basis), rule->assumed, ""}}));
    auto const id = p.put_out(tx, draft_of(rules, of, *way.rules(), s, on, *until, p));
    if (!id) return fail(id.error());
    return document_id{*id};
}

}  // namespace

result<taking> take(db::transaction& tx, schemes::scheme_reckoner const& rules, procedure const& way,
                    actor const& who, step_input const& in, date on, room const& r) {
    if (in.result != "pass" && in.result != "fail") return fail_field("/result", "error.wrong_kind");
    if (!way.rules()) return fail(fault::refused, "procedures.none");
    auto const* asked = way.find(in.step);
    if (!asked) return fail_field("/step", "procedures.unknown_step", {{"step", in.step}});
    auto const body = turn(rules, way, who, *asked);
    if (!body) return fail(body.error());
    if (auto const last = way.last_day(); last && on < *last)
        return fail_field("/done_on", "procedures.before_the_last_step", {{"day", last->iso()}});

    taking out;
    out.step = asked;
    out.passed = in.result == "pass";
    out.closed = way.closing(*asked);
    auto missing = out.closed && out.passed ? std::vector<field_error>() : missing_words(way, *asked, in);
    if (!missing.empty()) return fail(wrong(std::move(missing)));
    auto const& book = *rules.edition().rules;
    if (in.method && !in.method->empty() && !book.codes().has_code("STEP_METHOD", *in.method))
        return fail_field("/method", "error.unknown_code", {{"code", *in.method}});
    auto const is_asked = [&](std::string const& name) {
        return !out.closed && std::find(asked->asks.begin(), asked->asks.end(), name) != asked->asks.end();
    };
    auto const& of = way.of();
    if (auto ok = fill_in(book, of.key.kind, *of.type, r.row, *r.extra, in.inputs, "/inputs/", is_asked); !ok)
        return fail(ok.error());
    if (out.passed && !out.closed) {
        traveller filled = of;
        filled.row = r.row;
        filled.extra = r.extra;
        for (auto const& a : asks_of(rules, filled, *asked))
            if (a.value.empty() && !(r.follows && r.follows(a.name)))
                missing.push_back({"/inputs/" + a.name, "error.required", {}});
    }
    if (!missing.empty()) return fail(wrong(std::move(missing)));
    if (auto ok = r.save(); !ok) return fail(ok.error());

    scheme::reckoner::ticks ticked;
    for (auto const& c : in.checks) ticked[c.id] = c.holds;
    if (out.passed)
        if (auto const against = way.obstacles(*asked, &ticked); !against.empty())
            return fail(schemes::refusal(against));

    // The publicity of an earlier decision did not hold: the log says that this one is taken anew.
    if (auto const why = way.taken_anew_because(*asked); !why.empty()) {
        note again;
        again.step = asked->id;
        again.body = *body;
        again.result = "back";
        again.opinion = why;
        write_down(tx, of.key, again, on);
    }
    step_store::new_step made;
    auto& s = made.what;
    s.id = taken_step_id{tx.mint()};
    s.step = asked->id;
    s.seq = way.place_of(*asked);
    s.body = *body;
    s.done_on = on;
    s.actor_name = tx.who.display_name;
    s.unit_name = tx.who.unit_name;
    s.method = in.method;
    s.inputs = in.inputs;
    if (in.evidence) s.inputs.push_back({"evidence", *in.evidence});
    for (auto const& c : in.checks) s.inputs.push_back({"check." + c.id, (c.holds ? "√ " : "× ") + c.note});
    s.opinion = in.opinion;
    s.result = in.result;
    out.through = out.passed && way.through_with(*asked, *body);
    if (out.through && !out.closed) {
        auto const notice = put_out(tx, rules, way, *asked, on, way.said_by());
        if (!notice) return fail(notice.error());
        s.notice_id = out.notice = *notice;
    }
    out.decided = out.through && (out.closed || !s.notice_id || !way.decides_after_publicity(*asked));
    made.actor_person_id = tx.who.person_id;
    made.rules = "[\"" + way.id() + "." + asked->id + "\"]";
    step_store::insert(tx, of.key, made);
    if (!out.passed)
        if (auto ok = take_down(tx, way, nullptr, in.opinion.value_or("")); !ok) return fail(ok.error());
    return out;
}

result<scheme::step const*> send_back(db::transaction& tx, procedure const& way, actor const& who,
                                      std::string const& to, std::string const& note_of, date on) {
    auto const* now = way.current();
    if (!now || way.of().over) return fail(fault::refused, "procedures.nothing_to_send_back");
    auto const body = way.body_for(who, *now);
    if (body.empty())
        return fail(fault::forbidden, "procedures.not_your_step",
                    {{"step", now->name}, {"bodies", joined(way.body_names(*now))}});
    auto const* back = way.find(to);
    if (!back || std::find(now->back_to.begin(), now->back_to.end(), to) == now->back_to.end())
        return fail_field("/to", "procedures.not_back_to");
    if (trim(note_of).empty()) return fail_field("/note", "error.required");
    if (auto ok = take_down(tx, way, back, note_of); !ok) return fail(ok.error());
    note n;
    n.step = back->id;
    n.body = body;
    n.result = "back";
    n.opinion = note_of;
    write_down(tx, way.of().key, n, on);
    return back;
}

result<done> take_down(db::transaction& tx, procedure const& way, scheme::step const* from,
                       std::string const& reason) {
    if (!way.said_by().take_down) return done{};
    for (auto const notice : way.notices_from(from))
        if (auto ok = way.said_by().take_down(tx, notice.value, reason); !ok) return ok;
    return done{};
}

std::vector<taken_step> steps_of(db::connection& c, scheme::record_key const& of) {
    return step_store::steps(c, of);
}

void take_over(db::transaction& tx, scheme::record_key const& of, taken_step s) {
    s.id = taken_step_id{tx.mint()};
    step_store::insert(tx, of, {std::move(s)});
}

void write_down(db::transaction& tx, scheme::record_key const& of, note const& n, date on) {
    step_store::new_step s;
    s.what.id = taken_step_id{tx.mint()};
    s.what.step = n.step;
    s.what.body = n.body;
    s.what.done_on = on;
    s.what.actor_name = n.visitor_name.value_or(tx.who.display_name);
    s.what.unit_name = tx.who.unit_name;
    s.what.method = n.method;
    s.what.opinion = n.opinion;
    s.what.result = n.result;
    s.actor_person_id = tx.who.person_id;
    step_store::insert(tx, of, s);
}

}  // namespace guiyan::procedures
