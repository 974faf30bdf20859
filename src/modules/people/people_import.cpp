#include <algorithm>
#include <boost/json.hpp>

#include "modules/people/people.hpp"
#include "modules/people/person_json.hpp"
#include "modules/people/person_store.hpp"
#include "record/diff.hpp"

namespace guiyan::people {
namespace {

/// Beyond that the index is made anew, which costs less than taking the records in one by one.
constexpr std::size_t many = 20000;

void add_what_is_missing(person& to, person const& from) {
    for (auto const& f : person_type().fields) {
        if (f.read_only || !f.get || !f.set || !f.nullable) continue;
        if (std::holds_alternative<std::monostate>(f.get(&to))) f.set(&to, f.get(&from));
    }
    for (auto const& s : from.skills)
        if (std::ranges::find(to.skills, s) == to.skills.end()) to.skills.push_back(s);
    for (auto const& c : from.categories)
        if (std::ranges::find(to.categories, c.category, &person_category::category) == to.categories.end())
            to.categories.push_back(c);
}

}  // namespace

std::vector<known_one> people::known_by_number(actor const& who, std::string_view number) const {
    return db_.query(
        [&](db::connection& c) { return person_store::known_by_number(c, who, number, vault_); });
}

std::vector<known_one> people::known_by_name(actor const& who, std::string_view name) const {
    return db_.query([&](db::connection& c) { return person_store::known_by_name(c, who, name, vault_); });
}

void people::each_key(std::function<void(std::string_view, std::string_view)> const& f) const {
    db_.read([&](db::connection& c) { person_store::each_key(c, f); });
}

std::string people::number_digest(std::string_view number) const {
    return person_store::number_digest(number, vault_);
}

std::vector<field_error> people::prepare(actor const& who, person& p) const {
    auto wrong = settle(p);
    if (auto placed = place(who, p); !placed)
        wrong.insert(wrong.end(), placed.error().fields.begin(), placed.error().fields.end());
    return wrong;
}

person people::row_defaults() const {
    person p;
    p.created_at = p.updated_at = clock_.now();
    p.row_version = 1;
    return p;
}

void people::insert_all(db::transaction& tx, std::span<person const> all) {
    person_store::insert_all(tx, all, vault_);
    std::vector<std::int64_t> ids;
    for (auto const& p : all) ids.push_back(p.id.value);
    reindex_after(tx, std::move(ids));
}

void people::reindex_after(db::transaction& tx, std::vector<std::int64_t> ids) {
    tx.after_commit([this, ids = std::move(ids)] {
        if (ids.size() > many) return load_index();
        for (auto const id : ids) lines_.forget(id);
        auto const s = now();
        std::vector<person_entry> entries;
        db_.read([&](db::connection& c) {
            for (auto id : ids)
                person_store::each_for_index(c, id, [&](person&& p, bool has_phone) {
                    entries.push_back(s.feed->entry(p, has_phone));
                });
        });
        s.index->upsert(entries);
    });
}

result<std::optional<filled_record>> people::fill_in(db::transaction& tx, person_id id, person const& from,
                                                     std::string const& reason) {
    auto const have = person_store::find(tx.sql, tx.who, id, vault_);
    if (!have) return fail(fault::not_found, "error.not_found");
    if (have->state != "active") return fail(fault::refused, "people.not_active");
    person before = *have;
    name_places(before);
    person next = before;
    add_what_is_missing(next, from);
    if (auto wrong = prepare(tx.who, next); !wrong.empty())
        return fail(error{fault::invalid, "error.invalid", {}, std::move(wrong), {}});
    auto differences = trail_of(&before, &next);
    if (differences.empty()) return std::optional<filled_record>();
    if (next.id_number && next.id_number != before.id_number)
        for (auto const holder : person_store::by_id_number(tx.sql, *next.id_number, vault_))
            if (holder != id) return fail(fault::conflict, "people.id_number_unavailable");
    next.updated_at = tx.at;
    next.row_version = before.row_version + 1;
    if (!person_store::update(tx, next, before.row_version, vault_)) return fail(fault::stale, "error.stale");
    std::vector<db::change> changes;
    for (auto& d : differences) changes.push_back({d.field, d.before, d.after});
    tx.record({.what = "changed",
               .entity = "person",
               .entity_id = id.value,
               .label = next.name,
               .changes = std::move(changes),
               .reason = reason});
    // The index follows when the batch is through; a line must not be older than its record even so long.
    tx.after_commit([this, id] { lines_.forget(id.value); });
    return std::optional(filled_record{boost::json::serialize(whole_json(before)), next.row_version});
}

std::vector<known_one> people::changed_since_import(db::transaction& tx, batch_id batch) const {
    return person_store::changed_since_import(tx.sql, batch);
}

std::int64_t people::void_batch(db::transaction& tx, batch_id batch) {
    auto ids = person_store::void_batch(tx, batch);
    auto const count = static_cast<std::int64_t>(ids.size());
    tx.after_commit([this, ids = std::move(ids)] {
        if (ids.size() > many) return load_index();
        auto const s = now();
        for (auto const id : ids) lines_.forget(id), s.index->remove(id);
    });
    return count;
}

result<done> people::put_back(db::transaction& tx, person_id id, std::string const& before,
                              std::int64_t version_after, std::string const& reason) {
    auto const have = person_store::find(tx.sql, tx.who, id, vault_);
    if (!have) return fail(fault::not_found, "error.not_found");
    if (have->row_version != version_after) return fail(fault::stale, "error.stale", {{"name", have->name}});
    person p = from_whole_json(boost::json::parse(before));
    auto const differences = trail_of(&*have, &p);
    p.updated_at = tx.at;
    p.row_version = version_after + 1;
    if (!person_store::update(tx, p, version_after, vault_))
        return fail(fault::stale, "error.stale", {{"name", p.name}});
    std::vector<db::change> changes;
    for (auto const& d : differences) changes.push_back({d.field, d.before, d.after});
    tx.record({.what = "changed",
               .entity = "person",
               .entity_id = id.value,
               .label = p.name,
               .changes = std::move(changes),
               .reason = reason});
    reindex_after(tx, {id.value});
    return done{};
}

}  // namespace guiyan::people
