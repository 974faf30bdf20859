#include "modules/indicators/standings.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "scheme/print_figure.hpp"
#include "scheme/walk.hpp"

namespace guiyan::indicators {
namespace {

std::string_view word(scheme::duty_state s) {
    using enum scheme::duty_state;
    return s == met      ? "met"
           : s == open   ? "open"
           : s == missed ? "missed"
           : s == waived ? "waived"
                         : "unknown";
}

std::optional<std::string> word(std::optional<scheme::period> const& p) {
    if (!p) return std::nullopt;
    static constexpr std::string_view words[] = {"day",  "week",         "month", "quarter", "half_year",
                                                 "year", "service_year", "term",  "scheme"};
    return std::string(words[static_cast<std::size_t>(*p)]);
}

/// A subject with where it stands.
struct stand {
    std::int64_t subject = 0;
    scheme::duty_standing is;
};
using each_stand = std::function<void(stand)>;

std::vector<scheme::counted_row> subjects(scheme::reckoner const& rules, std::string const& kind,
                                          scheme::expression const& where) {
    if (kind == "scheme") return {{rules.now().scheme.id, {}, {}, {}}};
    scheme::measure all;
    all.over = kind;
    all.count = scheme::count_word::rows;
    all.where = where;
    return rules.measure(all).rows;
}

void stands_of(scheme::reckoner const& rules, std::string const& id, scheme::obligation const& o,
               std::optional<scheme::day_span> const& period, each_stand const& take) {
    for (auto const& row : subjects(rules, o.for_, o.where))
        take({row.id, rules.duty(o, id, {o.for_, row.id}, o.every ? period : std::nullopt)});
}

bool only_from_above(scheme::need const& n) {
    auto const all = [](std::vector<scheme::need> const& parts) {
        return std::all_of(parts.begin(), parts.end(), only_from_above);
    };
    return n.at_least.empty() && n.more_than.empty() && n.exactly.empty() && n.about.empty() &&
           !n.test.written() && all(n.any) && all(n.all);
}

/// Whom a quota is asked of. Who has nothing that counts cannot pass an upper bound: of a hundred thousand
/// people only those are asked that have.
std::vector<scheme::counted_row> subjects(scheme::reckoner const& rules, scheme::quota const& q) {
    auto const* counted = rules.counted_by(q.need);
    auto const* kind = counted ? rules.rules().facts().find(counted->over) : nullptr;
    if (!kind || q.for_ == "region" || q.for_ == "scheme" || !only_from_above(q.need))
        return subjects(rules, q.for_, q.where);
    std::string const way = counted->via.empty() ? std::string(kind->way_to(q.for_)) : counted->via;
    std::set<std::int64_t> ids;
    for (auto const& row : rules.measure(*counted).rows)
        if (auto const id = rules.follow({counted->over, row.id}, way)) ids.insert(*id);
    std::vector<scheme::counted_row> out;
    for (auto const id : ids) out.push_back({id, {}, {}, {}});
    return out;
}

void stands_of(scheme::reckoner const& rules, std::string const& id, scheme::quota const& q,
               each_stand const& take) {
    for (auto const& row : subjects(rules, q))
        for (auto& v : rules.standing(q, id, {q.for_, row.id})) {
            scheme::duty_standing s;
            s.due = q.by;
            s.is = v.is == scheme::truth::yes          ? scheme::duty_state::met
                   : v.is == scheme::truth::unknown    ? scheme::duty_state::unknown
                   : q.by && *q.by < rules.now().as_of ? scheme::duty_state::missed
                                                       : scheme::duty_state::open;
            s.what = std::move(v);
            take({row.id, std::move(s)});
        }
}

void tell(standing_rule& out, scheme::reckoner const& rules, scheme::rule const& r) {
    out.name = r.name;
    out.basis = rules.basis_text(r.basis);
    out.assumed = r.assumed;
}

standing_rule head(scheme::reckoner const& rules, std::string const& id, scheme::obligation const& o,
                   std::optional<scheme::day_span> const& period) {
    standing_rule out;
    out.rule = "obligations." + id;
    out.kind = "obligation";
    out.entity = o.for_;
    out.duty = o.duty;
    out.every = word(o.every);
    tell(out, rules, o);
    using p = scheme::period;
    if (o.every && *o.every != p::service_year && *o.every != p::term && *o.every != p::scheme) {
        auto const span = period ? *period : scheme::reckoner::period_of(*o.every, rules.now().as_of);
        out.period = span.id;
    }
    return out;
}

standing_rule head(scheme::reckoner const& rules, std::string const& id, scheme::quota const& q) {
    standing_rule out;
    out.rule = "quotas." + id;
    out.kind = "quota";
    out.entity = q.for_;
    out.due_on = q.by;
    tell(out, rules, q);
    return out;
}

void count(standing_rule& into, scheme::duty_standing const& s) {
    using enum scheme::duty_state;
    ++into.asked;
    ++(s.is == met      ? into.met
       : s.is == open   ? into.open
       : s.is == missed ? into.missed
       : s.is == waived ? into.waived
                        : into.unknown);
    if (!into.period.empty() && s.due && !into.due_on) into.due_on = s.due;
}

result<std::optional<scheme::day_span>> period_asked(std::optional<std::string> const& text) {
    if (!text || text->empty()) return std::optional<scheme::day_span>();
    auto span = scheme::reckoner::period_named(*text);
    if (!span) return fail_field("/period", "indicators.unknown_period", {{"period", *text}});
    return span;
}

}  // namespace

result<standing_list> standings::list(actor const& who, standing_query const& asked) const {
    auto const period = period_asked(asked.period);
    if (!period) return fail(period.error());
    return db_.query([&](db::connection& c) -> result<standing_list> {
        auto const at = figures_.where(c, who, asked.scheme, asked.region, asked.as_of);
        if (!at) return fail(at.error());
        auto const rules =
            schemes_.reckon(c, at->scheme, at->as_of, {{std::string(regions::prefix_of(at->place->code))}});
        standing_list out;
        out.as_of = at->as_of;
        out.region_code = at->place->code;
        out.region_name = at->place->name;
        for (auto const& [id, q] : rules->pack().quotas) {
            auto one = head(**rules, id, q);
            stands_of(**rules, id, q, [&](stand s) { count(one, s.is); });
            out.items.push_back(std::move(one));
        }
        for (auto const& [id, o] : rules->pack().obligations) {
            auto one = head(**rules, id, o, *period);
            stands_of(**rules, id, o, *period, [&](stand s) { count(one, s.is); });
            out.items.push_back(std::move(one));
        }
        return out;
    });
}

result<standing_page> standings::rows(actor const& who, standing_row_query const& asked) const {
    auto const period = period_asked(asked.period);
    if (!period) return fail(period.error());
    return db_.query([&](db::connection& c) -> result<standing_page> {
        auto const at = figures_.where(c, who, asked.scheme, asked.region, asked.as_of);
        if (!at) return fail(at.error());
        auto const rules =
            schemes_.reckon(c, at->scheme, at->as_of, {{std::string(regions::prefix_of(at->place->code))}});
        auto const& pack = rules->pack();
        auto const dot = asked.rule.find('.');
        auto const part = asked.rule.substr(0, dot);
        auto const id = dot == asked.rule.npos ? std::string() : asked.rule.substr(dot + 1);
        auto const* q = part == "quotas" ? pack.quotas.find(id) : nullptr;
        auto const* o = part == "obligations" ? pack.obligations.find(id) : nullptr;
        if (!q && !o) return fail(fault::not_found, "error.not_found");
        standing_page out;
        out.page = asked.page;
        out.size = asked.size;
        out.rule = q ? head(**rules, id, *q) : head(**rules, id, *o, *period);
        std::vector<stand> wanted;
        auto const take = [&](stand s) {
            count(out.rule, s.is);
            auto const state = word(s.is.is);
            if (asked.state.empty() ||
                std::find(asked.state.begin(), asked.state.end(), state) != asked.state.end())
                wanted.push_back(std::move(s));
        };
        q ? stands_of(**rules, id, *q, take) : stands_of(**rules, id, *o, *period, take);
        // What is missed first, then what is still open.
        static constexpr int weight[] = {3, 1, 0, 4, 2};
        std::stable_sort(wanted.begin(), wanted.end(), [](stand const& a, stand const& b) {
            return weight[static_cast<int>(a.is.is)] < weight[static_cast<int>(b.is.is)];
        });
        out.total = static_cast<std::int64_t>(wanted.size());
        auto const first = (asked.page - 1) * asked.size;
        scheme::indicator const plain;
        for (auto i = first; i < std::min(out.total, first + asked.size); ++i) {
            auto const& s = wanted[static_cast<std::size_t>(i)];
            auto const told =
                figures_.row(*rules, plain, {{}, {}, {}, out.rule.entity}, {s.subject, {}, {}, {}});
            standing_row row{told.entity, told.id, told.label, told.place, told.url, {}, {}, {}, {}, {}, {}};
            row.state = word(s.is.is);
            row.due_on = s.is.due;
            row.value = s.is.what.found;
            row.unit = s.is.what.unit;
            row.text = s.is.what.text;
            if (s.is.what.group.is(cel::value_kind::text))
                row.group = s.is.what.group.as_text();
            else if (!s.is.what.group.is_unknown() && !s.is.what.group.is_null())
                row.group = cel::to_source(s.is.what.group);
            if (q && q->within.size() == 1 && !row.group.empty())
                if (auto const* by = rules->edition().rules->program(q->within.front(),
                                                                     scheme::counted_kind(pack, q->need)))
                    if (auto const name = rules->edition().rules->codes().name(by->is.of, row.group);
                        !name.empty())
                        row.group = name;
            // A bound that is held says its number too.
            if (row.text.empty() && row.value) row.text = scheme::plain_number(*row.value) + row.unit;
            out.items.push_back(std::move(row));
        }
        return out;
    });
}

}  // namespace guiyan::indicators
