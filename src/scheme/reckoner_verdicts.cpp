// Conditions, needs, guards, quotas: what holds, what does not, and in which words.

#include <algorithm>
#include <cmath>

#include "scheme/print_figure.hpp"
#include "scheme/reckoner.hpp"

namespace guiyan::scheme {
namespace {

bool in_force(std::optional<date> const& from, std::optional<date> const& until, date on) {
    return !(from && on < *from) && !(until && !(on < *until));
}

truth all_of(std::vector<verdict> const& parts) {
    auto out = truth::yes;
    for (auto const& p : parts) {
        if (p.is == truth::no) return truth::no;
        if (p.is == truth::unknown) out = truth::unknown;
    }
    return out;
}

truth any_of(std::vector<verdict> const& parts) {
    auto out = truth::no;
    for (auto const& p : parts) {
        if (p.is == truth::yes) return truth::yes;
        if (p.is == truth::unknown) out = truth::unknown;
    }
    return out;
}

truth truth_of(cel::value const& v) {
    return v.is_true() ? truth::yes : v.is_false() ? truth::no : truth::unknown;
}

void gather(verdict const& v, bool inside_any, std::vector<verdict>& out) {
    if (v.is == truth::yes) return;
    // Of alternatives the whole is named, not each way that was open.
    if (v.parts.empty() || inside_any) {
        out.push_back(v);
        return;
    }
    for (auto const& p : v.parts) gather(p, false, out);
}

}  // namespace

std::vector<verdict> obstacles(verdict const& v) {
    std::vector<verdict> out;
    gather(v, !v.parts.empty() && !v.text.empty() && v.is != truth::yes, out);
    return out;
}

verdict reckoner::judge(condition const& c, std::string const& path, record_key const& of,
                        ticks const* ticked) const {
    verdict out;
    out.rule = path + "." + c.id;
    out.name = c.name;
    out.basis = basis_text(c.basis);
    out.assumed = c.assumed;
    if (!in_force(c.from, c.until, now_.as_of)) return out;
    auto const words = [&] {
        return !c.say.empty()   ? c.say
               : !c.ask.empty() ? c.name + "：尚未确认（" + c.ask + "）"
                                : c.name + "：不符合";
    };
    if (!c.any.empty() || !c.all.empty()) {
        for (auto const& part : c.any.empty() ? c.all : c.any)
            out.parts.push_back(judge(part, out.rule, of, ticked));
        out.is = c.any.empty() ? all_of(out.parts) : any_of(out.parts);
        if (!c.any.empty()) out.text = words();
    } else if (c.test.written()) {
        cel::trace read;
        out.is = truth_of(evaluate(c.test, of, &read));
        out.read = std::move(read.readings);
        out.missing = std::move(read.missing);
        out.text = words();
    } else {
        auto const found = ticked ? ticked->find(c.id) : ticks::const_iterator{};
        bool const known = ticked && found != ticked->end();
        out.is = known && found->second ? truth::yes : truth::no;
        out.text = known ? (c.say.empty() ? c.name + "：不符合" : c.say) : words();
    }
    return out;
}

verdict reckoner::judge(need const& n, std::string const& path, record_key const& subject,
                        std::optional<day_span> const& period, narrowed const& how) const {
    auto const* only = how.only;
    verdict out;
    out.rule = n.id.empty() ? path : path + "." + n.id;
    out.name = n.name;
    if (!n.any.empty() || !n.all.empty()) {
        for (auto const& part : n.any.empty() ? n.all : n.any)
            out.parts.push_back(judge(part, out.rule, subject, period, how));
        out.is = n.any.empty() ? all_of(out.parts) : any_of(out.parts);
        if (!n.any.empty())
            for (auto const& p : out.parts) out.text += (out.text.empty() ? "" : "；或 ") + p.text;
        return out;
    }
    if (n.when.written() && !evaluate(n.when, subject).is_true()) return out;
    if (n.test.written()) {
        cel::trace read;
        out.is = truth_of(evaluate(n.test, subject, &read));
        out.missing = std::move(read.missing);
        out.text = (n.name.empty() ? n.wording : n.name) + "：不符合";
        return out;
    }
    if (!n.of) return out;
    auto const known_as = [&](measure_ref const& ref) {
        return ref.written.empty() ? rules_.rules().measures.find(ref.id) : &ref.written.front();
    };
    auto const asked = [&](measure_ref const& ref) {
        auto const* m = only ? known_as(ref) : nullptr;
        return m ? count(*m, subject, period, only) : measure(ref, subject, period);
    };
    auto const found = asked(*n.of);
    auto const* known = known_as(*n.of);
    // A measure on the spot has no name of its own.
    auto const name = !n.name.empty()                 ? n.name
                      : known && !known->name.empty() ? known->name
                      : n.of->id.empty()              ? std::string("实有")
                                                      : n.of->id;
    double share = 1;
    if (n.share_of) {
        auto const whole = asked(*n.share_of).value;
        if (!whole.is(cel::value_kind::number)) {
            out.is = truth::unknown;
            out.text = name + "：还算不出";
            return out;
        }
        share = whole.as_number();
    }
    if (!found.value.is(cel::value_kind::number)) {
        out.is = truth::unknown;
        out.text = name + "：资料不全，还算不出";
        return out;
    }
    double const x = found.value.as_number();
    out.found = x;
    out.unit = found.unit;
    double const close = 1e-9;
    auto bound_of = [&](scheme::amount const& a, double part = 1) -> std::optional<double> {
        if (a.empty()) return std::nullopt;
        auto const v = amount(a, subject, only ? &only->group : nullptr);
        if (!v.is(cel::value_kind::number)) return std::nullopt;
        double b = v.as_number() * share * part;
        if (n.round)
            b = *n.round == round_to::down ? std::floor(b + close)
                : *n.round == round_to::up ? std::ceil(b - close)
                                           : std::floor(b + 0.5);
        return b;
    };
    auto say = [&](char const* words, double b, double lacks) {
        auto const unit = found.unit;
        std::string text = name + " " + plain_number(x) + unit + "，" + words + " " + plain_number(b) + unit;
        if (lacks > 0) text += "，差 " + plain_number(lacks) + unit;
        if (lacks < 0) text += "，多 " + plain_number(-lacks) + unit;
        out.text += (out.text.empty() ? "" : "；") + text;
        out.is = truth::no;
    };
    if (auto const b = bound_of(n.at_most); b && x > *b + close) say("不超过", *b, *b - x);
    if (auto const b = bound_of(n.less_than); b && x >= *b - close) say("不满", *b, 0);
    if (auto const b = bound_of(n.exactly); b && (x > *b + close || (!how.upper_only && x < *b - close)))
        say("应为", *b, *b - x);
    if (!how.upper_only) {
        if (auto const b = bound_of(n.at_least, how.part)) {
            out.lacks = std::max(0.0, *b - x);
            if (x < *b - close) say("不少于", *b, *b - x);
        }
        if (auto const b = bound_of(n.more_than, how.part); b && x <= *b + close) say("超过", *b, 0);
        if (auto const b = bound_of(n.about)) {
            double const t = n.tolerance && n.tolerance->constant() ? n.tolerance->number.value() : 0.05;
            if (x < *b * (1 - t) - close) say("左右", *b, *b - x);
        }
    }
    if (out.is == truth::no)
        for (auto const& r : found.rows) out.holders.emplace_back(found.kind, r.id);
    return out;
}

std::vector<reckoner::objection> reckoner::guards(record_key const& of, std::string_view event) const {
    std::vector<objection> out;
    for (auto const& [id, g] : rules_.rules().guards) {
        if (g.for_ != of.kind || !in_force(g.from, g.until, now_.as_of)) continue;
        if (std::find(g.before.begin(), g.before.end(), event) == g.before.end()) continue;
        if (g.where.written() && !evaluate(g.where, of).is_true()) continue;
        verdict v;
        cel::trace read;
        v.is = truth_of(evaluate(g.test, of, &read));
        if (v.is == truth::yes) continue;
        v.rule = "guards." + id;
        v.name = g.name;
        v.text = g.say.empty() ? g.name + "：不符合" : g.say;
        v.basis = basis_text(g.basis);
        v.assumed = g.assumed;
        v.read = std::move(read.readings);
        v.missing = std::move(read.missing);
        out.push_back({std::move(v), g.else_.value_or(guard_else::refuse)});
    }
    return out;
}

std::vector<reckoner::objection> reckoner::quotas(record_key const& of, std::string_view event) const {
    std::vector<objection> out;
    auto const* kind = rules_.facts().find(of.kind);
    if (!kind) return out;
    for (auto const& [id, q] : rules_.rules().quotas) {
        if (std::find(q.at_.begin(), q.at_.end(), event) == q.at_.end()) continue;
        if (!in_force(q.from, q.until, now_.as_of) || q.else_ == quota_else::show) continue;
        for (auto const& subject : subjects_of(q, of)) {
            if (q.where.written() && !evaluate(q.where, subject).is_true()) continue;
            std::optional<split> group;
            if (!q.within.empty()) {
                group = split_of(q, of);
                if (!group) continue;  // it belongs to no group yet: nothing can be full
            }
            auto v = judge(q.need, "quotas." + id, subject, {}, {true, group ? &*group : nullptr});
            if (v.is != truth::no) continue;
            // A bound that was passed before refuses nobody whom it does not count.
            bool const counted = v.holders.empty() || v.holders.front().first != of.kind ||
                                 std::any_of(v.holders.begin(), v.holders.end(),
                                             [&](auto const& h) { return h.second == of.id; });
            if (!counted) continue;
            v.name = q.name;
            if (!q.say.empty()) v.text = q.say + "：" + v.text;
            v.basis = basis_text(q.basis);
            v.assumed = q.assumed;
            auto const then = q.else_.value_or(quota_else::refuse);
            out.push_back({std::move(v), then == quota_else::ask    ? guard_else::ask
                                         : then == quota_else::warn ? guard_else::warn
                                                                    : guard_else::refuse});
        }
    }
    return out;
}

std::vector<record_key> reckoner::subjects_of(quota const& q, record_key const& of) const {
    if (q.for_ == "scheme") return {now_.scheme};
    auto const* kind = rules_.facts().find(of.kind);
    auto subject = of;
    if (q.for_ != of.kind) {
        std::string way(kind ? kind->way_to(q.for_) : std::string_view());
        if (way.empty() || way == "~") {
            // Several ways: the measure that is bounded says which.
            auto const* m = counted_by(q.need);
            if (!m || m->over != of.kind || m->via.empty()) return {};
            way = m->via;
        }
        auto const at = follow(of, way);
        if (!at) return {};
        subject = {q.for_, *at};
    }
    std::vector<record_key> out;
    // A village's township and county have bounds of their own.
    for (std::optional<std::int64_t> at = subject.id; at; at = follow({q.for_, *at}, "parent_id")) {
        out.push_back({q.for_, *at});
        if (q.for_ != "region" || out.size() > 8) break;
    }
    return out;
}

scheme::measure const* reckoner::counted_by(need const& n) const {
    if (n.of) {
        auto const* m =
            n.of->written.empty() ? rules_.rules().measures.find(n.of->id) : &n.of->written.front();
        return m && !m->over.empty() ? m : nullptr;
    }
    for (auto const* parts : {&n.any, &n.all})
        for (auto const& part : *parts)
            if (auto const* m = counted_by(part)) return m;
    return nullptr;
}

std::optional<split> reckoner::split_of(quota const& q, record_key const& row) const {
    auto const* m = counted_by(q.need);
    if (!m || m->over != row.kind) return std::nullopt;
    split out;
    std::vector<cel::value> values;
    for (auto const& e : q.within) {
        auto v = evaluate(e, row);
        if (v.is_unknown() || v.is_null()) return std::nullopt;
        out.where.push_back("(" + e.text + ") == " + cel::to_source(v));
        values.push_back(std::move(v));
    }
    out.group = values.size() == 1 ? values.front() : cel::value::list(std::move(values));
    return out;
}

std::vector<verdict> reckoner::standing(quota const& q, std::string const& id,
                                        record_key const& subject) const {
    if (q.where.written() && !evaluate(q.where, subject).is_true()) return {};
    if (q.within.empty()) return {judge(q.need, "quotas." + id, subject)};
    std::vector<verdict> out;
    auto const* m = counted_by(q.need);
    if (!m) return out;
    std::map<std::string, split> groups;
    for (auto const& row : count(*m, subject, {}).rows)
        if (auto one = split_of(q, {m->over, row.id})) groups.try_emplace(cel::to_source(one->group), *one);
    for (auto const& [name, group] : groups) {
        out.push_back(judge(q.need, "quotas." + id, subject, {}, {false, &group}));
        out.back().group = group.group;
    }
    return out;
}

}  // namespace guiyan::scheme
