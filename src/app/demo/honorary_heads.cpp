#include "app/demo/honorary_heads.hpp"

#include <algorithm>

#include "app/demo/tables.hpp"
#include "base/day_math.hpp"

namespace guiyan::app::demo {
namespace {

constexpr char const* county = "361021000000";
constexpr char const* role = "honorary_village_head";

date day(std::string const& iso) {
    auto const d = date::parse(iso);
    check(d.has_value(), "day " + iso);
    return *d;
}

/// Somebody else than the program as far as rules look at persons: who wrote a record, and who verifies it.
actor hand(actor who, std::string const& person, std::vector<std::string> permissions,
           std::string const& name) {
    who.person_key = "demo " + person;
    who.permissions = std::move(permissions);
    who.display_name = name;
    return who;
}

schemes::running_scheme start(house& h, actor const& who, organizations::organization_id lead) {
    schemes::running_scheme draft;
    draft.pack_id = "honorary-village-head";
    draft.pack_edition = "2022.1";
    draft.name = "“名誉村长”";
    draft.region_code = county;
    draft.lead_org_id = schemes::organization_id{lead.value};
    draft.starts_on = date(2021, 1, 1);
    auto const made = take(h.schemes.propose(who, draft), "scheme");
    return take(h.schemes.activate(who, made.scheme.id, made.scheme.row_version), "activation").scheme;
}

organizations::organization_id unit(house& h, actor const& who, std::string const& name,
                                    std::string const& kind) {
    organizations::organization o;
    o.name = name;
    o.kind = kind;
    o.region_code = county;
    o.serves_region_code = county;
    auto made = take(h.organizations.register_organization(who, o), name);
    if (made.state == "proposed")
        made = take(h.organizations.decide(who, made.id, made.row_version, organizations::act::approve, ""),
                    name);
    return made.id;
}

engagements::taken_step step_of(std::string id, std::int64_t seq, std::string body, date on,
                                std::string unit_name, std::string opinion = {}) {
    engagements::taken_step s;
    s.step = std::move(id);
    s.seq = seq;
    s.body = std::move(body);
    s.done_on = on;
    s.actor_name = "经办人";
    s.unit_name = std::move(unit_name);
    if (!opinion.empty()) s.opinion = std::move(opinion);
    return s;
}

/// One row of the old ledger as the engagement, its steps and the days of its states.
engagements::past_engagement past_of(house& h, schemes::running_scheme const& s, terms::sheet const& rows,
                                     std::size_t i, people::person_id person, std::string const& name,
                                     date joined) {
    auto cell = [&](char const* column) -> std::string const& { return rows.at(i, column); };
    auto const* place = h.regions.tree()->find(cell("village_code"));
    check(place, "village " + cell("village_code"));
    engagements::past_engagement past;
    auto& e = past.one;
    e.scheme_id = s.id;
    e.role = role;
    e.person_id = engagements::person_id{person.value};
    e.person_name = name;
    e.region_id = place->id;
    static constexpr char const* groups[] = {"local_worthy", "local_worthy", "manager",
                                             "local_worthy", "notable",      "other"};
    static constexpr char const* channels[] = {"organisation", "township", "village"};
    static constexpr char const* growth[] = {"in_place_support", "return_venture", "talent_backflow"};
    e.source_group = groups[i % 6];
    e.source_channel = channels[i % 3];
    e.extra = {{"growth", growth[i % 3]}, {"batch", std::to_string(1 + i / 80)}};
    e.match_needs = 70 + static_cast<double>((i * 7) % 29);
    e.match_strength = 68 + static_cast<double>((i * 11) % 31);
    e.match_will = 72 + static_cast<double>((i * 5) % 27);
    e.match_total = (*e.match_needs * 40 + *e.match_strength * 35 + *e.match_will * 25) / 100;
    auto const analysed = day(cell("analysed_on")), approved = day(cell("approved_on"));
    auto const entered = std::min({joined, analysed, approved});
    e.entered_pool_on = entered;
    e.vetted_on = approved;
    past.states = {{"identified", entered}, {"pooled", entered}, {"vetted", approved}};
    past.steps = {step_of("survey", 1, "village", entered, place->name),
                  step_of("opinions", 2, "village", entered, place->name, "征求党员、群众代表意见，同意推荐"),
                  step_of("match", 3, "township", entered, place->name),
                  step_of("vetting", 4, "work_group", approved, "选聘工作组", "四项条件齐备，同意")};
    e.state = "vetted";
    auto const status = cell("status");
    if (!cell("invited_on").empty() && status != "拟聘" && status != "暂缓") {
        auto const invited = day(cell("invited_on"));
        auto visit = step_of("visit", 0, "township", invited, place->name, "党政负责人登门拜访");
        visit.method = "home_visit";
        past.steps.push_back(visit);
        visit.seq = 5;
        past.steps.push_back(visit);
        e.invited_on = invited;
        e.state = "invited";
        past.states.emplace_back("invited", invited);
        if (status == "本人婉拒") {
            auto no = step_of("answer", 6, "subject", add_days(invited, 9), "", "事务繁忙，婉拒");
            no.result = "fail";
            past.steps.push_back(no);
            e.ended_on = no.done_on;
            e.state = "declined";
            past.states.emplace_back("declined", no.done_on);
        }
    }
    if (!cell("appointed_on").empty()) {
        auto const appointed = day(cell("appointed_on"));
        past.steps.push_back(step_of("answer", 6, "subject", appointed, "", "接受邀请"));
        past.steps.push_back(step_of("certificate", 7, "county", appointed, "南城县委组织部"));
        e.accepted_on = e.appointed_on = e.term_start = appointed;
        e.term_end = day(cell("ends_on"));
        e.pack_edition = s.pack_edition;
        e.state = "serving";
        past.states.emplace_back("accepted", appointed);
        past.states.emplace_back("serving", appointed);
    }
    return past;
}

/// Those whose term is over by now: renewed as often as the pack allows, but for every twelfth, who went.
void go_on(std::vector<engagements::past_engagement>& all, date today) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto const e = all[i].one;
        if (e.state != "serving" || !e.term_end || !(*e.term_end < today)) continue;
        auto const over = add_days(*e.term_end, 1);
        auto& ended = all[i].one;
        ended.state = "ended";
        ended.ended_on = e.term_end;
        ended.end_reason = "term_over";
        all[i].states.emplace_back("ended", over);
        if (i % 12 == 11 || e.renewals == 3) continue;
        engagements::past_engagement again;
        again.one = e;
        auto& next = again.one;
        next.entered_pool_on = next.vetted_on = next.invited_on = next.accepted_on = next.ended_on =
            std::nullopt;
        next.end_reason.reset();
        next.renewals = e.renewals + 1;
        next.appointed_on = next.term_start = over;
        next.term_end = add_days(add_months(over, 36), -1);
        next.state = "serving";
        again.states = {{"serving", over}};
        again.steps = {step_of("renew", 0, "county", over, "南城县委组织部", "续聘一届")};
        all.push_back(std::move(again));
    }
}

struct duty_kind {
    char const* name;
    char const* duty;
    char const* kind;
};
constexpr duty_kind duties[] = {{"宣传推介家乡", "promote_hometown", "promotion_event"},
                                {"提供智力支持", "intellectual_support", "symposium"},
                                {"参与乡村基层治理", "governance", "culture"},
                                {"帮扶困难群众", "help_needy", "volunteer"},
                                {"搭建致富平台", "wealth_platform", "field_guidance"},
                                {"培育乡村人才", "train_talent", "mentoring"}};

/// What those who serve now did lately, verified by their villages. A few were long not heard of, two of them
/// for more than half a year: whom the pack's rules remind of.
void recent_visits(house& h, actor const& author, actor verifier, activities::scheme_id scheme,
                   std::vector<engagements::past_engagement> const& all) {
    auto const today = h.schemes.today();
    auto log_visit = [&](engagements::engagement const& e, int days_ago, std::size_t n) {
        auto const on = add_days(today, -days_ago);
        if (on < *e.term_start) return;
        auto const& what = duties[n % std::size(duties)];
        auto const* place = h.regions.tree()->find(e.region_id);
        check(place, "village of " + e.person_name);
        activities::activity a;
        a.scheme_id = scheme;
        a.title = what.name;
        a.kind = what.kind;
        a.duty = what.duty;
        a.starts_at = on;
        a.state = "held";
        a.days = 1;
        a.summary = a.title;
        a.region_code = place->code;
        activities::activity_participant p;
        p.person_id = activities::person_id{e.person_id.value};
        p.engagement_id = activities::engagement_id{e.id.value};
        p.role = "expert";
        p.days = 1;
        a.participants = {p};
        verifier.areas = {{place->code}};
        auto const made = take(h.activities.register_activity(author, a, ""), a.title);
        take(h.activities.take_step(verifier, made.id, made.row_version, "verify", "", on), a.title);
    };
    std::size_t n = 0;
    for (auto const& past : all) {
        auto const& e = past.one;
        if (e.state != "serving" || !e.term_start) continue;
        ++n;
        if (n % 60 == 0) continue;
        int const newest = n % 20 == 0 ? 120 : static_cast<int>(3 + (n * 7) % 80);
        log_visit(e, newest, n);
        // Most were there the quarter before, too.
        if (n % 4) log_visit(e, newest + 75, n + 1);
    }
}

}  // namespace

heads_of_demo fill_honorary_heads(house& h, actor const& who, people_by_key const& ids) {
    heads_of_demo out;
    auto reader = hand(who, "office", {"people.read", "engagements.read"}, "县人才办");
    reader.role = "county_officer";
    auto const lead = unit(h, who, "中共南城县委组织部", "party_dept");
    auto const group = unit(h, who, "“名誉村长”选聘工作组", "work_group");
    auto const s = start(h, who, lead);

    std::map<std::string, std::string> names;
    auto const persons = table("persons");
    for (std::size_t i = 0; i < persons.size(); ++i)
        names.emplace(persons.at(i, "person_id"), persons.at(i, "name"));
    auto const rows = table("engagements");
    std::map<std::string, date> joined;
    std::vector<std::string> others;
    {
        std::map<std::string, bool> chosen;
        for (std::size_t i = 0; i < rows.size(); ++i) chosen[rows.at(i, "person_id")] = true;
        auto const members = table("memberships");
        for (std::size_t i = 0; i < members.size(); ++i) {
            auto const key = members.at(i, "person_id");
            if (members.at(i, "group_id") == "G00053")
                joined.emplace(key, day(members.at(i, "joined_on")));
            else if (!chosen.contains(key))
                others.push_back(key);
        }
    }
    for (int i = 0; i < 3; ++i) {
        auto const& key = others[static_cast<std::size_t>(i)];
        out.holders["vet" + std::to_string(i + 1)] = {ids.at(key), names.at(key), ""};
        engagements::engagement_draft member;
        member.scheme_id = s.id;
        member.role = "work_group_member";
        member.person_id = engagements::person_id{ids.at(key).value};
        member.region_code = county;
        member.org_id = engagements::organization_id{group.value};
        take(h.engagements.propose(reader, member), "work group");
    }

    std::vector<engagements::past_engagement> all;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto const key = rows.at(i, "person_id");
        all.push_back(past_of(h, s, rows, i, ids.at(key), names.at(key), joined.at(key)));
    }
    // The head whose account the demonstration shows.
    out.holders["head"] = {ids.at(rows.at(0, "person_id")), names.at(rows.at(0, "person_id")),
                           rows.at(0, "village_code")};
    // The village of somebody who is vetted and not yet invited: there the demonstration can go on.
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].one.state == "vetted" && !out.holders.contains("cunwei"))
            out.holders["cunwei"] = {{}, "", rows.at(i, "village_code")};
    go_on(all, h.schemes.today());
    // A few certificates as files; the others were handed out before the system, and are registered.
    for (std::size_t i = 0; i < all.size(); i += 60) all[i].draws_paper = true;
    take(h.database->write<done>(who,
                                 [&](db::transaction& tx) -> result<done> {
                                     if (auto ok = h.engagements.take_over(tx, all); !ok) return ok;
                                     tx.record({.what = "imported",
                                                .entity = "engagement",
                                                .label = "demo",
                                                .changes = {{"rows", "", std::to_string(all.size())}}});
                                     return done{};
                                 }),
         "engagements");

    auto const author =
        hand(who, "author",
             {"activities.read", "activities.write", "documents.read", "documents.write", "people.read"},
             "经办人");
    auto verifier = hand(who, "village",
                         {"people.read", "activities.read", "activities.verify", "documents.read",
                          "documents.approve", "documents.publish"},
                         "村委会");
    auto const log = table("activities");
    std::map<std::string, activities::activity_id> meetings;
    for (std::size_t i = 0; i < log.size(); ++i) {
        activities::activity a;
        a.scheme_id = s.id;
        a.title = log.at(i, "title");
        a.starts_at = day(log.at(i, "held_on"));
        a.state = "held";
        a.days = 1;
        a.summary = a.title;
        activities::activity_participant p;
        auto const found = std::find_if(std::begin(duties), std::end(duties),
                                        [&](duty_kind const& d) { return log.at(i, "kind") == d.name; });
        if (found != std::end(duties)) {
            a.kind = found->kind;
            a.duty = found->duty;
            a.region_code = log.at(i, "village_code");
            auto const person = ids.at(log.at(i, "person_id")).value;
            p.person_id = activities::person_id{person};
            // The term in which it happened: the first one of the ledger.
            for (auto const& past : all)
                if (past.one.person_id.value == person && !p.engagement_id)
                    p.engagement_id = activities::engagement_id{past.one.id.value};
            p.role = "expert";
            p.days = 1;
            verifier.areas = {{a.region_code}};
        } else {
            a.kind = "exchange_meeting";
            a.region_code = county;
            a.topic = "talent_training";
            p.headcount = std::stoll(log.at(i, "person_times"));
            verifier.areas = {{"361021"}};
        }
        a.participants = {p};
        auto const made = take(h.activities.register_activity(author, a, ""), a.title);
        take(h.activities.take_step(verifier, made.id, made.row_version, "verify", "", made.starts_at),
             a.title);
        if (a.kind == "exchange_meeting") meetings.emplace(a.starts_at.iso(), made.id);
    }

    recent_visits(h, author, verifier, s.id, all);

    auto const outcomes = table("outcomes");
    verifier.areas = {{"361021"}};
    auto clerk = author, office = verifier;
    clerk.role = office.role = "county_officer";
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        auto const on = day(outcomes.at(i, "achieved_on"));
        documents::document d;
        d.scheme_id = s.id;
        d.kind = "highlight_experience";
        d.title = outcomes.at(i, "name");
        d.region_code = county;
        d.activity_id = documents::activity_id{meetings.at(on.iso()).value};
        d.content = {{"text", "本期经验交流会推选的亮点特色经验：" + d.title + "。"}};
        auto made = take(h.documents.draft(author, d), d.title);
        // Elected in the meeting, entered by its clerk, put out by somebody else of the office.
        procedures::step_input said;
        said.step = "vote";
        said.done_on = on;
        said.evidence = "经验交流会推选记录";
        made =
            take(h.documents.take_procedure_step(clerk, made.id, made.row_version, said), d.title).document;
        procedures::step_input out;
        out.step = "publish";
        out.done_on = on;
        take(h.documents.take_procedure_step(office, made.id, made.row_version, out), d.title);
    }
    return out;
}

}  // namespace guiyan::app::demo
