// Two issues of a report side by side, and why each figure changed.

#include <algorithm>
#include <map>

#include "modules/facts/facts.hpp"
#include "modules/reports/scheme_reports.hpp"
#include "scheme/definition.hpp"

namespace guiyan::reports {
namespace {

/// What each figure of an issue counted, by the edition and the parameters of its day.
class definitions {
public:
    definitions(std::unique_ptr<schemes::scheme_reckoner> rules) : rules_(std::move(rules)) {}
    std::string edition() const { return rules_->edition().edition; }
    std::string of(std::string const& figure) const {
        auto const& files = rules_->edition().files;
        auto const yaml = files.find("scheme.yaml");
        if (yaml == files.end()) return {};
        return scheme::definition_of(yaml->second, figure, [&](std::string_view id) {
            auto const& chosen = (*rules_)->now().params;
            if (auto const found = chosen.find(id); found != chosen.end())
                return schemes::text_of(found->second);
            auto const* own = rules_->pack().params.find(std::string(id));
            return own ? schemes::text_of(own->value) : std::string();
        });
    }

private:
    std::unique_ptr<schemes::scheme_reckoner> rules_;
};

}  // namespace

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
        auto const of_issue = [&](report_issue const& i) {
            return definitions(schemes_.reckon(c, *schemes_.any(c, i.scheme_id), i.as_of));
        };
        auto const defined_then = of_issue(earlier), defined_now = of_issue(later);
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
            bool const redefined = defined_then.of(now.figure) != defined_now.of(now.figure);
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
                causes[!of_then        ? "new"
                       : entered_since ? "late"
                       : redefined     ? "rule"
                                       : "corrected"]
                    .push_back(*r);
            }
            for (auto const& [key, r] : before) {
                if (after.contains(key)) continue;
                if (r->entity == "code_item") {
                    causes["rule"].push_back(*r);
                    continue;
                }
                auto const entry = facts::entry_of(c, r->entity, std::stoll(key));
                causes[entry.is_void ? "voided" : redefined ? "rule" : "corrected"].push_back(*r);
            }
            if (earlier.region_code != later.region_code) causes["scope"];
            if (redefined) causes["rule"];
            bool const changed = change.before != change.after || change.difference.value_or(0) != 0;
            if (changed || !causes.empty())
                for (auto& [kind, rows] : causes) change.causes.push_back({kind, std::move(rows)});
            if (redefined) {
                change.edition_before = defined_then.edition();
                change.edition_after = defined_now.edition();
            }
            out.rows.push_back(std::move(change));
        }
        std::stable_partition(out.rows.begin(), out.rows.end(),
                              [](auto const& r) { return !r.causes.empty(); });
        return out;
    });
}

}  // namespace guiyan::reports
