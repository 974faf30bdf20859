#include "modules/consequences/daily_rule.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/day_math.hpp"
#include "scheme/consequences.hpp"

namespace guiyan::consequences {
namespace {

bool of_calendar(scheme::period p) {
    return p != scheme::period::service_year && p != scheme::period::term && p != scheme::period::scheme;
}

int whole(std::optional<scheme::scalar> const& s) {
    return s && s->constant() ? static_cast<int>(s->number.value()) : 0;
}

date after(date from, scheme::span const& s) {
    return add_days(add_months(from, whole(s.months) + 12 * whole(s.years)),
                    whole(s.days) + whole(s.workdays) + 7 * whole(s.weeks));
}

scheme::consequence reminder(scheme::obligation const& o, std::string const& text) {
    scheme::consequence c;
    static_cast<scheme::rule&>(c) = o;
    c.for_ = o.for_;
    c.where = o.where;
    scheme::effect tell;
    tell.notify = o.duty;
    tell.text = text;
    c.do_.push_back(std::move(tell));
    return c;
}

scheme::expression test(std::string text) {
    scheme::expression e;
    e.text = std::move(text);
    return e;
}

/// The obligation as a rule that tells those whose duty it is when it was not met, and another that warns.
void add_obligation(std::string const& id, scheme::obligation const& o, scheme::rulebook const& book,
                    scheme::sentence_of const& names, std::vector<daily_rule>& out) {
    if (o.duty.empty() || (o.every && !of_calendar(*o.every))) return;
    auto const asked = scheme::asked(book, names, o);
    daily_rule r;
    r.id = "obligations." + id;
    r.source = daily_rule::from::obligation;
    r.what = reminder(o, "没有完成：" + asked);
    r.what.when = test("!o." + id + ".met");
    r.grace = o.grace;
    scheme::occasion on;
    if (o.every)
        on.every = o.every;
    else if (o.within) {
        on.after = o.within->span;
        on.of = o.within->after;
    } else
        on.date = o.by.size() > 5 ? o.by.substr(o.by.size() - 5) : o.by;
    r.what.on = on;
    r.sentence = scheme::happens(book, names, r.what);
    out.push_back(r);
    if (!o.every || o.warn.empty()) return;
    r.id += ".warn";
    r.source = daily_rule::from::warning;
    r.grace.reset();
    r.what = reminder(o, "进度落后：" + asked);
    r.what.on = on;
    r.what.when = test("!o." + id + ".met");
    for (auto const& w : o.warn) {
        if (!w.at_.constant()) continue;
        r.warn_at.push_back(w.at_.number.value());
        if (w.below && w.below->constant() && o.need.of)
            r.what.when = test(
                fmt::format("o.{0}.done < {1} * (o.{0}.done + o.{0}.short)", id, w.below->number.text()));
    }
    if (r.warn_at.empty()) return;
    r.sentence = scheme::happens(book, names, r.what);
    out.push_back(std::move(r));
}

/// A step with a time limit: those who take it are told when it has passed.
void add_steps(std::string const& id, scheme::procedure const& p, scheme::rulebook const& book,
               scheme::sentence_of const& names, std::vector<daily_rule>& out) {
    if (p.for_ != "engagement") return;
    for (auto const& s : p.steps) {
        if (!s.within || s.by.empty()) continue;
        daily_rule r;
        r.id = "steps." + id + "." + s.id;
        r.source = daily_rule::from::step;
        r.procedure = id;
        r.step = s.id;
        static_cast<scheme::rule&>(r.what) = s;
        r.what.name = s.name + "逾期";
        if (r.what.basis.empty()) r.what.basis = p.basis;
        r.what.for_ = p.for_;
        scheme::effect tell;
        tell.notify = s.by;
        tell.text = "“" + s.name + "”已过办理时限，请抓紧办理";
        r.what.do_.push_back(std::move(tell));
        r.sentence = "“" + p.name + "”走到这一步，超过" + scheme::span_words(book, names, *s.within) +
                     "没有办的，" + scheme::effect_words(book, names, r.what.do_.front(), p.for_);
        out.push_back(std::move(r));
    }
}

std::optional<due_period> due_of_date(daily_rule const& r, date day) {
    for (int year : {day.year(), day.year() - 1}) {
        auto const on = date::parse(fmt::format("{:04}-{}", year, r.what.on->date));
        if (!on) continue;
        auto const from = r.grace ? after(*on, *r.grace) : *on;
        if (!(day < from)) return due_period{*on, std::to_string(year), date(year, 1, 1), from, {}};
    }
    return std::nullopt;
}

}  // namespace

bool daily_rule::is_judged() const {
    return scheme::goes_by_day(what) && !(what.on && what.on->every && !of_calendar(*what.on->every));
}

bool daily_rule::is_periodic() const {
    return what.on && ((what.on->every && *what.on->every != scheme::period::day) || !what.on->date.empty());
}

std::vector<daily_rule> rules_of(scheme::rulebook const& book, scheme::sentence_of const& names) {
    std::vector<daily_rule> out;
    for (auto const& [id, c] : book.rules().consequences) {
        daily_rule r;
        r.id = id;
        r.what = c;
        r.sentence = scheme::happens(book, names, c);
        out.push_back(std::move(r));
    }
    for (auto const& [id, o] : book.rules().obligations) add_obligation(id, o, book, names, out);
    for (auto const& [id, p] : book.rules().procedures) add_steps(id, p, book, names, out);
    return out;
}

std::optional<due_period> due(daily_rule const& r, date day) {
    if (!r.is_periodic()) return std::nullopt;
    if (!r.what.on->date.empty()) return due_of_date(r, day);
    using scheme::reckoner;
    auto span = reckoner::period_of(*r.what.on->every, day);
    // The one that is not over may not count yet; the one before it does, but for a warning.
    for (int i = 0; i < 3; ++i) {
        auto const last = add_days(span.end, -1);
        if (r.source == daily_rule::from::warning) {
            std::optional<due_period> newest;
            for (double at : r.warn_at) {
                auto const on = add_days(
                    span.start, static_cast<int>(std::ceil(at * days_between(span.start, span.end))) - 1);
                if (!(day < on))
                    newest = due_period{on, fmt::format("{}/{}", span.id, at), span.start, on, last};
            }
            return newest;
        }
        auto judged = last;
        if (r.what.on->day) judged = std::min(last, add_days(span.start, *r.what.on->day - 1));
        // An obligation is closed the day after its period.
        auto from = r.source == daily_rule::from::obligation ? span.end : judged;
        if (r.grace) from = after(from, *r.grace);
        if (!(day < from)) return due_period{judged, span.id, span.start, from, {}};
        span = reckoner::period_of(*r.what.on->every, add_days(span.start, -1));
    }
    return std::nullopt;
}

}  // namespace guiyan::consequences
