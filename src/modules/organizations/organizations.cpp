#include "modules/organizations/organizations.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "base/pinyin.hpp"
#include "base/text.hpp"
#include "modules/organizations/organization_store.hpp"
#include "record/diff.hpp"
#include "record/json.hpp"

namespace guiyan::organizations {
namespace {

error wrong_fields(std::vector<field_error> fields) {
    return {fault::invalid, "error.invalid", {}, std::move(fields), {}};
}

/// Places are told by their codes; their ids and names would say the same again.
std::vector<db::change> changes_between(organization const* before, organization const* after) {
    std::vector<db::change> out;
    for (auto& d : record::diff(organization_type(), before, after))
        if (!d.field.ends_with("_name") && d.field != "region_id" && d.field != "serves_region_id")
            out.push_back({d.field, d.before, d.after});
    return out;
}

std::string county_of(std::string_view code) {
    return std::string(code.substr(0, 6)) + "000000";
}

/// The place by whose right a unit is changed: its seat, or, for a county whose reach a seat elsewhere
/// passes, the area it serves. "" where the actor may only look.
std::string ruling_place(actor const& who, organization const& o) {
    if (who.reaches(o.region_code)) return o.region_code;
    if (o.serves_region_code && who.reaches(county_of(*o.serves_region_code)) &&
        county_of(o.region_code) != county_of(*o.serves_region_code))
        return *o.serves_region_code;
    return {};
}

bool is_for_county(step const& s, organization const& o) {
    return s.who == decider::county || (o.level && *o.level != "village" && *o.level != "township");
}

}  // namespace

organizations::organizations(db::database& database, store::vault const& v, regions::regions& places,
                             codes::code_tables const& tables)
    : db_(database), vault_(v), regions_(places), codes_(tables) {}

void organizations::name_places(organization& o) const {
    auto const tree = regions_.tree();
    if (auto const* seat = tree->find(o.region_id)) {
        o.region_code = seat->code;
        o.region_name = tree->display(*seat);
    }
    o.serves_region_code.reset();
    o.serves_region_name.reset();
    if (auto const* served = o.serves_region_id ? tree->find(o.serves_region_id) : nullptr) {
        o.serves_region_code = served->code;
        o.serves_region_name = tree->display(*served);
    }
}

void organizations::name_links(db::connection& c, actor const& who,
                               std::vector<organization*> const& all) const {
    std::vector<std::int64_t> ids;
    for (auto const* o : all)
        for (auto const id : {o->parent_id, o->host_org_id})
            if (id) ids.push_back(id.value);
    auto const names = organization_store::names(c, who, ids);
    auto name = [&](organization_id id) {
        auto const found = names.find(id.value);
        return found == names.end() ? std::optional<std::string>() : std::optional(found->second);
    };
    for (auto* o : all) {
        o->parent_name = name(o->parent_id);
        o->host_org_name = name(o->host_org_id);
    }
    if (!people_.names) return;
    std::vector<std::int64_t> persons;
    for (auto const* o : all)
        for (auto const id : {o->contact_person_id, o->leader_person_id, o->founder_person_id})
            if (id) persons.push_back(id.value);
    if (persons.empty()) return;
    auto const known = people_.names(c, who, persons);
    auto person = [&](person_id id) {
        auto const found = known.find(id.value);
        return found == known.end() ? std::optional<std::string>() : std::optional(found->second);
    };
    for (auto* o : all) {
        o->contact_person_name = person(o->contact_person_id);
        o->leader_person_name = person(o->leader_person_id);
        o->founder_person_name = person(o->founder_person_id);
    }
}

void organizations::ask_people(asked_of_people answers) {
    people_ = std::move(answers);
}

result<done> organizations::check_empty(db::transaction& tx, organization const& o) const {
    auto const below = organization_store::count_below(tx.sql, o.id);
    auto const here = people_.working_here ? people_.working_here(tx.sql, o.id) : 0;
    if (below == 0 && here == 0) return done{};
    return fail(fault::refused,
                here == 0    ? "organizations.has_units"
                : below == 0 ? "organizations.has_people"
                             : "organizations.has_people_and_units",
                {{"people", std::to_string(here)}, {"units", std::to_string(below)}});
}

std::vector<field_error> organizations::place(actor const& who, organization& next,
                                              organization const* before) const {
    auto const tree = regions_.tree();
    std::vector<field_error> wrong;
    auto unknown = [&](char const* path, std::string const& code) {
        wrong.push_back({path, "organizations.unknown_place", {{"code", code}}});
    };
    auto const* seat = tree->find(next.region_code);
    next.region_id = seat ? seat->id : regions::region_id{};
    regions::region const* served = next.serves_region_code ? tree->find(*next.serves_region_code) : nullptr;
    next.serves_region_id = served ? served->id : regions::region_id{};
    // A place out of reach answers like one that is not there; what stood there before may stay.
    bool const same_area = before && before->serves_region_code == next.serves_region_code;
    if (next.serves_region_code && (!served || !(who.reaches(served->code) || same_area)))
        unknown("/serves_region_code", *next.serves_region_code);
    if (!seat || ruling_place(who, next).empty()) unknown("/region_code", next.region_code);
    return wrong;
}

result<done> organizations::check_in(db::transaction& tx, organization const& next,
                                     organization const* before) const {
    std::vector<field_error> wrong;
    auto follow = [&](organization_id to, organization_id had, organization_store::link by,
                      char const* path) {
        if (!to || to == had) return;
        if (!organization_store::find(tx.sql, tx.who, to, vault_)) {
            wrong.push_back({path, "organizations.unknown_unit", {}});
            return;
        }
        // The chain above has no circle of its own, so it ends.
        for (auto at = to; at; at = organization_store::next_of(tx.sql, at, by))
            if (at == next.id) {
                wrong.push_back({path, "organizations.circle", {}});
                return;
            }
    };
    follow(next.parent_id, before ? before->parent_id : organization_id{}, organization_store::link::parent,
           "/parent_id");
    follow(next.host_org_id, before ? before->host_org_id : organization_id{}, organization_store::link::host,
           "/host_org_id");
    auto known = [&](person_id is, person_id was, char const* path) {
        if (!is || is == was) return;  // who stood there before may stay
        std::int64_t const id[] = {is.value};
        if (!people_.names || people_.names(tx.sql, tx.who, id).empty())
            wrong.push_back({path, "organizations.unknown_person", {}});
    };
    organization const none;
    auto const& had = before ? *before : none;
    known(next.contact_person_id, had.contact_person_id, "/contact_person_id");
    known(next.leader_person_id, had.leader_person_id, "/leader_person_id");
    known(next.founder_person_id, had.founder_person_id, "/founder_person_id");
    if (!wrong.empty()) return fail(wrong_fields(std::move(wrong)));

    if (next.uscc && (!before || before->uscc != next.uscc))
        if (auto const owner = organization_store::by_uscc(tx.sql, *next.uscc); owner && owner != next.id) {
            auto const had_by = organization_store::find(tx.sql, tx.who, owner, vault_);
            field_error const taken =
                had_by ? field_error{"/uscc", "organizations.uscc_taken", {{"name", had_by->name}}}
                       : field_error{"/uscc", "organizations.uscc_unavailable", {}};
            return fail(error{fault::conflict, taken.key, taken.args, {taken}, {}});
        }
    if (organization_store::is_name_taken(tx.sql, next))
        return fail(error{fault::conflict,
                          "organizations.name_taken",
                          {},
                          {{"/name", "organizations.name_taken", {}}},
                          {}});
    return done{};
}

result<organization> organizations::find(actor const& who, organization_id id) const {
    return db_.query([&](db::connection& c) -> result<organization> {
        auto found = organization_store::find(c, who, id, vault_);
        if (!found) return fail(fault::not_found, "error.not_found");
        name_places(*found);
        name_links(c, who, {&*found});
        return std::move(*found);
    });
}

result<organization_page> organizations::list(actor const& who, organization_list_query const& asked) const {
    std::string_view sort = asked.sort ? std::string_view(*asked.sort) : "name";
    bool const descending = sort.starts_with('-');
    if (descending) sort.remove_prefix(1);
    static constexpr std::string_view orders[] = {"name", "kind", "region", "founded_on", "updated_at"};
    if (std::find(std::begin(orders), std::end(orders), sort) == std::end(orders))
        return fail_field("/sort", "error.unknown_order", {{"name", *asked.sort}});
    organization_store::filter f;
    if (asked.q) f.text = trim(narrow(*asked.q));
    f.kinds = asked.kind;
    for (auto const& code : asked.region) f.prefixes.emplace_back(regions::prefix_of(code));
    f.states =
        asked.state.empty() ? std::vector<std::string>{"proposed", "active", "suspended"} : asked.state;
    organization_page out;
    out.page = asked.page;
    out.size = asked.size;
    auto const skip = (asked.page - 1) * asked.size;
    db_.read([&](db::connection& c) {
        using organization_store::order;
        auto const by = sort == "kind"         ? std::optional(order::kind)
                        : sort == "region"     ? std::optional(order::region)
                        : sort == "founded_on" ? std::optional(order::founded_on)
                        : sort == "updated_at" ? std::optional(order::updated_at)
                                               : std::nullopt;
        if (by) {
            out.total = organization_store::count(c, who, f);
            out.items = organization_store::page(c, who, f, *by, descending, skip, asked.size, vault_);
        } else {
            std::vector<std::pair<std::string, std::int64_t>> all;
            for (auto const& [id, name] : organization_store::names_of(c, who, f))
                all.emplace_back(pinyin_key(name), id);
            std::sort(all.begin(), all.end());
            if (descending) std::reverse(all.begin(), all.end());
            out.total = static_cast<std::int64_t>(all.size());
            std::vector<std::int64_t> ids;
            for (auto i = skip; i < std::min(out.total, skip + asked.size); ++i)
                ids.push_back(all[static_cast<std::size_t>(i)].second);
            out.items = organization_store::find_all(c, who, ids, vault_);
        }
        std::vector<organization*> shown;
        for (auto& o : out.items) {
            name_places(o);
            shown.push_back(&o);
        }
        name_links(c, who, shown);
    });
    return out;
}

result<organization> organizations::register_organization(actor const& who, organization draft) {
    auto wrong = settle(draft, codes_);
    auto const misplaced = place(who, draft, nullptr);
    wrong.insert(wrong.end(), misplaced.begin(), misplaced.end());
    if (!wrong.empty()) return fail(wrong_fields(std::move(wrong)));
    auto written = db_.write<organization_id>(who, [&](db::transaction& tx) -> result<organization_id> {
        organization o = draft;
        o.id = organization_id{tx.mint()};
        o.state = is_group(codes_, o.kind) ? "proposed" : "active";
        o.created_at = o.updated_at = tx.at;
        o.row_version = 1;
        if (auto ok = check_in(tx, o, nullptr); !ok) return fail(ok.error());
        organization_store::insert(tx, o, vault_);
        tx.record({.what = "created",
                   .entity = "organization",
                   .entity_id = o.id.value,
                   .label = o.name,
                   .changes = changes_between(nullptr, &o)});
        return o.id;
    });
    if (!written) return fail(written.error());
    return find(who, *written);
}

result<organization> organizations::change(actor const& who, organization_id id, std::int64_t version,
                                           std::string const& reason, std::string& event,
                                           change_of const& f) {
    bool old = false;
    auto written = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto have = organization_store::find(tx.sql, who, id, vault_);
        if (!have) return fail(fault::not_found, "error.not_found");
        name_places(*have);
        if (ruling_place(who, *have).empty()) return fail(fault::forbidden, "organizations.only_looking");
        if (have->row_version != version) {
            old = true;
            return fail(fault::stale, "error.stale");
        }
        organization next = *have;
        if (auto ok = f(*have, next, tx); !ok) return ok;
        next.updated_at = tx.at;
        next.row_version = version + 1;
        if (!organization_store::update(tx, next, version, vault_)) {
            old = true;
            return fail(fault::stale, "error.stale");
        }
        tx.record({.what = event,
                   .entity = "organization",
                   .entity_id = id.value,
                   .label = next.name,
                   .changes = changes_between(&*have, &next),
                   .reason = reason});
        return done{};
    });
    if (old) {
        error e{fault::stale, "error.stale", {}, {}, {}};
        if (auto current = find(who, id))
            e.current = boost::json::serialize(record::write_json(organization_type(), &*current));
        return fail(std::move(e));
    }
    if (!written) return fail(written.error());
    return find(who, id);
}

result<organization> organizations::amend(actor const& who, organization_id id, std::int64_t version,
                                          std::function<result<done>(organization&)> const& f) {
    std::string event = "changed";
    return change(who, id, version, "", event,
                  [&](organization const& before, organization& next, db::transaction& tx) -> result<done> {
                      if (before.state == "dissolved") return fail(fault::refused, "organizations.dissolved");
                      if (auto ok = f(next); !ok) return ok;
                      auto wrong = settle(next, codes_);
                      auto const misplaced = place(who, next, &before);
                      wrong.insert(wrong.end(), misplaced.begin(), misplaced.end());
                      if (!wrong.empty()) return fail(wrong_fields(std::move(wrong)));
                      return check_in(tx, next, &before);
                  });
}

result<organization> organizations::decide(actor const& who, organization_id id, std::int64_t version,
                                           act does, std::string const& reason) {
    std::string event;
    return change(
        who, id, version, reason, event,
        [&](organization const& before, organization& next, db::transaction& tx) -> result<done> {
            auto const* s = find_step(before.state, does);
            if (!s) return fail(fault::refused, "organizations.no_such_step." + before.state);
            if (is_for_county(*s, before) && !who.reaches(county_of(ruling_place(who, before))))
                return fail(fault::forbidden, "organizations.county_decides");
            if (s->needs_reason && trim(reason).empty()) return fail_field("/reason", "error.required");
            if (does == act::dissolve)
                if (auto empty = check_empty(tx, before); !empty) return empty;
            event = s->event;
            next.state = s->to;
            auto const today = china_day(tx.at);
            if (does == act::dissolve && !next.ended_on && !(next.founded_on && today < *next.founded_on))
                next.ended_on = today;
            return done{};
        });
}

}  // namespace guiyan::organizations
