#include "modules/procedures/publicity.hpp"

#include <algorithm>

#include "base/day_math.hpp"
#include "modules/procedures/bodies.hpp"
#include "modules/procedures/form.hpp"
#include "scheme/words.hpp"

namespace guiyan::procedures {
namespace {

using schemes::obstacle;

std::optional<int> count_of(schemes::scheme_reckoner const& rules, std::optional<scheme::scalar> const& n,
                            scheme::record_key const& of) {
    if (!n) return std::nullopt;
    auto const x = n->constant() ? cel::value::number(n->number.value()) : rules->evaluate(n->cel, of);
    return x.is(cel::value_kind::number) ? std::optional(static_cast<int>(x.as_number())) : std::nullopt;
}

std::string chinese_day(date d) {
    return std::to_string(d.month()) + "月" + std::to_string(d.day()) + "日";
}

}  // namespace

std::optional<date> end_of(schemes::scheme_reckoner const& rules, scheme::span const& span,
                           scheme::record_key const& of, date from, bool counts_first_day,
                           terms::workdays const& calendar) {
    if (span.workdays) {
        auto const n = count_of(rules, span.workdays, of);
        if (!n || *n < 0) return std::nullopt;
        if (*n == 0) return from;
        auto const start = counts_first_day ? terms::period_start::same_day : terms::period_start::next_day;
        return calendar.add_workdays(from, *n, start).value;
    }
    auto const days = count_of(rules, span.days ? span.days : span.weeks, of);
    if (span.days || span.weeks) {
        if (!days || *days < 0) return std::nullopt;
        int const n = *days * (span.days ? 1 : 7);
        return add_days(from, n - (counts_first_day && n > 0 ? 1 : 0));
    }
    auto const n = count_of(rules, span.months ? span.months : span.years, of);
    if (!n || *n < 0) return std::nullopt;
    int const months = *n * (span.months ? 1 : 12);
    return add_days(add_months(from, months), counts_first_day && months > 0 ? -1 : 0);
}

std::optional<date> last_day_of(schemes::scheme_reckoner const& rules, scheme::publicity const& rule,
                                scheme::record_key const& of, date on, terms::workdays const& calendar) {
    // Where the pack does not say, the day it is put up is not counted (公示自次日起算).
    bool const counts = rule.first_day == scheme::first_day::counts;
    return end_of(rules, rule.length, of, on, counts, calendar);
}

bool takes_time(schemes::scheme_reckoner const& rules, scheme::publicity const& rule,
                scheme::record_key const& of) {
    for (auto const& n :
         {rule.length.days, rule.length.workdays, rule.length.weeks, rule.length.months, rule.length.years})
        if (n) return count_of(rules, n, of) != 0;
    return true;
}

void set_objections(schemes::scheme_reckoner const& rules, scheme::publicity const& rule, notice_draft& out) {
    auto const& pack = rules.pack();
    out.basis = rules->basis_text(rule.basis);
    for (auto const& body : rule.objections.to) {
        auto const kind = body_class(pack, body);
        if (std::find(out.objections_to.begin(), out.objections_to.end(), kind) == out.objections_to.end())
            out.objections_to.push_back(kind);
        out.objections_to_names.push_back(body_name(pack, body));
    }
    out.named = rule.objections.named;
    out.secret = rule.objections.secret;
    if (auto const& reply = rule.objections.reply) {
        out.reply_days = count_of(rules, reply->days, out.of);
        if (!out.reply_days)
            if (auto const weeks = count_of(rules, reply->weeks, out.of)) out.reply_days = *weeks * 7;
        out.reply_workdays = count_of(rules, reply->workdays, out.of);
    }
}

notice_draft draft_of(schemes::scheme_reckoner const& rules, traveller const& of,
                      scheme::procedure const& way, scheme::step const& s, date on, date until,
                      ports const& p) {
    auto const& pack = rules.pack();
    auto const& rule = *pack.publicity.find(s.publicity);
    notice_draft out;
    out.scheme_id = rules->now().scheme.id;
    out.of = of.key;
    out.step = s.id;
    out.rule = s.publicity;
    // The title stays readable when the names are taken down: it has none.
    out.title = rule.name + "（" + way.name + "）";
    out.region_id = of.region_id;
    out.from = on;
    out.until = until;
    out.channels = rule.channels;
    scheme::wording const words(*rules.edition().rules,
                                [&](std::string_view key) { return p.say("zh-CN", key, {}); });
    auto shows = rule.shows;
    // A publicity that says nothing of what it is about is none: where the pack lists nothing, who and where.
    if (shows.empty()) shows = of.shown;
    for (auto const& path : shows) {
        auto const value = printed(rules, of.key, path, words);
        if (value.empty()) continue;
        auto const label = label_of(rules, of.key.kind, path, words);
        out.lines.push_back(label.empty() ? value : label + "：" + value);
    }
    set_objections(rules, rule, out);
    return out;
}

std::vector<obstacle> waiting_for(schemes::scheme_reckoner const& rules, std::string const& rule_id,
                                  notice_standing const& now, date on, terms::workdays const* calendar) {
    std::vector<obstacle> out;
    auto const* rule = rules.pack().publicity.find(rule_id);
    auto say = [&](std::string text) {
        out.push_back({"publicity." + rule_id, std::move(text),
                       rule ? rules->basis_text(rule->basis) : std::string(),
                       rule ? rule->assumed : std::string(), now.url});
    };
    if (!now.over && now.until) {
        std::string left;
        if (rule && rule->length.workdays && calendar)
            left = "，还有 " + std::to_string(calendar->workdays_between(on, *now.until).value) + " 个工作日";
        else
            left = "，还有 " + std::to_string(days_between(on, *now.until) + 1) + " 天";
        say("公示至 " + chinese_day(*now.until) + left);
    }
    if (now.open_objections > 0) say("有 " + std::to_string(now.open_objections) + " 条异议未处理");
    return out;
}

}  // namespace guiyan::procedures
