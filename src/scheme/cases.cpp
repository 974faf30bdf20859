#include "scheme/cases.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scheme/case_world.hpp"
#include "scheme/cases_file.hpp"
#include "scheme/print_figure.hpp"
#include "scheme/read.hpp"

namespace guiyan::scheme {
namespace {

std::string said(literal const& l) {
    switch (l.is) {
        case literal::form::number:
            return l.number.text();
        case literal::form::text:
            return l.text;
        case literal::form::truth:
            return l.truth ? "true" : "false";
        case literal::form::none:
            break;
    }
    return {};
}

std::string said(cel::value const& v) {
    switch (v.kind()) {
        case cel::value_kind::number:
            return plain_number(v.as_number());
        case cel::value_kind::text:
            return v.as_text();
        case cel::value_kind::boolean:
            return v.is_true() ? "true" : "false";
        case cel::value_kind::day:
            return v.as_day().iso();
        case cel::value_kind::null:
            return "null";
        case cel::value_kind::unknown:
            return "unknown";
        default:
            return cel::to_source(v);
    }
}

std::string_view name_of(decision d) {
    constexpr std::string_view names[] = {"passes", "refused", "asks", "warns", "unknown"};
    return names[int(d)];
}

decision decision_of(truth t) {
    return t == truth::yes ? decision::passes : t == truth::no ? decision::refused : decision::unknown;
}

/// What came of an expectation.
struct outcome {
    std::optional<cel::value> value;
    std::string phrase;
    std::optional<std::size_t> rows;
    std::optional<decision> decided;
    std::string words;    ///< of all refusals
    std::string problem;  ///< key of a sentence: it could not be asked
};

/// A record as it stands after an event, for as long as this lives.
class moved {
public:
    moved(memory_facts& facts, fact_kind const& kind, record_key of, std::string_view event, date on)
        : facts_(facts), of_(std::move(of)) {
        auto const* to = kind.move(event);
        if (!to) return;
        put("state", cel::value::text(to->state));
        if (!to->day.empty() && field(to->day).is(cel::value_kind::unknown))
            put(to->day, cel::value::day(on));
    }
    ~moved() {
        for (auto const& [name, was] : before_)
            was.is(cel::value_kind::unknown) ? facts_.clear(of_, name) : facts_.set(of_, name, was);
    }
    moved(moved const&) = delete;
    moved& operator=(moved const&) = delete;

private:
    cel::value field(std::string const& name) const {
        return facts_.record(of_, {}).as_record().field(name, -1);
    }
    void put(std::string const& name, cel::value v) {
        before_.emplace_back(name, field(name));
        facts_.set(of_, name, std::move(v));
    }

    memory_facts& facts_;
    record_key of_;
    std::vector<std::pair<std::string, cel::value>> before_;
};

class case_run {
public:
    case_run(rulebook const& book, memory_facts& facts, moment now, std::string const& file, case_report& out)
        : book_(book), facts_(facts), reckoner_(book, facts, std::move(now)), file_(file), out_(out) {}

    void run(std::string const& name, expectation const& e, reckoner::ticks const& ticks) {
        auto const came = ask(e, ticks);
        if (!came.problem.empty()) {
            out_.found.push_back({finding_kind::reference,
                                  finding_level::error,
                                  file_,
                                  e.at,
                                  e.path,
                                  came.problem,
                                  {{"name", e.for_}},
                                  {}});
            return;
        }
        auto compare = [&](std::string_view key, std::string expected, std::string got, bool good) {
            out_.results.push_back(
                {file_, name, e.place_of(key), e.path_of(key), good, std::move(expected), std::move(got)});
        };
        if (e.is) {
            auto const got = came.value ? said(*came.value) : "—";
            auto const wanted = said(*e.is);
            bool good = got == wanted;
            // Nine digits say the same number: a third is written 0.333333.
            if (came.value && came.value->is(cel::value_kind::number) && e.is->is == literal::form::number)
                good = std::abs(came.value->as_number() - e.is->number.value()) < 1e-6;
            compare("is", wanted, got, good);
        }
        if (!e.phrase.empty()) compare("phrase", e.phrase, came.phrase, e.phrase == came.phrase);
        if (e.rows)
            compare("rows", std::to_string(*e.rows), came.rows ? std::to_string(*came.rows) : "—",
                    came.rows && *came.rows == std::size_t(*e.rows));
        if (e.decision)
            compare("decision", std::string(name_of(*e.decision)),
                    (came.decided ? std::string(name_of(*came.decided)) : "—") +
                        (came.words.empty() ? "" : "：" + came.words),
                    came.decided == e.decision);
        for (auto const& words : e.says)
            compare("says", words, came.words, came.words.find(words) != std::string::npos);
    }

private:
    outcome of(reading const& r) const {
        outcome o;
        o.value = r.value;
        o.rows = r.rows.size();
        return o;
    }
    static void add(outcome& o, std::vector<verdict> const& all) {
        for (auto const& v : all) o.words += (o.words.empty() ? "" : "；") + v.text;
    }
    outcome judged(std::vector<verdict> const& all) const {
        outcome o;
        o.decided = decision::passes;
        for (auto const& v : all) {
            if (v.is == truth::no) o.decided = decision::refused;
            if (v.is == truth::unknown && o.decided == decision::passes) o.decided = decision::unknown;
            if (v.is != truth::yes) add(o, obstacles(v));
            for (auto const& m : v.missing) o.words += "（" + m + "）";
        }
        return o;
    }
    outcome tested(expression const& e, record_key const& subject) {
        outcome o;
        o.value = reckoner_.evaluate(e, subject);
        o.decided = decision_of(o.value->is_true()    ? truth::yes
                                : o.value->is_false() ? truth::no
                                                      : truth::unknown);
        return o;
    }
    static outcome nothing(char const* key) {
        outcome o;
        o.problem = key;
        return o;
    }

    outcome ask(expectation const& e, reckoner::ticks const& ticks) {
        record_key subject;
        if (!e.for_.empty()) {
            subject = e.kind.empty() ? facts_.find(e.for_) : facts_.find(e.kind, e.for_);
            if (!subject) return nothing("scheme.case.nobody");
        }
        auto const& p = book_.rules();
        auto const period = e.period.empty() ? std::nullopt : reckoner::period_named(e.period);
        if (!e.period.empty() && !period) return nothing("scheme.case.no_period");
        if (!e.figure.empty()) {
            auto const* f = p.indicators.find(e.figure);
            if (!f) return nothing("scheme.case.no_rule");
            auto const r = reckoner_.figure(*f, subject);
            auto o = of(r);
            o.phrase = printed(*f, r.value);
            return o;
        }
        if (!e.measure.empty()) {
            if (!p.measures.find(e.measure)) return nothing("scheme.case.no_rule");
            return of(reckoner_.measure(e.measure, subject, period));
        }
        if (!e.role.empty()) {
            auto const* r = p.roles.find(e.role);
            if (!r) return nothing("scheme.case.no_rule");
            std::vector<verdict> all;
            for (auto const& c : r->conditions)
                all.push_back(reckoner_.judge(c, "roles." + e.role, subject, &ticks));
            return judged(all);
        }
        if (!e.step.empty()) {
            auto const dot = e.step.find('.');
            auto const* x = p.procedures.find(e.step.substr(0, dot));
            if (!x || dot == std::string::npos) return nothing("scheme.case.no_rule");
            auto const s = std::ranges::find(x->steps, e.step.substr(dot + 1), &step::id);
            if (s == x->steps.end()) return nothing("scheme.case.no_rule");
            std::vector<verdict> all;
            for (auto const& c : s->needs)
                all.push_back(reckoner_.judge(c, "procedures." + e.step, subject, &ticks));
            return judged(all);
        }
        if (!e.event.empty()) {
            // As in the program: guards see the record in its old state, quotas in the one it would reach.
            auto all = reckoner_.guards(subject, e.event);
            moved const then_it_stands(facts_, *book_.facts().find(subject.kind), subject, e.event,
                                       reckoner_.now().as_of);
            for (auto& more : reckoner_.quotas(subject, e.event)) all.push_back(std::move(more));
            outcome o;
            o.decided = decision::passes;
            for (auto const& one : all) {
                auto const then = one.what.is == truth::unknown    ? decision::unknown
                                  : one.then == guard_else::refuse ? decision::refused
                                  : one.then == guard_else::ask    ? decision::asks
                                                                   : decision::warns;
                // The hardest answer counts.
                static constexpr int weight[] = {0, 4, 2, 1, 3};
                if (weight[int(then)] > weight[int(*o.decided)]) o.decided = then;
                o.words += (o.words.empty() ? "" : "；") + one.what.text;
            }
            return o;
        }
        if (!e.quota.empty()) {
            auto const* q = p.quotas.find(e.quota);
            if (!q) return nothing("scheme.case.no_rule");
            if (q->where.written() && !reckoner_.evaluate(q->where, subject).is_true()) return judged({});
            return judged({reckoner_.judge(q->need, "quotas." + e.quota, subject)});
        }
        if (!e.obligation.empty()) {
            auto const* o = p.obligations.find(e.obligation);
            if (!o) return nothing("scheme.case.no_rule");
            if (o->where.written() && !reckoner_.evaluate(o->where, subject).is_true()) return judged({});
            auto const stands = reckoner_.duty(*o, e.obligation, subject, period);
            if (stands.is == duty_state::waived) return judged({});
            return judged({stands.what});
        }
        if (!e.consequence.empty()) {
            auto const* c = p.consequences.find(e.consequence);
            if (!c) return nothing("scheme.case.no_rule");
            outcome o;
            o.decided = decision_of(reckoner_.holds(*c, subject));
            return o;
        }
        if (!e.check.empty()) {
            auto const* c = p.checks.find(e.check);
            if (!c) return nothing("scheme.case.no_rule");
            auto o = tested(c->test, subject);
            if (o.decided == decision::refused) o.words = c->say;
            return o;
        }
        auto const* program = book_.program(e.test, subject.kind);
        if (!program) return nothing("scheme.case.bad_test");
        outcome o;
        o.value = reckoner_.evaluate(*program, subject);
        o.decided = decision_of(o.value->is_true()    ? truth::yes
                                : o.value->is_false() ? truth::no
                                                      : truth::unknown);
        return o;
    }

    rulebook const& book_;
    memory_facts& facts_;
    reckoner reckoner_;
    std::string const& file_;
    case_report& out_;
};

/// The mapping without the keys whose names belong to the pack.
yaml_node without(yaml_node n, std::initializer_list<std::string_view> keys) {
    std::erase_if(n.entries,
                  [&](auto const& e) { return std::ranges::find(keys, e.first.text) != keys.end(); });
    return n;
}

/// Only what belongs to the shape: facts, params and ticks are taken out at every level.
yaml_node plain(yaml_node const& root) {
    auto out = without(root, {"facts", "params"});
    for (auto& [key, cases] : out.entries) {
        if (key.text != "cases") continue;
        for (auto& one : cases.items) {
            one = without(one, {"facts", "params"});
            for (auto& [inner, expect] : one.entries)
                if (inner.text == "expect")
                    for (auto& e : expect.items) e = without(e, {"ticks"});
        }
    }
    return out;
}

}  // namespace

case_report run_cases(rulebook const& book, std::string_view yaml, std::string const& file) {
    case_report out;
    auto const root = read_yaml(yaml, file, out.found);
    if (root.is == yaml_node::kind::nothing) return out;
    case_file all;
    read_object(plain(root), shape_of(&all), &all, "", file, out.found);
    if (has_errors(out.found)) return out;
    auto const* cases = find(root, "cases");
    for (std::size_t i = 0; i < all.cases.size(); ++i) {
        auto const& one = all.cases[i];
        auto const& written = cases->items[i];
        memory_facts facts(book.facts(), book.rules());
        if (auto const* shared = find(root, "facts"))
            add_facts(facts, book, *shared, "facts", file, out.found);
        if (auto const* own = find(written, "facts"))
            add_facts(facts, book, *own, one.path + ".facts", file, out.found);
        moment now;
        now.as_of = one.as_of.value_or(*all.as_of);
        now.params = read_params(book, find(root, "params"), "params", file, out.found);
        for (auto& [id, value] :
             read_params(book, find(written, "params"), one.path + ".params", file, out.found))
            now.params.insert_or_assign(id, value);
        if (!facts.any("code_item")) add_codes(facts, book, now.as_of);
        now.scheme = facts.only("scheme");
        if (!now.scheme) now.scheme = facts.find("scheme", "scheme");
        if (!now.scheme) now.scheme = facts.add("scheme", "scheme");
        if (auto const& p = book.rules().meta.period)
            now.scheme_starts = p->starts_on, now.scheme_ends = p->ends_on;
        now.around.regions = &facts;
        if (has_errors(out.found)) return out;
        case_run run(book, facts, std::move(now), file, out);
        auto const* expect = find(written, "expect");
        for (std::size_t k = 0; k < one.expect.size(); ++k) {
            reckoner::ticks ticks;
            if (auto const* said_by = find(expect->items[k], "ticks"))
                for (auto const& [id, yes] : said_by->entries) ticks.emplace(id.text, yes.text == "true");
            run.run(all.name + "：" + one.name, one.expect[k], ticks);
        }
    }
    return out;
}

}  // namespace guiyan::scheme
