#include "modules/schemes/schemes.hpp"

#include <algorithm>

#include "scheme/print_figure.hpp"

namespace guiyan::schemes {
namespace {

std::string_view name_of(scheme::serves_level l) {
    switch (l) {
        case scheme::serves_level::county:
            return "county";
        case scheme::serves_level::township:
            return "township";
        case scheme::serves_level::village:
            return "village";
        case scheme::serves_level::organization:
            return "organization";
        case scheme::serves_level::none:
            break;
    }
    return "none";
}

std::string_view name_of(scheme::report_kind k) {
    switch (k) {
        case scheme::report_kind::text:
            return "text";
        case scheme::report_kind::list:
            return "list";
        case scheme::report_kind::matrix:
            return "matrix";
        case scheme::report_kind::paper:
            break;
    }
    return "paper";
}

}  // namespace

schemes::schemes(db::database& database, store::vault const& v, regions::regions& places,
                 codes::code_tables const& tables, terms::workdays const& days, clock const& time,
                 std::map<std::string, std::string> builtin, std::string_view facts_yaml)
    : db_(database),
      vault_(v),
      regions_(places),
      codes_(tables),
      workdays_(days),
      time_(time),
      facts_(scheme::catalogue::read(facts_yaml)),
      national_(tables),
      shelf_(std::move(builtin), facts_, &national_) {
    database.read([&](db::connection& c) { shelf_.take(scheme_store::editions(c)); });
    words_ = [](std::string_view, std::string_view key) { return std::string(key); };
}

date schemes::today() const {
    return china_day(time_.now());
}

std::vector<edition_span> schemes::editions(db::connection& c, scheme_id id) const {
    return scheme_store::spans(c, id);
}

scheme_list schemes::list(actor const& who) const {
    scheme_list out;
    db_.read([&](db::connection& c) {
        out.items = scheme_store::list(c, who, vault_);
        for (auto& s : out.items) s.pack_edition = edition_on(c, s, today());
    });
    for (auto& s : out.items)
        if (auto const e = shelf_.find(s.pack_id, s.pack_edition)) s.pack_name = e->name;
    return out;
}

std::optional<running_scheme> schemes::seen(db::connection& c, actor const& who, scheme_id id) const {
    return scheme_store::find(c, who, id, vault_);
}

std::optional<running_scheme> schemes::any(db::connection& c, scheme_id id) const {
    return scheme_store::any(c, id, vault_);
}

bool schemes::may_name(db::connection& c, organization_id id, std::string_view region_code) const {
    return scheme_store::unit_exists(
        c, id, region_code.substr(0, std::min<std::size_t>(6, regions::prefix_of(region_code).size())));
}

std::vector<obstacle> schemes::hindrances(db::connection& c, running_scheme const& s) const {
    std::vector<obstacle> out;
    if (s.state != "draft") return out;
    if (!s.lead_org_id) out.push_back({"scheme.lead", "还没有填牵头单位", "", "", ""});
    // One place under one running scheme of a pack: also not a town's beside that of its county.
    auto const own = regions::prefix_of(s.region_code);
    for (auto const& other : scheme_store::running(c, s.pack_id, s.id)) {
        auto const theirs = regions::prefix_of(other.region_code);
        if (own.starts_with(theirs) || theirs.starts_with(own))
            out.push_back({"scheme.one",
                           other.region_name + "已有同一制度包的方案“" + other.name + "”在施行，须先结束", "",
                           "", ""});
    }
    if (auto const seen = shelf_.inspected(s.pack_id, s.pack_edition);
        seen && scheme::has_errors(seen->found))
        out.push_back({"pack.check", "制度包有错误，须先改好再装（见制度包页面）", "", "",
                       "/packs/" + s.pack_id + "/" + s.pack_edition});
    auto const rules = reckon(c, s, std::max(today(), s.starts_on));
    for (auto const& o : (*rules)->guards({"scheme", s.id.value}, "activate"))
        for (auto& one : obstacles_of(o.what, o.what.basis, o.what.assumed)) out.push_back(std::move(one));
    return out;
}

scheme_home schemes::home_of(db::connection& c, running_scheme s) const {
    scheme_home out;
    // Its pages are those of the edition that holds today.
    s.pack_edition = edition_on(c, s, today());
    auto const e = shelf_.find(s.pack_id, s.pack_edition);
    if (!e) throw std::runtime_error("pack " + s.pack_id + "/" + s.pack_edition + " is not on the shelf");
    auto const& p = e->rules->rules();
    s.pack_name = p.meta.name;
    out.editions = scheme_store::spans(c, s.id);
    for (auto const& m : p.modules) out.modules.push_back({m.id, m.name, m.shows});
    auto part = [&](bool used, char const* name) {
        if (used) out.parts.emplace_back(name);
    };
    bool const duties = std::any_of(p.roles.begin(), p.roles.end(),
                                    [](auto const& r) { return r.second.duties.has_value(); });
    part(!p.roles.empty(), "engagements");
    part(duties || !p.obligations.empty(), "activities");
    part(!p.credentials.empty(), "papers");
    part(!p.consequences.empty() || !p.obligations.empty(), "consequences");
    part(!p.publicity.empty(), "publicity");
    part(!p.indicators.empty(), "figures");
    part(!p.quotas.empty() || !p.obligations.empty(), "standings");
    part(!p.reports.empty(), "reports");
    part(!p.params.empty(), "params");
    for (auto const& [code, r] : p.roles)
        out.roles.push_back({code, r.name, std::string(name_of(r.serves)), r.sources,
                             r.duties ? r.duties->table : std::string(), r.procedure, r.asks});
    for (auto const& [table, t] : p.codes) {
        table_view v{table, t.name, {}};
        for (auto const& [code, item] : t.items) v.items.push_back({code, item.name});
        out.tables.push_back(std::move(v));
    }
    // Beside the pack's own tables the rules of its publicities, for whoever chooses one.
    if (!p.publicity.empty()) {
        table_view v{"PUBLICITY", "公示", {}};
        for (auto const& [id, rule] : p.publicity) v.items.push_back({id, rule.name});
        out.tables.push_back(std::move(v));
    }
    for (auto const& r : p.reports) out.reports.push_back({r.id, r.name, std::string(name_of(r.kind))});
    out.obstacles = hindrances(c, s);
    out.scheme = std::move(s);
    return out;
}

result<scheme_home> schemes::find(actor const& who, scheme_id id) const {
    return db_.query([&](db::connection& c) -> result<scheme_home> {
        auto s = scheme_store::find(c, who, id, vault_);
        if (!s) return fail(fault::not_found, "error.not_found");
        return home_of(c, std::move(*s));
    });
}

result<scheme_home> schemes::propose(actor const& who, running_scheme draft) {
    auto const tree = regions_.tree();
    auto const* place = tree->find(draft.region_code);
    if (!place || !who.reaches(place->code))
        return fail_field("/region_code", "organizations.unknown_place", {{"code", draft.region_code}});
    auto const e = shelf_.find(draft.pack_id, draft.pack_edition);
    if (!e)
        return fail_field("/pack_id", "schemes.unknown_pack",
                          {{"pack", draft.pack_id + " " + draft.pack_edition}});
    if (draft.ends_on && !(draft.starts_on < *draft.ends_on))
        return fail_field("/ends_on", "schemes.ends_before");
    auto written = db_.write<scheme_id>(who, [&](db::transaction& tx) -> result<scheme_id> {
        if (draft.lead_org_id && !may_name(tx.sql, draft.lead_org_id, place->code))
            return fail_field("/lead_org_id", "schemes.unknown_unit");
        running_scheme s = draft;
        s.id = scheme_id{tx.mint()};
        s.region_id = place->id;
        s.state = "draft";
        s.created_at = s.updated_at = tx.at;
        s.row_version = 1;
        if (!scheme_store::is_installed(tx.sql, e->pack_id, e->edition))
            scheme_store::install(tx, {e->pack_id, e->edition, e->name, digest_of(e->files), e->files, {}});
        scheme_store::insert(tx, s, vault_);
        scheme_store::add_span(tx, s.id, {s.pack_edition, s.starts_on});
        tx.record({.what = "created", .entity = "scheme", .entity_id = s.id.value, .label = s.name});
        return s.id;
    });
    if (!written) return fail(written.error());
    return find(who, *written);
}

result<scheme_home> schemes::change(actor const& who, scheme_id id, std::int64_t version,
                                    std::string const& event,
                                    std::function<result<done>(db::transaction&, running_scheme&)> const& f,
                                    cause const& why) {
    auto written = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto s = scheme_store::find(tx.sql, who, id, vault_);
        if (!s) return fail(fault::not_found, "error.not_found");
        // A village sees the scheme of its county; whoever changes it reaches the whole of it.
        if (!who.reaches(s->region_code)) return fail(fault::forbidden, "schemes.only_looking");
        if (s->row_version != version) return fail(fault::stale, "error.stale");
        auto const before = s->state, edition = s->pack_edition;
        if (auto ok = f(tx, *s); !ok) return ok;
        s->updated_at = tx.at;
        s->row_version = version + 1;
        if (!scheme_store::update(tx, *s, version, vault_)) return fail(fault::stale, "error.stale");
        std::vector<db::change> changes;
        if (before != s->state) changes.push_back({"state", before, s->state});
        if (edition != s->pack_edition || event == "edition_changed")
            changes.push_back({"pack_edition", edition, s->pack_edition + why.from});
        tx.record({.what = event,
                   .entity = "scheme",
                   .entity_id = id.value,
                   .label = s->name,
                   .changes = std::move(changes),
                   .reason = why.reason});
        return done{};
    });
    if (!written) return fail(written.error());
    return find(who, id);
}

result<scheme_home> schemes::activate(actor const& who, scheme_id id, std::int64_t version) {
    return change(who, id, version, "activated", [&](db::transaction& tx, running_scheme& s) -> result<done> {
        if (s.state != "draft") return fail(fault::refused, "schemes.not_a_draft");
        if (auto const against = hindrances(tx.sql, s); !against.empty()) return fail(refusal(against));
        s.state = "active";
        return done{};
    });
}

result<scheme_home> schemes::close(actor const& who, scheme_id id, std::int64_t version) {
    return change(who, id, version, "closed", [&](db::transaction& tx, running_scheme& s) -> result<done> {
        if (s.state != "active") return fail(fault::refused, "schemes.not_active");
        s.state = "closed";
        auto const day = china_day(tx.at);
        if (s.starts_on < day && (!s.ends_on || day < *s.ends_on)) s.ends_on = day;
        return done{};
    });
}

}  // namespace guiyan::schemes
