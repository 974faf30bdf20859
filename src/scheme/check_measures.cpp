// Measures: can each be asked where it is asked (one way between the records), do they run in circles, do
// units fit.

#include <algorithm>
#include <map>
#include <set>

#include "base/number_phrase.hpp"
#include "scheme/check_parts.hpp"

namespace guiyan::scheme {
namespace {

enum class way { one, none, several };

/// Whether a record of kind `from` belongs to exactly one of kind `to`.
way way_between(catalogue const& facts, std::string const& from, std::string const& to) {
    if (from == to || to.empty() || to == "scheme" || from.empty()) return way::one;
    auto const* kind = facts.find(from);
    if (!kind || !facts.find(to)) return way::one;  // said by the references
    auto const path = kind->way_to(to);
    return path.empty() ? way::none : path == "~" ? way::several : way::one;
}

class measure_checks {
public:
    explicit measure_checks(check_desk& desk) : desk_(desk), facts_(desk.book.facts()) {}

    /// `m` is asked for a record of kind `subject` ("": the whole scheme), written at `at`.
    void asked(measure const& m, std::string const& subject, place at, std::string const& path,
               int depth = 0) {
        if (depth > 20 || subject.empty()) return;
        if (!m.per.empty() && m.per != subject) {
            say_way(way_between(facts_, subject, m.per), subject, m.per, at, path, m.name);
            return;
        }
        if (!m.over.empty()) {
            if (!m.via.empty()) return;
            auto const* rows = facts_.find(m.over);
            auto const who = rows ? std::string(rows->bearer(subject)) : subject;
            say_way(way_between(facts_, m.over, who), m.over, who, at, path, m.name);
        }
        if (m.calc.written())
            for (auto const& id : measures_in(m.calc, m.per))
                if (auto const* inner = desk_.p.measures.find(id))
                    asked(*inner, subject, at, path, depth + 1);
        for (auto const* id : {m.growth ? &m.growth->of : nullptr, m.rank ? &m.rank->of : nullptr})
            if (id)
                if (auto const* inner = desk_.p.measures.find(*id))
                    asked(*inner, subject, at, path, depth + 1);
    }

    void asked(measure_ref const& r, std::string const& subject) {
        auto const* m = r.written.empty() ? desk_.p.measures.find(r.id) : &r.written.front();
        if (m) asked(*m, subject, r.at, r.path);
    }

    /// Names of measures that an expression reads of its own record.
    std::vector<std::string> measures_in(expression const& e, std::string const& self) const {
        std::vector<std::string> out;
        if (!self.empty() && !facts_.find(self)) return out;
        auto const* p = desk_.book.program(e, self);
        if (!p) return out;
        for (auto const& name : cel::names_read(*p))
            if (name.starts_with("m.")) out.push_back(name.substr(2));
        return out;
    }

    /// A subject that a measure says by `per` has to be reachable from its own rows.
    void own_way(measure const& m, std::string const& path) {
        if (m.over.empty() || m.per.empty() || !m.via.empty()) return;
        say_way(way_between(facts_, m.over, m.per), m.over, m.per, m.place_of("per"), path + ".per", m.name);
    }

    void circles() {
        std::map<std::string, std::vector<std::string>> uses;
        for (auto const& [id, m] : desk_.p.measures) {
            auto& to = uses[id];
            for (auto const* e : {&m.where, &m.count_distinct, &m.sum, &m.avg, &m.max, &m.min, &m.latest})
                for (auto& used : measures_in(*e, m.over)) to.push_back(used);
            for (auto& used : measures_in(m.calc, m.per)) to.push_back(used);
            if (m.growth) to.push_back(m.growth->of);
            if (m.rank) to.push_back(m.rank->of);
        }
        std::map<std::string, int> state;  // 1 on the way, 2 done
        std::vector<std::string> trail;
        std::function<void(std::string const&)> visit = [&](std::string const& id) {
            if (state[id] == 2 || !desk_.p.measures.find(id)) return;
            if (state[id] == 1) {
                auto const start = std::ranges::find(trail, id);
                std::string circle;
                for (auto i = start; i != trail.end(); ++i) circle += *i + " → ";
                auto const& m = *desk_.p.measures.find(id);
                desk_.error(finding_kind::sense, m.at, m.path, "scheme.sense.circle",
                            {{"circle", circle + id}}, "scheme.sense.circle.fix");
                return;
            }
            state[id] = 1;
            trail.push_back(id);
            for (auto const& used : uses[id]) visit(used);
            trail.pop_back();
            state[id] = 2;
        };
        for (auto const& [id, m] : desk_.p.measures) visit(id);
    }

private:
    void say_way(way w, std::string const& from, std::string const& to, place at, std::string const& path,
                 std::string const& name) {
        if (w == way::one) return;
        std::string ways;
        if (auto const* kind = facts_.find(from)) {
            for (auto const& r : kind->refs)
                if (r.kind == to) ways += (ways.empty() ? "" : "、") + r.name;
            if (w == way::none && ways.empty())
                for (auto const& r : kind->refs)
                    if (auto const* next = facts_.find(r.kind))
                        for (auto const& r2 : next->refs)
                            if (r2.kind == to) ways += (ways.empty() ? "" : "、") + r.name + "." + r2.name;
        }
        text_args args{{"from", from}, {"to", to}, {"ways", ways}, {"name", name}};
        if (w == way::several)
            desk_.error(finding_kind::path, at, path, "scheme.path.several", std::move(args));
        else
            desk_.error(finding_kind::path, at, path, "scheme.path.none", std::move(args),
                        ways.empty() ? "scheme.path.none.fix" : "scheme.path.via.fix");
    }

    check_desk& desk_;
    catalogue const& facts_;
};

/// 元/人 may be reckoned from 元: the share is said by the unit.
bool fits(std::string_view unit, std::string_view of) {
    auto const head = [](std::string_view u) { return u.substr(0, u.find('/')); };
    return unit.empty() || of.empty() || unit == of || head(unit) == head(of);
}

bool counts_persons(std::string_view unit) {
    return unit == "人" || unit == "名" || unit == "位";
}

void unit_of_bound(check_desk& desk, bound const& b, std::string const& unit, sees see, surround const& in) {
    for (auto const* a : {&b.at_least, &b.at_most, &b.more_than, &b.less_than, &b.exactly, &b.about})
        for (auto const& c : *a) {
            if (c.value.is != scalar::form::cel) continue;
            auto const checked = cel::check(c.value.cel.text, environment_of(desk.book, see, in));
            if (!checked || checked->is.kind != cel::type_kind::number || fits(unit, checked->is.of))
                continue;
            if (counts_persons(unit) && counts_persons(checked->is.of)) continue;
            desk.error(finding_kind::units, c.value.at, c.value.path, "scheme.units.bound",
                       {{"bound", checked->is.of}, {"measure", unit}}, "scheme.units.bound.fix");
        }
}

std::string const* unit_of(pack const& p, measure_ref const& r) {
    if (!r.written.empty()) return &r.written.front().unit;
    auto const* m = p.measures.find(r.id);
    return m ? &m->unit : nullptr;
}

}  // namespace

void check_measures(check_desk& desk) {
    auto const& p = desk.p;
    measure_checks checks(desk);
    checks.circles();
    walk(p, [&](visited const& v) {
        if (v.is.name == "measure_ref") checks.asked(v.as<measure_ref>(), self_of(sees::for_each, v.in));
        if (v.is.name == "need") {
            auto const& n = v.as<need>();
            auto const* unit = n.of && !n.share_of ? unit_of(p, *n.of) : nullptr;
            if (unit) unit_of_bound(desk, n, *unit, sees::share, v.in);
        }
        if (v.is.is == shape::kind::expression && v.m.sees != sees::nothing) {
            auto const& e = v.as<expression>();
            auto const self = self_of(v.m.sees, v.in);
            // The calculation of a measure is asked by whoever asks the measure.
            if (v.m.key == "calc" && self.empty()) return;
            for (auto const& id : checks.measures_in(e, self))
                if (auto const* m = p.measures.find(id)) checks.asked(*m, self, e.at, e.path);
        }
        if (v.is.name == "measure" || v.is.name == "indicator" || v.is.name == "inline_measure") {
            auto const& m = v.as<measure>();
            checks.own_way(m, v.path);
            bool const known = m.per.empty() || desk.book.facts().find(m.per);
            auto const checked = m.calc.written() && known
                                     ? cel::check(m.calc.text, environment_of(desk.book, sees::subject, v.in))
                                     : cel::checked{};
            if (checked && checked->is.kind == cel::type_kind::number && !fits(m.unit, checked->is.of))
                desk.error(finding_kind::units, m.place_of("unit"), m.path_of("unit"), "scheme.units.calc",
                           {{"calc", checked->is.of}, {"unit", m.unit}}, "scheme.units.calc.fix");
        }
        if (v.is.name == "indicator") {
            auto const& i = v.as<indicator>();
            auto const* m = p.measures.find(i.of);
            auto const same = m && (m->unit == i.unit || (counts_persons(m->unit) && counts_persons(i.unit)));
            if (m && !same)
                desk.error(finding_kind::units, i.place_of("unit"), i.path_of("unit"),
                           "scheme.units.indicator", {{"indicator", i.unit}, {"measure", m->unit}},
                           "scheme.units.indicator.fix");
            if (!i.print.unit.empty() && !i.unit.empty() && !can_print_as(i.unit, i.print.unit))
                desk.error(finding_kind::units, i.print.place_of("unit"), i.print.path_of("unit"),
                           "scheme.units.print", {{"unit", i.unit}, {"print", i.print.unit}},
                           "scheme.units.print.fix");
            if (i.target) unit_of_bound(desk, *i.target, i.unit, sees::scheme, v.in);
        }
    });
    for (auto const& [id, m] : p.measures) {
        if (!m.growth) continue;
        auto const* of = p.measures.find(m.growth->of);
        if (!of) continue;
        bool const good = m.growth->as == growth_as::percent ? m.unit == "%"
                          : m.growth->as == growth_as::ratio ? m.unit != of->unit
                                                             : fits(m.unit, of->unit);
        if (!good)
            desk.error(finding_kind::units, m.place_of("unit"), m.path_of("unit"), "scheme.units.growth",
                       {{"unit", m.unit}, {"measure", of->unit}}, "scheme.units.growth.fix");
    }
}

}  // namespace guiyan::scheme
