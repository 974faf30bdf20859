// Two issues of a report side by side, and why each figure changed.

#include <algorithm>
#include <map>

#include "modules/facts/facts.hpp"
#include "modules/reports/scheme_reports.hpp"

namespace guiyan::reports {

result<issue_comparison> scheme_reports::compare(actor const& who, issue_id id,
                                                 std::optional<issue_id> with) const {
    return db_.query([&](db::connection& c) -> result<issue_comparison> {
        auto const one = seen(c, who, id);
        if (!one) return fail(one.error());
        std::optional<report_issue> other;
        if (with) {
            auto const found = seen(c, who, *with);
            if (!found) return fail(found.error());
            other = *found;
        }
        // Without another issue: what this one would say today, of the same day.
        report_issue live = *one;
        live.state = "draft";
        live.issued_at.reset();
        live.text.clear();
        report_issue const earlier = other ? (other->id < one->id ? *other : *one) : *one;
        report_issue const later = other ? (other->id < one->id ? *one : *other) : live;
        auto a = any(c, who, earlier), b = any(c, who, later);
        if (!a) return fail(a.error());
        if (!b) return fail(b.error());
        issue_comparison out{earlier, later, {}};
        out.before.text.clear();
        out.after.text.clear();
        std::string const frozen_at = earlier.issued_at ? format_instant(*earlier.issued_at) : std::string();
        for (auto const& now : b->figures) {
            auto const then = std::find_if(a->figures.begin(), a->figures.end(),
                                           [&](auto const& f) { return f.figure == now.figure; });
            figure_change change{now.figure, now.name, "", now.printed, {}, {}};
            if (then == a->figures.end()) {
                change.causes.push_back({"rule", {}});
                out.rows.push_back(std::move(change));
                continue;
            }
            change.before = then->printed;
            if (then->value && now.value) change.difference = *now.value - *then->value;
            std::map<std::string, std::vector<frozen_row>> causes;
            std::map<std::string, frozen_row const*> before, after;
            for (auto const& r : then->rows) before.emplace(r.id, &r);
            for (auto const& r : now.rows) after.emplace(r.id, &r);
            for (auto const& [key, r] : after) {
                if (auto const old = before.find(key); old != before.end()) {
                    if (old->second->value != r->value || old->second->day != r->day)
                        causes["corrected"].push_back(*r);
                    continue;
                }
                if (r->entity == "code_item") {
                    causes["rule"].push_back(*r);
                    continue;
                }
                auto const entry = facts::entry_of(c, r->entity, std::stoll(key));
                bool const of_then = !r->day.empty() && r->day <= earlier.as_of.iso();
                bool const entered_since =
                    !frozen_at.empty() && (entry.created_at > frozen_at || entry.moved_at > frozen_at);
                causes[!of_then ? "new" : entered_since ? "late" : "corrected"].push_back(*r);
            }
            for (auto const& [key, r] : before) {
                if (after.contains(key)) continue;
                if (r->entity == "code_item") {
                    causes["rule"].push_back(*r);
                    continue;
                }
                auto const entry = facts::entry_of(c, r->entity, std::stoll(key));
                causes[entry.is_void ? "voided" : "corrected"].push_back(*r);
            }
            if (earlier.region_code != later.region_code) causes["scope"];
            if (then->definition != now.definition) causes["rule"];
            bool const changed = change.before != change.after || change.difference.value_or(0) != 0;
            if (changed || !causes.empty())
                for (auto& [kind, rows] : causes) change.causes.push_back({kind, std::move(rows)});
            out.rows.push_back(std::move(change));
        }
        std::stable_partition(out.rows.begin(), out.rows.end(),
                              [](auto const& r) { return !r.causes.empty(); });
        return out;
    });
}

}  // namespace guiyan::reports
