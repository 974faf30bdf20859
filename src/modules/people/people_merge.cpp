#include <algorithm>
#include <boost/json.hpp>

#include "modules/people/merger_store.hpp"
#include "modules/people/people.hpp"
#include "modules/people/person_json.hpp"
#include "modules/people/person_store.hpp"
#include "record/diff.hpp"

namespace guiyan::people {
namespace {

constexpr std::chrono::days reversible_for{30};  // G-17, default

/// Both records as they were, whole.
std::string both_as_json(person const& kept, person const& other) {
    return boost::json::serialize(
        boost::json::object{{"kept", whole_json(kept)}, {"other", whole_json(other)}});
}

}  // namespace

result<std::vector<possible_duplicate>> people::duplicates(actor const& who, person_id id) const {
    auto const have = db_.query([&](db::connection& c) { return person_store::find(c, who, id, vault_); });
    if (!have) return fail(fault::not_found, "error.not_found");
    // Beside a number only the year is compared for who may not see more: somebody entered for the purpose
    // would else tell whether a guessed birthday is right.
    auto birth_of = [&](person const& p) {
        return p.birth_date && p.id_number && !who.may("people.reveal") ? partial_date(p.birth_date->year())
                                                                        : p.birth_date;
    };
    std::vector<possible_duplicate> out;
    db_.read([&](db::connection& c) {
        auto consider = [&](std::vector<person_id> const& ids, auto const& judge) {
            for (auto const other : ids) {
                if (other == id ||
                    std::any_of(out.begin(), out.end(), [&](auto const& d) { return d.person.id == other; }))
                    continue;
                // Out of reach: nothing is said, not even that there is one.
                auto const p = person_store::find(c, who, other, vault_);
                if (!p || p->state != "active" || merger_store::are_distinct(c, id, other)) continue;
                auto const [why, confidence] = judge(*p);
                if (!std::string_view(why).empty()) out.push_back({row_of(*p), why, confidence});
            }
        };
        if (have->phone)
            consider(person_store::by_phone(c, *have->phone, vault_), [&](person const& p) {
                return p.name == have->name ? std::pair("phone", "high")
                                            : std::pair("phone_other_name", "low");
            });
        consider(merger_store::namesakes(c, have->name), [&](person const& p) {
            // Two numbers are two persons.
            if (p.id_number && have->id_number) return std::pair("", "");
            auto const mine = birth_of(*have), theirs = birth_of(p);
            bool const same_birth = mine && theirs && theirs->agrees_with(*mine);
            bool const other_birth = mine && theirs && !same_birth;
            if (other_birth) return std::pair("", "");
            if (same_birth && p.region_id == have->region_id) return std::pair("name_birth_place", "high");
            if (same_birth) return std::pair("name_and_birth", "medium");
            if (p.region_id == have->region_id) return std::pair("name_and_place", "medium");
            return std::pair("", "");
        });
    });
    return out;
}

bool people::may_read(actor const& who, person_id id) const {
    return who.may("people.read") && find(who, id).has_value();
}

std::vector<std::int64_t> people::with_merged(actor const& who, person_id id) const {
    if (!may_read(who, id)) return {};
    auto out = db_.query([&](db::connection& c) { return merger_store::merged_into(c, id); });
    out.insert(out.begin(), id.value);
    return out;
}

std::vector<duplicate_group> people::duplicate_groups(actor const& who) const {
    std::vector<duplicate_group> out;
    db_.read([&](db::connection& c) {
        for (auto const& ids : merger_store::alike(c, who, 200)) {
            auto const found = person_store::find_all(c, who, ids, vault_);
            // Of the group only those count that may still be the same as the first.
            duplicate_group g;
            for (auto const& p : found) {
                bool const may_be_same =
                    g.people.empty() || (!(p.id_number && found.front().id_number) &&
                                         !merger_store::are_distinct(c, found.front().id, p.id));
                if (may_be_same) g.people.push_back(row_of(p));
            }
            if (g.people.size() < 2) continue;
            bool const birth =
                found[0].birth_date && found[1].birth_date && *found[0].birth_date == *found[1].birth_date;
            g.why = birth ? "name_and_birth" : "name_and_phone";
            out.push_back(std::move(g));
        }
    });
    return out;
}

result<done> people::tell_apart(actor const& who, person_id one, person_id other) {
    return db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto const a = person_store::find(tx.sql, who, one, vault_);
        auto const b = person_store::find(tx.sql, who, other, vault_);
        if (!a || !b || one == other) return fail(fault::not_found, "error.not_found");
        merger_store::mark_distinct(tx, one, other);
        tx.record({.what = "told_apart",
                   .entity = "person",
                   .entity_id = one.value,
                   .label = a->name,
                   .reason = to_string(other)});
        return done{};
    });
}

result<person> people::merge(actor const& who, person_id kept_id, person_id other_id, std::int64_t version,
                             std::vector<std::string> const& take) {
    if (kept_id == other_id) return fail_field("/other_id", "people.merge.same");
    for (auto const& name : take)
        if (auto const* f = person_type().find(name); !f || f->read_only || f->is == record::kind::records)
            return fail_field("/take", "error.unknown_field");
    bool old = false;
    auto written = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto kept = person_store::find(tx.sql, who, kept_id, vault_);
        auto other = person_store::find(tx.sql, who, other_id, vault_);
        if (!kept || !other) return fail(fault::not_found, "error.not_found");
        if (kept->state != "active" || other->state != "active")
            return fail(fault::refused, "people.not_active");
        if (kept->row_version != version) {
            old = true;
            return fail(fault::stale, "error.stale");
        }
        name_places(*kept);
        name_places(*other);
        if (kept->id_number && other->id_number && *kept->id_number != *other->id_number)
            return fail(fault::refused, "people.merge.two_numbers");
        merger_store::merger const m{tx.mint(),   kept_id, other_id, both_as_json(*kept, *other),
                                     version + 1, tx.at};

        person next = *kept;
        for (auto const& f : person_type().fields) {
            if (f.read_only || !f.get || !f.nullable) continue;
            bool const asked = std::find(take.begin(), take.end(), f.name) != take.end();
            bool const empty = std::holds_alternative<std::monostate>(f.get(&next));
            // What only one of the two knows is never lost.
            if (asked || empty) f.set(&next, f.get(&*other));
        }
        for (auto const& name : take)
            if (auto const* f = person_type().find(name); f->get && !f->nullable)
                f->set(&next, f->get(&*other));
        for (auto const& s : other->skills)
            if (std::find(next.skills.begin(), next.skills.end(), s) == next.skills.end())
                next.skills.push_back(s);
        for (auto const& c : other->categories)
            if (std::none_of(next.categories.begin(), next.categories.end(),
                             [&](auto const& h) { return h.category == c.category && h.since == c.since; }))
                next.categories.push_back(c);
        if (auto placed = place(who, next); !placed) return placed;
        if (auto wrong = settle(next); !wrong.empty()) {
            // The number is not said here: nobody gave a reason to see it.
            for (auto& e : wrong)
                e = {e.path, e.path == "/birth_date" ? "people.birth_follows_number" : e.key, {}};
            return fail(error{fault::invalid, "error.invalid", {}, std::move(wrong), {}});
        }

        person gone = *other;
        gone.state = "merged";
        gone.merged_into_id = kept_id;
        gone.updated_at = next.updated_at = tx.at;
        gone.row_version = other->row_version + 1;
        next.row_version = version + 1;
        // First the other leaves, so that its number is free for the one that stays.
        if (!person_store::update(tx, gone, other->row_version, vault_) ||
            !person_store::update(tx, next, version, vault_)) {
            old = true;
            return fail(fault::stale, "error.stale");
        }
        merger_store::insert(tx, m, vault_);
        std::vector<db::change> changes;
        for (auto& d : trail_of(&*kept, &next)) changes.push_back({d.field, d.before, d.after});
        tx.record({.what = "merged",
                   .entity = "person",
                   .entity_id = kept_id.value,
                   .label = next.name,
                   .changes = std::move(changes),
                   .reason = to_string(other_id)});
        tx.record({.what = "merged_away",
                   .entity = "person",
                   .entity_id = other_id.value,
                   .label = gone.name,
                   .changes = {{"state", "active", "merged"}},
                   .reason = to_string(kept_id)});
        reindex_after(tx, {kept_id.value, other_id.value});
        return done{};
    });
    if (old) return fail(stale(who, kept_id));
    if (!written) return fail(written.error());
    return find(who, kept_id);
}

result<person> people::undo_merger(actor const& who, person_id kept_id) {
    auto written = db_.write<done>(who, [&](db::transaction& tx) -> result<done> {
        auto const now = person_store::find(tx.sql, who, kept_id, vault_);
        auto const m = now ? merger_store::newest(tx.sql, kept_id, vault_) : std::nullopt;
        if (!m) return fail(fault::not_found, "error.not_found");
        if (tx.at - m->merged_at > reversible_for) return fail(fault::refused, "people.merge.too_late");
        if (now->row_version != m->kept_version) return fail(fault::refused, "people.merge.changed_since");
        auto const gone = person_store::find(tx.sql, who, m->merged, vault_);
        if (!gone) return fail(fault::not_found, "error.not_found");
        auto const before = boost::json::parse(m->before);
        person kept = from_whole_json(before.at("kept")), other = from_whole_json(before.at("other"));
        kept.row_version = now->row_version + 1;
        other.row_version = gone->row_version + 1;
        kept.updated_at = other.updated_at = tx.at;
        if (!person_store::update(tx, kept, now->row_version, vault_) ||
            !person_store::update(tx, other, gone->row_version, vault_))
            return fail(fault::stale, "error.stale");
        merger_store::mark_undone(tx, m->id);
        tx.record({.what = "merger_undone",
                   .entity = "person",
                   .entity_id = kept_id.value,
                   .label = kept.name,
                   .reason = to_string(m->merged)});
        tx.record({.what = "merger_undone",
                   .entity = "person",
                   .entity_id = m->merged.value,
                   .label = other.name,
                   .reason = to_string(kept_id)});
        reindex_after(tx, {kept_id.value, m->merged.value});
        return done{};
    });
    if (!written) return fail(written.error());
    return find(who, kept_id);
}

}  // namespace guiyan::people
