#include "modules/regions/regions.hpp"

#include <boost/json.hpp>
#include <map>
#include <span>
#include <unordered_set>

#include "modules/regions/division_file.hpp"
#include "modules/regions/region_store.hpp"
#include "record/diff.hpp"
#include "record/json.hpp"

namespace guiyan::regions {
namespace {

record::type const& type() {
    return record_of(static_cast<region const*>(nullptr));
}

std::vector<db::change> changes_between(region const* before, region const* after) {
    std::vector<db::change> out;
    for (auto& d : record::diff(type(), before, after)) out.push_back({d.field, d.before, d.after});
    return out;
}

/// Which rows of a division file an actor may write. Whoever has areas writes within them; whoever may only
/// begin writes where nobody keeps anything yet: a county belongs to its own officer from the first grant on.
class writing_reach {
public:
    writing_reach(actor const& who, std::function<std::vector<std::string>()> const& kept_places)
        : who_(who), begins_(!who.may("regions.import") && who.may("regions.begin")) {
        if (!begins_ || !kept_places) return;
        for (auto const& code : kept_places())
            for (std::size_t const digits : {2u, 4u, 6u})
                if (digits <= prefix_of(code).size()) kept_.emplace(code.substr(0, digits));
    }
    bool holds(std::string_view code) const {
        return begins_ ? !kept_.contains(std::string(prefix_of(code).substr(0, 6))) : who_.reaches(code);
    }
    /// Provinces and cities over one's own counties come along where they are new and stay as they are where
    /// they are known.
    bool is_above(std::string_view code) const {
        if (begins_) return level_of(code) < 3;
        return std::any_of(who_.areas.begin(), who_.areas.end(), [&](area const& a) {
            return std::string_view(a.prefix).starts_with(prefix_of(code));
        });
    }
    char const* refusal() const { return begins_ ? "regions.import.kept" : "regions.import.out_of_reach"; }

private:
    actor const& who_;
    bool begins_;
    std::unordered_set<std::string> kept_;
};

/// A file lists a parent's children when it names one of them; those in force that it does not name are left
/// out, and what lies below them goes with them. A place that is named stays, whatever its parent.
std::vector<region> left_out(region_tree const& tree, actor const& who,
                             std::unordered_set<std::string> const& named) {
    std::unordered_set<std::string> listed_parents;
    for (auto const& code : named) listed_parents.insert(parent_code(code));
    std::vector<region> out;
    std::unordered_set<std::string> gone;
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        auto const& r = tree.at(i);
        if (named.contains(r.code) || r.valid_to || !who.reaches(r.code)) continue;
        auto const parent = parent_code(r.code);
        if (!gone.contains(parent) && !listed_parents.contains(parent)) continue;
        gone.insert(r.code);
        out.push_back(r);
    }
    return out;
}

}  // namespace

std::vector<area> areas_of_names(actor const& who) {
    if (!who.may("regions.read") && who.may("regions.names")) return {{""}};
    return who.areas;
}

regions::regions(db::database& database, store::vault const& v, codes::code_tables const& tables)
    : db_(database), vault_(v), codes_(tables) {
    db_.read([&](db::connection& c) { reload(c); });
}

std::shared_ptr<region_tree const> regions::tree() const {
    std::lock_guard lock(guard_);
    return tree_;
}

void regions::reload(db::connection& c) {
    auto fresh = std::make_shared<region_tree const>(region_store::all(c, vault_));
    std::lock_guard lock(guard_);
    tree_ = std::move(fresh);
}

void regions::publish() {
    db_.read([&](db::connection& c) { reload(c); });
    for (auto const& f : listeners_) f();
}

result<region> regions::find(actor const& who, std::string_view code) const {
    auto const now = tree();
    auto const* have = now->find(code);
    if (!have) return fail(fault::not_found, "error.not_found");
    if (who.may("regions.read")) {
        if (!who.reaches(code)) return fail(fault::not_found, "error.not_found");
        return *have;
    }
    if (!who.may("regions.names")) return fail(fault::not_found, "error.not_found");
    region named;
    named.id = have->id;
    named.code = have->code;
    named.name = have->name;
    named.short_name = have->short_name;
    named.level = have->level;
    named.kind = have->kind;
    named.parent_id = have->parent_id;
    named.valid_from = have->valid_from;
    named.valid_to = have->valid_to;
    named.updated_at = have->updated_at;
    named.row_version = have->row_version;
    return named;
}

result<import_outcome> regions::import_file(actor const& who, files::workbook& book,
                                            std::string const& file_name, import_choice choice) {
    auto rows = read_divisions(book);
    if (!rows) return fail(rows.error());
    auto const now = tree();
    writing_reach const reach(who, kept_places_);
    import_outcome out;
    std::unordered_set<std::string> seen;
    std::vector<region> fresh;
    std::vector<std::pair<region const*, region>> changed;
    std::sort(rows->begin(), rows->end(),
              [](auto const& a, auto const& b) { return a.place.code < b.place.code; });
    for (auto& d : *rows) {
        auto report = [&](field_error const& e) {
            out.problems.push_back({d.row, d.place.code, e.key, e.args});
        };
        if (!d.problems.empty()) {
            for (auto const& e : d.problems) report(e);
            continue;
        }
        auto const& code = d.place.code;
        if (!seen.insert(code).second) {
            report({"/code", "regions.import.twice", {{"code", code}}});
            continue;
        }
        auto const parent = parent_code(code);
        auto const is_known = [&](std::string const& c) {
            return now->find(c) ||
                   std::any_of(fresh.begin(), fresh.end(), [&](auto const& r) { return r.code == c; });
        };
        auto const* have = now->find(code);
        if (!reach.holds(code)) {
            if (!reach.is_above(code)) {
                report({"/code", reach.refusal(), {{"code", code}}});
                continue;
            }
            if (have) {
                ++out.unchanged;
                continue;
            }
        }
        if (!parent.empty() && !is_known(parent)) {
            report({"/parent_code", "regions.import.no_parent", {{"code", code}, {"parent", parent}}});
            continue;
        }
        if (!have) {
            fresh.push_back(d.place);
            ++out.added;
            continue;
        }
        region next = *have;
        if (next.name != d.place.name && next.name != next.short_name &&
            std::find(next.aliases.begin(), next.aliases.end(), next.short_name) == next.aliases.end() &&
            next.short_name != d.place.short_name)
            next.aliases.push_back(next.short_name);  // the old name stays known
        next.name = d.place.name;
        next.short_name = d.place.short_name;
        next.kind = d.place.kind;
        if (!d.place.aliases.empty()) next.aliases = d.place.aliases;
        if (d.place.valid_from) next.valid_from = d.place.valid_from;
        if (d.place.valid_to) next.valid_to = d.place.valid_to;
        if (d.place.urban_rural_code) next.urban_rural_code = d.place.urban_rural_code;
        if (record::diff(type(), have, &next).empty()) {
            ++out.unchanged;
        } else {
            changed.emplace_back(have, std::move(next));
            ++out.changed;
        }
    }
    out.left_out = left_out(*now, who, seen);
    auto const closing =
        choice.close_left_out ? std::span<region const>(out.left_out) : std::span<region const>{};
    if (!choice.commit || (fresh.empty() && changed.empty() && closing.empty())) return out;
    if (!closing.empty() && !out.problems.empty())
        return fail(fault::conflict, "regions.import.closes_with_problems",
                    {{"count", std::to_string(out.problems.size())}});
    auto written = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        std::map<std::string, region_id> minted;
        auto const at = format_instant(tx.at);
        for (auto& r : fresh) {
            r.id = region_id{tx.mint()};
            minted[r.code] = r.id;
            auto const parent = parent_code(r.code);
            if (auto const* known = now->find(parent)) r.parent_id = known->id;
            if (auto const m = minted.find(parent); m != minted.end()) r.parent_id = m->second;
            r.updated_at = at;
            r.row_version = 1;
            region_store::insert(tx, r, vault_);
        }
        for (auto& [before, after] : changed) {
            after.updated_at = at;
            after.row_version = before->row_version + 1;
            if (!region_store::update(tx, after, before->row_version, vault_))
                return fail(fault::conflict, "error.busy");
            tx.record({.what = "changed",
                       .entity = "region",
                       .entity_id = after.id.value,
                       .label = after.name,
                       .changes = changes_between(before, &after),
                       .reason = file_name});
        }
        for (auto const& before : closing) {
            auto after = before;
            after.valid_to = china_day(tx.at);
            after.updated_at = at;
            ++after.row_version;
            if (!region_store::update(tx, after, before.row_version, vault_))
                return fail(fault::conflict, "error.busy");
            tx.record({.what = "changed",
                       .entity = "region",
                       .entity_id = after.id.value,
                       .label = after.name,
                       .changes = changes_between(&before, &after),
                       .reason = file_name});
        }
        if (!fresh.empty())
            tx.record({.what = "imported",
                       .entity = "region",
                       .label = file_name,
                       .changes = {{"added", "", std::to_string(out.added)},
                                   {"changed", "", std::to_string(out.changed)}}});
        tx.after_commit([this] { publish(); });
        return done{};
    });
    if (!written) return fail(written.error());
    return out;
}

result<region> regions::amend(actor const& who, std::string const& code, std::int64_t version,
                              std::function<result<done>(region&)> const& change) {
    auto const now = tree();
    auto const* have = now->find(code);
    if (!have || !who.reaches(code)) return fail(fault::not_found, "error.not_found");
    region next = *have;
    if (auto ok = change(next); !ok) return fail(ok.error());
    if (next.valid_from && next.valid_to && *next.valid_to < *next.valid_from)
        return fail_field("/valid_to", "error.range_reversed");
    return db_.write<region>(who, [&](db::transaction& tx) -> result<region> {
        next.updated_at = format_instant(tx.at);
        next.row_version = version + 1;
        if (!region_store::update(tx, next, version, vault_)) {
            auto const fresh = tree();
            error e{fault::stale, "error.stale", {}, {}, {}};
            if (auto const* current = fresh->find(code))
                e.current = boost::json::serialize(record::write_json(type(), current));
            return fail(std::move(e));
        }
        tx.record({.what = "changed",
                   .entity = "region",
                   .entity_id = next.id.value,
                   .label = next.name,
                   .changes = changes_between(have, &next)});
        tx.after_commit([this] { publish(); });
        return next;
    });
}

result<done> regions::set_profiles(actor const& who,
                                   std::vector<std::pair<std::string, village_profile>> const& profiles,
                                   std::string const& source) {
    auto const now = tree();
    return db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        for (auto const& [code, profile] : profiles) {
            auto const* have = now->find(code);
            if (!have || !who.reaches(code)) return fail(fault::not_found, "error.not_found");
            region next = *have;
            next.profile = profile;
            next.updated_at = format_instant(tx.at);
            next.row_version = have->row_version + 1;
            if (!region_store::update(tx, next, have->row_version, vault_))
                return fail(fault::stale, "error.stale");
        }
        tx.record({.what = "imported",
                   .entity = "village_profile",
                   .label = source,
                   .changes = {{"rows", "", std::to_string(profiles.size())}}});
        tx.after_commit([this] { publish(); });
        return done{};
    });
}

}  // namespace guiyan::regions
