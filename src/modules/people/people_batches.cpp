#include "modules/people/people_batches.hpp"

#include <algorithm>
#include <charconv>

#include "modules/people/batch_store.hpp"
#include "modules/people/person_acts.hpp"
#include "modules/people/person_store.hpp"

namespace guiyan::people {
namespace {

constexpr std::int64_t shown = 50;  // of one's own acts

/// The record after the act, and what stood there; or why not.
struct tried {
    person before, after;
    std::optional<std::string> kept;
};
result<tried> try_on(std::optional<person> const& have, person_act const& a, batch_wish const& wish,
                     date today) {
    if (!have) return fail(fault::not_found, "error.not_found");
    if (have->state != "active") return fail(fault::refused, "people.not_active");
    tried out{*have, *have, {}};
    auto kept = a.apply(out.after, wish.value.value_or(""), wish.reason.value_or(""), today);
    if (!kept) return fail(kept.error());
    out.kept = std::move(*kept);
    return out;
}

bool keep(db::transaction& tx, person const& before, person& after, store::vault const& vault,
          std::string_view event, std::string const& reason) {
    after.updated_at = tx.at;
    after.row_version = before.row_version + 1;
    if (!person_store::update(tx, after, before.row_version, vault)) return false;
    std::vector<db::change> changes;
    for (auto& d : trail_of(&before, &after)) changes.push_back({d.field, d.before, d.after});
    tx.record({.what = std::string(event),
               .entity = "person",
               .entity_id = after.id.value,
               .label = after.name,
               .changes = std::move(changes),
               .reason = reason});
    return true;
}

}  // namespace

people_batches::people_batches(db::database& database, store::vault const& v, people& bank,
                               codes::code_tables const& tables, clock const& time)
    : db_(database), vault_(v), people_(bank), codes_(tables), clock_(time) {}

result<done> people_batches::check(batch_wish const& wish) const {
    error wrong{fault::invalid, "error.invalid", {}, {}, {}};
    auto const* a = find_act(wish.act);
    if (!a) {
        wrong.fields.push_back({"/act", "people.batch.no_such_act", {}});
        return fail(std::move(wrong));
    }
    if (!a->table.empty() && !wish.value)
        wrong.fields.push_back({"/value", "error.required", {}});
    else if (!a->table.empty() && !codes_.has(a->table, *wish.value))
        wrong.fields.push_back({"/value", "error.unknown_code", {{"code", *wish.value}}});
    if (a->table.empty() && wish.value) wrong.fields.push_back({"/value", "people.batch.takes_no_value", {}});
    if (a->needs_reason && !wish.reason) wrong.fields.push_back({"/reason", "error.required", {}});
    if (wish.all ? !wish.people.empty() : wish.people.empty())
        wrong.fields.push_back({"/people", "people.batch.ticked_or_all", {}});
    if (!wrong.fields.empty()) return fail(std::move(wrong));
    return done{};
}

result<std::vector<std::int64_t>> people_batches::chosen(actor const& who, batch_wish const& wish) const {
    std::vector<std::int64_t> ids;
    if (wish.all) {
        auto found = people_.ids(who, wish.filters);
        if (!found) return fail(found.error());
        ids = std::move(*found);
        auto const now = static_cast<std::int64_t>(ids.size());
        if (wish.expected && *wish.expected != now)
            return fail(fault::refused, "people.batch.list_changed", {{"now", std::to_string(now)}});
    } else {
        for (auto const& text : wish.people) {
            std::int64_t id = 0;
            auto const [end, code] = std::from_chars(text.data(), text.data() + text.size(), id);
            if (code != std::errc{} || end != text.data() + text.size())
                return fail_field("/people", "error.wrong_kind");
            if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
        }
    }
    if (ids.empty()) return fail(fault::refused, "people.batch.nobody");
    if (static_cast<std::int64_t>(ids.size()) > most)
        return fail(fault::refused, "people.batch.too_many",
                    {{"n", std::to_string(ids.size())}, {"most", std::to_string(most)}});
    return ids;
}

result<batch_outcome> people_batches::preview(actor const& who, batch_wish const& wish) const {
    if (auto ok = check(wish); !ok) return fail(ok.error());
    auto const ids = chosen(who, wish);
    if (!ids) return fail(ids.error());
    auto const& a = *find_act(wish.act);
    auto const today = china_day(clock_.now());
    batch_outcome out;
    out.asked = static_cast<std::int64_t>(ids->size());
    db_.read([&](db::connection& c) {
        for (auto const id : *ids) {
            auto const have = person_store::find(c, who, person_id{id}, vault_);
            if (auto const could = try_on(have, a, wish, today))
                ++out.done;
            else
                out.failed.push_back({person_id{id}, have ? have->name : "", could.error().key});
        }
    });
    return out;
}

result<batch_outcome> people_batches::act(actor const& who, batch_wish const& wish) {
    if (auto ok = check(wish); !ok) return fail(ok.error());
    auto const ids = chosen(who, wish);
    if (!ids) return fail(ids.error());
    auto const& a = *find_act(wish.act);
    return db_.write<batch_outcome>(who, [&](db::transaction& tx) -> result<batch_outcome> {
        batch_outcome out;
        out.asked = static_cast<std::int64_t>(ids->size());
        std::vector<batch_store::item> items;
        std::vector<std::int64_t> changed;
        for (auto const id : *ids) {
            auto const have = person_store::find(tx.sql, who, person_id{id}, vault_);
            auto could = try_on(have, a, wish, china_day(tx.at));
            if (!could) {
                out.failed.push_back({person_id{id}, have ? have->name : "", could.error().key});
            } else if (!keep(tx, could->before, could->after, vault_, a.event, wish.reason.value_or(""))) {
                out.failed.push_back({person_id{id}, have->name, "error.stale"});
            } else {
                items.push_back({id, could->kept, could->after.row_version});
                changed.push_back(id);
            }
        }
        out.done = static_cast<std::int64_t>(items.size());
        if (items.empty()) {
            tx.housekeeping();  // nobody was changed: there is nothing to tell and nothing to take back
            return out;
        }
        out.id = person_batch_id{tx.mint()};
        batch_store::insert(tx,
                            {.id = out.id,
                             .act = wish.act,
                             .value = wish.value,
                             .reason = wish.reason.value_or(""),
                             .asked = out.asked,
                             .done = out.done},
                            items);
        people_.reindex_after(tx, std::move(changed));
        return out;
    });
}

batch_list people_batches::list(actor const& who) const {
    batch_list out;
    out.most = most;
    out.items = db_.query([&](db::connection& c) { return batch_store::of_account(c, who, shown); });
    for (auto& b : out.items) b.may_undo = !b.undone_at && clock_.now() - b.at <= reversible_for;
    return out;
}

result<batch_outcome> people_batches::undo(actor const& who, person_batch_id id) {
    return db_.write<batch_outcome>(who, [&](db::transaction& tx) -> result<batch_outcome> {
        auto const b = batch_store::find(tx.sql, who, id);
        if (!b) return fail(fault::not_found, "error.not_found");
        if (b->undone_at) return fail(fault::refused, "people.batch.undone_already");
        if (tx.at - b->at > reversible_for) return fail(fault::refused, "people.batch.too_late");
        auto const& a = *find_act(b->act);
        batch_outcome out;
        out.id = id;
        std::vector<std::int64_t> changed;
        for (auto const& i : batch_store::items(tx.sql, id)) {
            ++out.asked;
            auto const have = person_store::find(tx.sql, who, person_id{i.person}, vault_);
            if (!have || have->row_version != i.version_after) {
                out.failed.push_back({person_id{i.person}, have ? have->name : "",
                                      have ? "people.batch.changed_since" : "error.not_found"});
                continue;
            }
            person back = *have;
            a.put_back(back, b->value.value_or(""), i.before);
            if (keep(tx, *have, back, vault_, "batch_undone", b->reason)) changed.push_back(i.person);
        }
        out.done = static_cast<std::int64_t>(changed.size());
        if (changed.empty()) return fail(fault::refused, "people.batch.all_changed_since");
        if (!batch_store::mark_undone(tx, id, out.done))
            return fail(fault::refused, "people.batch.undone_already");
        people_.reindex_after(tx, std::move(changed));
        return out;
    });
}

}  // namespace guiyan::people
