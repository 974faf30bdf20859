// Lists, the page of one engagement, and the proposal of a candidate.

#include <algorithm>
#include <set>

#include "base/day_math.hpp"
#include "modules/engagements/engagement_store.hpp"
#include "modules/engagements/engagement_way.hpp"
#include "modules/engagements/engagements.hpp"
#include "modules/procedures/form.hpp"
#include "record/diff.hpp"

namespace guiyan::engagements {

void engagements::name(schemes::scheme_reckoner const& rules, engagement& e) const {
    auto const* role = rules.pack().roles.find(e.role);
    e.role_name = role ? role->name : e.role;
}

result<engagement_page> engagements::list(actor const& who, engagement_list_query const& asked) const {
    engagement_store::filter f;
    f.scheme = asked.scheme;
    f.roles = asked.role;
    f.states = asked.state;
    for (auto const& code : asked.region) f.prefixes.emplace_back(regions::prefix_of(code));
    f.person_id = asked.person;
    if (asked.q) f.text = *asked.q;
    f.as_of = asked.as_of;
    f.ends_by = asked.ends_by;
    f.voided = asked.voided;
    std::string_view sort = asked.sort ? std::string_view(*asked.sort) : "place";
    bool const descending = sort.starts_with('-');
    if (descending) sort.remove_prefix(1);
    using engagement_store::order;
    auto const by = sort == "place"       ? std::optional(order::place)
                    : sort == "name"      ? std::optional(order::name)
                    : sort == "since"     ? std::optional(order::since)
                    : sort == "appointed" ? std::optional(order::appointed)
                                          : std::nullopt;
    if (!by) return fail_field("/sort", "error.unknown_order", {{"name", *asked.sort}});
    engagement_page out;
    out.page = asked.page;
    out.size = asked.size;
    db_.read([&](db::connection& c) {
        out.total = engagement_store::count(c, who, f);
        out.items = engagement_store::page(c, who, f, *by, descending, (asked.page - 1) * asked.size,
                                           asked.size, vault_);
        auto all = f;
        all.states.clear();
        for (auto const& [state, n] : engagement_store::by_state(c, who, all))
            out.states.push_back({state, n});
        std::map<std::int64_t, std::unique_ptr<schemes::scheme_reckoner>> rules;
        for (auto& e : out.items) {
            auto& known = rules[e.scheme_id.value];
            if (!known)
                if (auto const s = schemes_.any(c, e.scheme_id))
                    known = schemes_.reckon(c, *s, schemes_.today());
            if (known) name(*known, e);
        }
    });
    return out;
}

result<engagement_view> engagements::find(actor const& who, engagement_id id) const {
    return db_.query([&](db::connection& c) -> result<engagement_view> {
        auto e = engagement_store::find(c, who, id, vault_);
        if (!e) return fail(fault::not_found, "error.not_found");
        return view_of(c, who, std::move(*e));
    });
}

engagement_view engagements::view_of(db::connection& c, actor const& who, engagement e) const {
    engagement_view out;
    auto const s = schemes_.any(c, e.scheme_id);
    auto const today = schemes_.today();
    auto const rules = schemes_.reckon_under(c, *s, today, edition_of(e));
    out.edition = rules->edition().edition;
    name(*rules, e);
    out.log = procedures::steps_of(c, key_of(e));
    procedures::procedure const way(*rules, traveller_of(*rules, e), out.log, ports_, c);
    auto const office_of = acting(c, who, e.id);
    out.steps = way.view(office_of);
    for (auto& t : out.log) {
        auto const* known = t.seq > 0 || t.result == "back" ? way.find(t.step) : nullptr;
        t.name = known ? known->name : "@engagements.step." + t.step;
        if (!known && ports_.say) t.name = ports_.say(who.language, "engagements.step." + t.step, {});
        timeline_line line;
        line.on_day = t.done_on.iso();
        line.at = format_instant(t.recorded_at);
        line.what = t.result;
        line.text = t.name;
        line.name = t.actor_name;
        line.unit = t.unit_name;
        line.opinion = t.opinion.value_or("");
        line.late = days_between(t.done_on, china_day(t.recorded_at)) > 7;
        line.edition = schemes_.edition_on(c, *s, t.done_on);
        out.timeline.push_back(std::move(line));
    }
    if (ports_.papers) out.papers = ports_.papers(c, e.id);
    auto const body = ports_.body_of ? ports_.body_of(office_of.role) : std::string();
    bool const county = body == "county", office = county || body == "township" || body == "village";
    auto may = [&](bool yes, char const* what) {
        if (yes) out.acts.emplace_back(what);
    };
    bool const closed = s->state != "active";
    bool const over =
        e.state == "ended" || e.state == "tracked" || e.state == "declined" || e.state == "rejected";
    auto const* now = way.current();
    bool const acts = who.may("engagements.read") && now && !way.body_for(office_of, *now).empty();
    if (!e.is_void && !closed) {
        may(!over && acts && now && !now->back_to.empty(), "return");
        may(!over && e.state != "serving" && e.state != "suspended" && (county || acts), "reject");
        may(!over && office, "visit");
        may((e.state == "serving" || e.state == "suspended") && county, "end");
        may(e.state == "serving" && county, "suspend");
        may(e.state == "suspended" && county, "resume");
        may(e.state == "serving" && county, "renew");
        may((e.state == "declined" || e.state == "rejected") && county, "reopen");
        may(e.state == "ended" && (county || body == "village"), "track");
        may(county || body == "township", "void");
    }
    may(e.is_void && !closed && county, "unvoid");
    out.one = std::move(e);
    return out;
}

result<engagement_view> engagements::propose(actor const& who, engagement_draft draft) {
    auto const tree = regions_.tree();
    std::vector<field_error> bad;
    auto written = db_.write<engagement_id>(who, [&](db::transaction& tx) -> result<engagement_id> {
        auto const s = schemes_.seen(tx.sql, who, draft.scheme_id);
        if (!s) return fail_field("/scheme_id", "error.not_found");
        if (s->state != "active") return fail(fault::refused, "schemes.not_active");
        auto const today = china_day(tx.at);
        auto const rules = schemes_.reckon(tx.sql, *s, today);
        auto const* role = rules->pack().roles.find(draft.role);
        if (!role) return fail_field("/role", "engagements.unknown_role", {{"role", draft.role}});
        engagement e;
        e.id = engagement_id{tx.mint()};
        e.scheme_id = draft.scheme_id;
        e.role = draft.role;
        e.person_id = draft.person_id;
        std::int64_t const persons[] = {draft.person_id.value};
        auto const names = people_.names(tx.sql, who, persons);
        if (names.empty()) bad.push_back({"/person_id", "engagements.unknown_person", {}});
        int const wanted = role->serves == scheme::serves_level::village    ? 5
                           : role->serves == scheme::serves_level::township ? 4
                           : role->serves == scheme::serves_level::county   ? 3
                                                                            : 0;
        if (draft.region_code) {
            auto const* place = tree->find(*draft.region_code);
            if (!place || !who.reaches(place->code) || (place->valid_to && !(today < *place->valid_to)) ||
                !place->code.starts_with(regions::prefix_of(s->region_code)))
                bad.push_back(
                    {"/region_code", "organizations.unknown_place", {{"code", *draft.region_code}}});
            else if (wanted && place->level != wanted)
                bad.push_back({"/region_code", "engagements.wrong_level." + std::to_string(wanted), {}});
            else
                e.region_id = place->id;
        } else if (!draft.org_id || wanted > 3) {
            bad.push_back({wanted ? "/region_code" : "/org_id", "error.required", {}});
        }
        if (draft.org_id && !schemes_.may_name(tx.sql, draft.org_id, s->region_code))
            bad.push_back({"/org_id", "schemes.unknown_unit", {}});
        else if (!draft.org_id && role->serves == scheme::serves_level::organization && draft.region_code)
            bad.push_back({"/org_id", "error.required", {}});
        if (draft.source_channel && !role->channels.empty() &&
            std::find(role->channels.begin(), role->channels.end(), *draft.source_channel) ==
                role->channels.end())
            bad.push_back({"/source_channel", "error.unknown_code", {{"code", *draft.source_channel}}});
        e.org_id = draft.org_id;
        if (draft.source_group && !role->sources.empty() &&
            !rules->edition().rules->codes().has_code(role->sources, *draft.source_group))
            bad.push_back({"/source_group", "error.unknown_code", {{"code", *draft.source_group}}});
        for (auto const& asked : role->asks)
            if (asked == "source_group" && !draft.source_group)
                bad.push_back({"/source_group", "error.required", {}});
        if (!bad.empty()) return fail(error{fault::invalid, "error.invalid", {}, std::move(bad), {}});
        e.source_channel = draft.source_channel;
        e.source_group = draft.source_group;
        e.person_name = names.begin()->second;
        if (!role->multi.value_or(false))
            if (auto const other =
                    engagement_store::live_entry(tx.sql, e.scheme_id, e.role, e.person_id.value, e.id))
                return fail(fault::conflict, "engagements.in_the_pool_already",
                            {{"name", e.person_name}, {"role", role->name}});
        auto const* extra = rules->pack().fields.find("engagement");
        auto const is_asked = [&](std::string const& name) {
            return (extra && extra->find(name)) ||
                   std::find(role->asks.begin(), role->asks.end(), name) != role->asks.end();
        };
        if (auto ok = procedures::fill_in(*rules->edition().rules, "engagement",
                                          record_of(static_cast<engagement const*>(nullptr)), &e, e.extra,
                                          draft.extra, "/extra/", is_asked);
            !ok)
            return fail(ok.error());
        e.created_at = e.updated_at = tx.at;
        e.row_version = 1;
        engagement_store::insert(tx, e, vault_);
        engagement_store::note_state(tx, e, today);
        // A role without steps is filled directly (C.4: direct only for roles whose pack procedure has no
        // steps).
        if (!procedures::choose(*rules, traveller_of(*rules, e)).rules) {
            if (!ports_.body_of || ports_.body_of(who.role) != "county")
                return fail(fault::forbidden, "engagements.not_yours_to_decide");
            std::vector<schemes::obstacle> against;
            for (auto const& one : role->conditions)
                if (one.ask.empty())
                    for (auto& o : schemes::obstacles_of(
                             (*rules)->judge(one, "roles." + e.role, {"engagement", e.id.value}),
                             (*rules)->basis_text(role->basis)))
                        against.push_back(std::move(o));
            if (!against.empty()) return fail(schemes::refusal(against));
            if (auto ok = enter(tx, e, "serving", today, {}); !ok) return fail(ok.error());
        }
        tx.record({.what = "created",
                   .entity = "engagement",
                   .entity_id = e.id.value,
                   .label = e.person_name + " · " + role->name});
        return e.id;
    });
    if (!written) return fail(written.error());
    return find(who, *written);
}

result<engagement_board> engagements::board(actor const& who, board_query const& asked) const {
    return db_.query([&](db::connection& c) -> result<engagement_board> {
        auto const s = schemes_.seen(c, who, asked.scheme);
        if (!s) return fail(fault::not_found, "error.not_found");
        engagement_board out;
        out.as_of = asked.as_of.value_or(schemes_.today());
        auto const rules = schemes_.reckon(c, *s, out.as_of);
        auto const* role = rules->pack().roles.find(asked.role);
        if (!role) return fail_field("/role", "engagements.unknown_role", {{"role", asked.role}});

        engagement_store::filter f;
        f.scheme = asked.scheme;
        f.roles = {asked.role};
        f.as_of = asked.as_of;
        if (asked.region) f.prefixes.emplace_back(regions::prefix_of(*asked.region));
        auto const people = engagement_store::page(c, who, f, engagement_store::order::place, false, 0,
                                                   engagement_store::every_one, vault_);

        // The quota that counts those who serve in a place.
        scheme::quota const* quota = nullptr;
        for (auto const& [id, q] : rules->pack().quotas)
            if (q.for_ == "region" && q.at_ == std::vector<std::string>{"appoint"} && !quota) quota = &q;

        // Days since the last record that somebody verified. From when on it is too long is for the pack to
        // say.
        scheme::measure last_record;
        last_record.over = "activity_participant";
        last_record.min.text = "days_between(day, as_of)";
        last_record.where.text = "activity.state == 'verified'";
        auto const tree = regions_.tree();
        auto const* top = tree->find(asked.region.value_or(s->region_code));
        if (!top)
            return fail_field("/region", "organizations.unknown_place",
                              {{"code", asked.region.value_or("")}});
        std::map<std::int64_t, std::vector<engagement const*>> by_place;
        for (auto const& e : people) by_place[e.region_id.value].push_back(&e);
        // How long before its end a term is worth a look is what the pack reminds of.
        int notice = 0;
        for (auto const& [id, c] : rules->pack().consequences)
            if (c.for_ == "engagement" && c.on && c.on->before && c.on->of == "term_end" &&
                c.on->before->days && c.on->before->days->constant())
                notice = std::max(notice, static_cast<int>(c.on->before->days->number.value()));
        auto const soon = add_days(out.as_of, notice);
        auto const [first, end] = tree->below(regions::prefix_of(top->code));
        std::map<std::string, std::size_t> township_at;
        for (auto i = first; i < end; ++i) {
            auto const& place = tree->at(i);
            if (place.level != 5 || !who.reaches(place.code)) continue;
            if (place.valid_to && !(out.as_of < *place.valid_to)) continue;
            scheme::record_key const key{"region", place.id.value};
            auto const held = by_place.find(place.id.value);
            bool const asked_of =
                !quota || !quota->where.written() || (*rules)->evaluate(quota->where, key).is_true();
            if (!asked_of && held == by_place.end()) continue;
            board_village v;
            v.code = place.code;
            v.name = place.name;
            if (quota && asked_of) {
                auto whole = [&](scheme::amount const& a) -> std::optional<std::int64_t> {
                    if (a.empty()) return std::nullopt;
                    auto const x = (*rules)->amount(a, key);
                    return x.is(cel::value_kind::number)
                               ? std::optional(static_cast<std::int64_t>(x.as_number()))
                               : std::nullopt;
                };
                v.least = whole(quota->need.at_least);
                v.most = whole(quota->need.at_most);
            }
            auto const* town = tree->town_of(place);
            auto const town_code = town ? town->code : place.code;
            auto const [at, fresh] = township_at.try_emplace(town_code, out.townships.size());
            if (fresh) out.townships.push_back({town_code, town ? town->name : place.name, 0, 0, 0, {}});
            auto& township = out.townships[at->second];
            bool serves = false;
            if (held != by_place.end())
                for (auto const* e : held->second) {
                    if (e->state == "declined" || e->state == "rejected" || e->state == "ended" ||
                        e->state == "tracked")
                        continue;
                    board_holder h{e->id, e->person_name, e->state, e->term_end, {}, {}};
                    if (e->state == "serving") {
                        serves = true;
                        ++township.serving;
                        auto const quiet = (*rules)->measure(last_record, {"engagement", e->id.value}).value;
                        if (quiet.is(cel::value_kind::number))
                            h.silent_days = static_cast<std::int64_t>(quiet.as_number());
                        else if (e->term_start)
                            h.silent_days = days_between(*e->term_start, out.as_of);
                        if (e->term_end) {
                            h.days_left = days_between(out.as_of, *e->term_end);
                            if (!(soon < *e->term_end)) ++out.ending_soon;
                        }
                    } else {
                        ++township.pending;
                    }
                    v.holders.push_back(std::move(h));
                }
            if (!serves) ++township.vacant;
            township.villages.push_back(std::move(v));
        }
        for (auto const& t : out.townships) {
            out.serving += t.serving;
            out.vacant += t.vacant;
            out.pending += t.pending;
        }
        // Candidates of one role may come by different ways: each has its own procedure.
        std::set<std::string> listed;
        auto list = [&](scheme::procedure const& p) {
            if (!listed.insert(p.name).second) return;
            for (auto const& step : p.steps)
                if (std::none_of(out.steps.begin(), out.steps.end(),
                                 [&](auto const& known) { return known.step == step.id; }))
                    out.steps.push_back({step.id, step.name, 0, {}});
        };
        if (auto const* p = rules->pack().procedures.find(role->procedure)) list(*p);
        for (auto const& e : people) {
            if (e.state == "serving" || e.state == "suspended" || is_over(e.state)) continue;
            auto taken = procedures::steps_of(c, key_of(e));
            std::erase_if(taken, [&](auto const& t) { return out.as_of < t.done_on; });
            procedures::procedure const way(*rules, traveller_of(*rules, e), taken, ports_, c);
            if (!way.rules()) continue;
            list(*way.rules());
            if (auto const* now = way.current())
                for (auto& step : out.steps)
                    if (step.step == now->id) {
                        ++step.count;
                        if (asked.step == step.step) step.waiting.push_back(e);
                    }
        }
        return out;
    });
}

}  // namespace guiyan::engagements
