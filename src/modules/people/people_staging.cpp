// A batch comes in by parts, so that nobody waits long for the one writer, and appears as a whole. Its
// records are void until all of them are durable: whatever reads the bank leaves void records out.
#include <algorithm>

#include "modules/people/people.hpp"
#include "modules/people/person_store.hpp"
#include "modules/people/staging_store.hpp"
#include "modules/people/trail_store.hpp"
#include "store/columns.hpp"

namespace guiyan::people {
namespace {

/// Below this the new entries go into the index in place, within the commit.
constexpr std::size_t few = 5000;

}  // namespace

struct staged_part::rows {
    rows(record::type const& t, store::vault const& v, std::int64_t account)
        : people(t, v, {{"created_by", account}}) {}

    struct category {
        std::size_t person;
        std::int64_t id, person_id;
        person_category what;
    };
    store::prepared_rows people;
    std::vector<category> categories;
    std::vector<std::string> digests;     ///< of ID numbers
    std::vector<std::size_t> digests_of;  ///< their people, by place
};

struct batch_index {
    batch_id batch;
    std::vector<std::int64_t> others;
    std::int64_t event = 0;  ///< the index holds everything up to this one
    std::shared_ptr<index_feed const> feed;
    std::shared_ptr<people_index> index;  ///< none: the batch is added to the one in place
};

staged_part people::prepare_part(actor const& who, std::vector<person> all) const {
    staged_part out;
    out.ready = std::make_shared<staged_part::rows>(person_type(), vault_, who.account_id);
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto& p = all[i];
        p.id = person_id{db_.ids().next()};
        p.state = "void";
        out.ids.push_back(p.id.value);
        out.ready->people.add(&p);
        if (p.id_number) {
            out.ready->digests.push_back(person_store::number_digest(*p.id_number, vault_));
            out.ready->digests_of.push_back(i);
        }
        for (auto& c : p.categories)
            out.ready->categories.push_back({i, db_.ids().next(), p.id.value, std::move(c)});
    }
    return out;
}

void people::stage(db::transaction& tx, staged_part const& part, std::vector<bool>& wanted) const {
    auto const& rows = *part.ready;
    auto const holders = person_store::holders(tx.sql, rows.digests);
    for (std::size_t i = 0; i < holders.size(); ++i)
        if (holders[i]) wanted[rows.digests_of[i]] = false;
    rows.people.insert(tx.sql, wanted);
    static constexpr std::string_view columns[] = {"id",    "person_id", "category",   "since",    "until",
                                                   "basis", "source",    "key_target", "confirmed"};
    auto at = rows.categories.begin();
    tx.sql.bulk("person_category", columns, [&](std::vector<db::parameter>& values) {
        while (at != rows.categories.end() && !wanted[at->person]) ++at;
        if (at == rows.categories.end()) return false;
        auto const& c = at->what;
        values = {at->id,
                  at->person_id,
                  std::string_view(c.category),
                  std::monostate{},
                  std::monostate{},
                  std::string_view(c.basis),
                  std::string_view(c.source),
                  std::int64_t{c.key_target},
                  std::int64_t{c.confirmed}};
        ++at;
        return true;
    });
}

shown_part people::show_next(db::transaction& tx, batch_id batch, std::size_t most) const {
    shown_part out;
    auto const ids = staging_store::next(tx.sql, batch, most);
    if (ids.empty()) return out;
    out.more = ids.size() == most;
    try {
        db::savepoint whole(tx.sql);
        out.shown = staging_store::show(tx, batch, ids.front(), ids.back());
        whole.keep();
        return out;
    } catch (db::sql_error const& e) {
        if (e.kind != db::failure::unique) throw;
    }
    for (auto const id : staging_store::taken(tx.sql, batch, ids.front(), ids.back())) {
        out.taken.push_back(staging_store::place_of(tx.sql, id));
        staging_store::wipe(tx, id);
    }
    out.shown = staging_store::show(tx, batch, ids.front(), ids.back());
    return out;
}

bool people::release_next(db::transaction& tx, batch_id batch, std::size_t most) const {
    auto const ids = staging_store::next(tx.sql, batch, most);
    for (auto const id : ids) staging_store::wipe(tx, id);
    return !ids.empty();
}

void people::begin_batch(batch_id batch) {
    std::unique_lock lock(guard_);
    unfinished_.insert(batch.value);
}

void people::end_batch(batch_id batch) {
    std::unique_lock lock(guard_);
    unfinished_.erase(batch.value);
}

std::shared_ptr<batch_index> people::prepare_index(batch_id batch, std::vector<std::int64_t> others,
                                                   std::size_t size) {
    auto out = std::make_shared<batch_index>();
    out->batch = batch;
    out->others = std::move(others);
    if (size <= few) return out;
    out->feed = now().feed;
    out->index = std::make_shared<people_index>(index_settings{out->feed->skill_nodes()});
    std::set<std::int64_t> unfinished;
    {
        std::shared_lock lock(guard_);
        unfinished = unfinished_;
    }
    unfinished.erase(batch.value);
    std::vector<person_entry> entries;
    db_.read([&](db::connection& c) {
        out->event = trail_store::head(c);
        person_store::each_for_index(c, 0, [&](person&& p, bool has_phone) {
            if (!unfinished.contains(p.import_batch_id.value))
                entries.push_back(out->feed->entry(p, has_phone));
        });
    });
    out->index->load(entries);
    return out;
}

void people::take_index_after(db::transaction& tx, std::shared_ptr<batch_index> ready) {
    auto changed = ready->index ? trail_store::people_since(tx.sql, ready->event, trail_store::most_looked_up)
                                : std::optional(std::unordered_set<std::int64_t>());
    tx.after_commit([this, ready, changed = std::move(changed)] {
        {
            std::unique_lock lock(guard_);
            unfinished_.erase(ready->batch.value);
        }
        auto s = now();
        // Places or codes changed while the index was made, or too many people: everything anew.
        if (!changed || (ready->index && ready->feed != s.feed)) return load_index();
        std::vector<std::int64_t> again = ready->others;
        again.insert(again.end(), changed->begin(), changed->end());
        auto& index = ready->index ? *ready->index : *s.index;
        std::vector<person_entry> entries;
        db_.read([&](db::connection& c) {
            auto const add = [&](person&& p, bool has_phone) {
                entries.push_back(s.feed->entry(p, has_phone));
            };
            if (!ready->index) person_store::each_of_batch_for_index(c, ready->batch, add);
            for (auto const id : again) {
                auto const before = entries.size();
                person_store::each_for_index(c, id, add);
                if (entries.size() == before) index.remove(id);
            }
        });
        index.upsert(entries);
        if (!ready->index) return;
        std::unique_lock lock(guard_);
        index_ = ready->index;
    });
}

}  // namespace guiyan::people
