#include "modules/consequences/consequences.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "modules/consequences/consequence_store.hpp"
#include "modules/consequences/held.hpp"
#include "modules/schemes/record_words.hpp"

namespace guiyan::consequences {
namespace {

/// Beyond that many a list goes by what the last run found.
constexpr std::size_t judged_one_by_one = 500;

std::string_view word(daily_rule::from source) {
    return source == daily_rule::from::consequence  ? "consequence"
           : source == daily_rule::from::obligation ? "obligation"
           : source == daily_rule::from::warning    ? "warning"
                                                    : "step";
}

}  // namespace

consequences::consequences(db::database& database, regions::regions& places, codes::code_tables const& lists,
                           notices::notices const& inbox, schemes::schemes& all, scheme::sentence_of names,
                           overdue_steps overdue)
    : db_(database),
      regions_(places),
      codes_(lists),
      notices_(inbox),
      schemes_(all),
      names_(std::move(names)),
      overdue_(std::move(overdue)) {}

std::string consequences::place_code(schemes::running_scheme const& s, scheme::counted_row const& row) const {
    auto const* place = row.place ? regions_.tree()->find(regions::region_id{row.place}) : nullptr;
    return place ? place->code : s.region_code;
}

std::vector<scheme::counted_row> consequences::those(db::connection& c, schemes::running_scheme const& s,
                                                     schemes::scheme_reckoner const& rules,
                                                     daily_rule const& rule) const {
    if (rule.source != daily_rule::from::step)
        return rules->those(rule.what, person_path(schemes_.facts(), rule.what.for_));
    return overdue_ ? overdue_(c, s, rules, rule.procedure, rule.step) : std::vector<scheme::counted_row>();
}

consequences::held consequences::judge(db::connection& c, schemes::running_scheme const& s,
                                       schemes::scheme_reckoner const& of_day, daily_rule const& rule,
                                       date day) const {
    held out;
    if (!rule.is_periodic()) {
        out.rows = those(c, s, of_day, rule);
        return out;
    }
    out.period = due(rule, day);
    // What a period owed before the scheme began is nobody's.
    if (!out.period || out.period->judged_on < s.starts_on) {
        out.period.reset();
        return out;
    }
    auto const& on = out.period->judged_on;
    out.rows = on == day ? those(c, s, of_day, rule) : those(c, s, *schemes_.reckon(c, s, on), rule);
    if (rule.source == daily_rule::from::obligation || on == day || out.rows.empty()) return out;
    // What was made good since then is not told any more.
    if (out.period->until && *out.period->until < day) {
        out.rows.clear();
        return out;
    }
    std::set<std::int64_t> still;
    for (auto const& row : of_day->those(rule.what)) still.insert(row.id);
    std::erase_if(out.rows, [&](auto const& row) { return !still.contains(row.id); });
    return out;
}

std::vector<scheme::counted_row> consequences::seen(db::connection& c, actor const& who,
                                                    schemes::running_scheme const& s,
                                                    schemes::scheme_reckoner const& rules,
                                                    daily_rule const& rule, std::string_view region) const {
    std::vector<scheme::counted_row> rows;
    if (!rule.is_judged()) return rows;
    if (!rule.is_periodic()) {
        rows = those(c, s, rules, rule);
    } else {
        auto const open = consequence_store::open(c, s.id, rule.id);
        std::map<std::int64_t, scheme::counted_row> placed;
        if (!open.empty() && rule.what.for_ != "scheme") {
            scheme::consequence everybody;
            everybody.for_ = rule.what.for_;
            for (auto& row : rules->those(everybody)) placed.emplace(row.id, std::move(row));
        }
        bool const live = rule.source != daily_rule::from::obligation && open.size() <= judged_one_by_one;
        for (auto const& one : open) {
            if (live && rules->holds(rule.what, {rule.what.for_, one.entity_id}) != scheme::truth::yes)
                continue;
            auto const found = placed.find(one.entity_id);
            if (found != placed.end())
                rows.push_back(found->second);
            else if (rule.what.for_ == "scheme") {
                scheme::counted_row own;
                own.id = one.entity_id;
                rows.push_back(own);
            }
        }
    }
    auto const prefix = region.empty() ? std::string() : std::string(regions::prefix_of(std::string(region)));
    // What is about the scheme as a whole is everybody's who sees the scheme.
    if (rule.what.for_ != "scheme")
        std::erase_if(rows, [&](auto const& row) {
            auto const code = place_code(s, row);
            return !who.reaches(code) || !code.starts_with(prefix);
        });
    return rows;
}

consequence_line consequences::line(db::connection& c, schemes::running_scheme const& s,
                                    schemes::scheme_reckoner const& rules, daily_rule const& rule) const {
    consequence_line out;
    out.id = rule.id;
    out.source = word(rule.source);
    out.name = rule.what.name;
    out.entity = rule.what.for_;
    out.sentence = rule.sentence;
    out.basis = rules->basis_text(rule.what.basis);
    out.assumed = rule.what.assumed;
    out.judged = rule.is_judged();
    for (auto const& e : rule.what.do_) {
        out.mark = out.mark || !e.mark.empty();
        out.to_do = out.to_do || (e.notify.empty() && e.mark.empty());
    }
    if (auto const ran = consequence_store::last_run(c, s.id, rule.id)) out.ran_on = ran->ran_on;
    return out;
}

result<consequence_list> consequences::list(actor const& who, scheme_id id) const {
    return db_.query([&](db::connection& c) -> result<consequence_list> {
        auto const s = schemes_.seen(c, who, id);
        if (!s) return fail(fault::not_found, "error.not_found");
        auto const rules = schemes_.reckon(c, *s, schemes_.today());
        consequence_list out;
        for (auto const& rule : rules_of(*rules->edition().rules, names_)) {
            auto one = line(c, *s, *rules, rule);
            if (s->state == "active")
                one.holding = static_cast<std::int64_t>(seen(c, who, *s, *rules, rule, {}).size());
            out.items.push_back(std::move(one));
        }
        return out;
    });
}

result<held_page> consequences::records(actor const& who, scheme_id id, std::string const& name,
                                        held_query const& asked) const {
    return db_.query([&](db::connection& c) -> result<held_page> {
        auto const s = schemes_.seen(c, who, id);
        if (!s) return fail(fault::not_found, "error.not_found");
        auto const rules = schemes_.reckon(c, *s, schemes_.today());
        auto const all = rules_of(*rules->edition().rules, names_);
        auto const rule = std::ranges::find(all, name, &daily_rule::id);
        if (rule == all.end()) return fail(fault::not_found, "error.not_found");
        std::map<std::int64_t, consequence_store::holding> known;
        for (auto& one : consequence_store::open(c, s->id, rule->id)) known.emplace(one.entity_id, one);
        auto rows = s->state == "active" ? seen(c, who, *s, *rules, *rule, asked.region.value_or(""))
                                         : std::vector<scheme::counted_row>();
        // The longest held first; what nobody has judged yet last.
        std::ranges::stable_sort(rows, {}, [&](scheme::counted_row const& row) {
            auto const found = known.find(row.id);
            return found == known.end() ? date(9999, 12, 31) : found->second.since;
        });
        held_page out;
        out.rule = line(c, *s, *rules, *rule);
        out.total = out.rule.holding = static_cast<std::int64_t>(rows.size());
        out.page = asked.page;
        out.size = asked.size;
        auto const first = (asked.page - 1) * asked.size;
        for (auto i = first; i < std::min(out.total, first + asked.size); ++i) {
            auto const& row = rows[static_cast<std::size_t>(i)];
            scheme::record_key const of{rule->what.for_, row.id};
            held_record one;
            one.entity = of.kind;
            one.id = std::to_string(row.id);
            one.label = of.kind == "scheme" ? s->name : schemes::record_label(*rules, of);
            one.place_code = place_code(*s, row);
            if (auto const* place = regions_.tree()->find(one.place_code))
                one.place = regions_.tree()->display(*place);
            if (auto const found = known.find(row.id); found != known.end()) {
                one.since = found->second.since;
                one.told_on = found->second.told_on;
            }
            one.url = schemes::record_page(*rules, of);
            out.items.push_back(std::move(one));
        }
        return out;
    });
}

}  // namespace guiyan::consequences
