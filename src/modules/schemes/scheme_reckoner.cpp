#include "modules/regions/region_summary.hpp"
#include "modules/schemes/schemes.hpp"

namespace guiyan::schemes {
namespace {

class office_days : public cel::work_calendar {
public:
    explicit office_days(terms::workdays const& days) : days_(days) {}
    std::optional<bool> is_workday(date day) const override {
        return days_.knows(day.year()) ? std::optional(days_.is_workday(day)) : std::nullopt;
    }

private:
    terms::workdays const& days_;
};

scheme::moment around(scheme::moment m, cel::region_tree const* places, cel::work_calendar const* days) {
    m.around.regions = places;
    m.around.calendar = days;
    return m;
}

/// "（现有：张三、李四）": who holds the places, but for the one who asks; "" where they have no names.
std::string holders_of(scheme_reckoner const& rules, scheme::verdict const& v, std::int64_t but) {
    std::string names;
    std::size_t named = 0;
    for (auto const& [kind, id] : v.holders) {
        if (id == but) continue;
        auto const* by_name =
            rules.edition().rules->program(kind == "engagement" ? "person.name" : "name", kind);
        auto const name = by_name ? rules->evaluate(*by_name, {kind, id}) : cel::value::unknown();
        if (!name.is(cel::value_kind::text)) continue;
        if (++named > 5) return "（现有：" + names + "等）";
        names += (names.empty() ? "" : "、") + name.as_text();
    }
    return names.empty() ? names : "（现有：" + names + "）";
}

}  // namespace

scheme_reckoner::scheme_reckoner(std::shared_ptr<shelf_edition const> edition, facts::view v,
                                 scheme::moment m, std::shared_ptr<cel::region_tree const> places,
                                 std::shared_ptr<cel::work_calendar const> days)
    : edition_(std::move(edition)),
      places_(std::move(places)),
      days_(std::move(days)),
      facts_(std::move(v)),
      reckoner_(*edition_->rules, facts_, around(std::move(m), places_.get(), days_.get())) {}

std::string schemes::edition_on(db::connection& c, running_scheme const& s, date day) const {
    std::string out;
    for (auto const& span : scheme_store::spans(c, s.id))
        if (out.empty() || !(day < span.from_on)) out = span.pack_edition;
    return out.empty() ? s.pack_edition : out;
}

std::unique_ptr<scheme_reckoner> schemes::reckon(db::connection& c, running_scheme const& s, date as_of,
                                                 std::vector<area> areas) const {
    return reckon_under(c, s, as_of, {}, std::move(areas));
}

std::unique_ptr<scheme_reckoner> schemes::reckon_under(db::connection& c, running_scheme const& s, date as_of,
                                                       std::string_view edition,
                                                       std::vector<area> areas) const {
    auto const name = edition.empty() ? edition_on(c, s, as_of) : std::string(edition);
    auto rules = shelf_.find(s.pack_id, name);
    if (!rules) throw std::runtime_error("pack " + s.pack_id + "/" + name + " is not on the shelf");
    auto const chosen = chosen_on(c, s.id, as_of, rules->rules->rules());
    return reckon_as(c, s, as_of, std::move(rules), chosen, std::move(areas));
}

schemes::param_values schemes::chosen_on(db::connection& c, scheme_id id, date day,
                                         scheme::pack const& pack) const {
    param_values out;
    for (auto const& one : scheme_store::params(c, id))
        if (!(day < one.from_on)) {
            // A value of another edition that this one does not allow: its own holds.
            if (auto const checked = check_param(pack, one.name, one.value))
                out[one.name] = *checked;
            else
                out.erase(one.name);
        }
    return out;
}

std::unique_ptr<scheme_reckoner> schemes::reckon_as(db::connection& c, running_scheme const& s, date as_of,
                                                    std::shared_ptr<shelf_edition const> edition,
                                                    param_values const& chosen,
                                                    std::vector<area> areas) const {
    auto const tree = regions_.tree();
    facts::view v;
    v.sql = &c;
    v.rules = edition->rules.get();
    v.tree = tree;
    v.scheme_id = s.id.value;
    // Rows of the scheme's own area, or of the part of it that is asked for.
    auto const own = std::string(regions::prefix_of(s.region_code));
    v.areas.clear();
    for (auto const& a : areas) {
        if (a.prefix.starts_with(own))
            v.areas.push_back(a);
        else if (own.starts_with(a.prefix))
            v.areas.push_back({own});
    }
    v.today = today();
    v.profile_complete = [](regions::region const& r) {
        return std::optional(regions::missing_fields(r.profile).empty());
    };

    scheme::moment m;
    m.as_of = as_of;
    m.scheme = {"scheme", s.id.value};
    m.scheme_starts = s.starts_on;
    m.scheme_ends = s.ends_on;
    m.params = chosen;
    return std::make_unique<scheme_reckoner>(std::move(edition), std::move(v), std::move(m),
                                             std::make_shared<facts::tree_places>(tree),
                                             std::make_shared<office_days>(workdays_));
}

result<passage> schemes::pass(std::vector<scheme::reckoner::objection> found, std::string_view reason) const {
    passage out;
    std::vector<obstacle> against;
    for (auto const& o : found) {
        auto all = obstacles_of(o.what, o.what.basis, o.what.assumed);
        // A rule that only asks is answered by a reason, which stays with the record for ever.
        bool const stops = o.then == scheme::guard_else::refuse ||
                           (o.then == scheme::guard_else::ask && reason.empty()) ||
                           (o.what.is == scheme::truth::unknown && o.then != scheme::guard_else::warn);
        for (auto& one : all) {
            if (stops)
                against.push_back(std::move(one));
            else
                out.remarks.push_back(one.text);
        }
    }
    if (!against.empty()) return fail(refusal(against));
    return out;
}

result<passage> schemes::guards(db::transaction& tx, step_of_record const& step,
                                std::string_view reason) const {
    auto const s = step.scheme ? any(tx.sql, step.scheme) : std::nullopt;
    if (!s) return passage{};
    auto const rules = reckon_under(tx.sql, *s, step.on, step.edition);
    return pass((*rules)->guards({std::string(step.entity), step.id}, step.event), reason);
}

result<passage> schemes::quotas(db::transaction& tx, step_of_record const& step,
                                std::string_view reason) const {
    auto const s = step.scheme ? any(tx.sql, step.scheme) : std::nullopt;
    if (!s) return passage{};
    auto const rules = reckon(tx.sql, *s, step.on);
    auto found = (*rules)->quotas({std::string(step.entity), step.id}, step.event);
    for (auto& o : found) o.what.text += holders_of(*rules, o.what, step.id);
    return pass(std::move(found), reason);
}

}  // namespace guiyan::schemes
