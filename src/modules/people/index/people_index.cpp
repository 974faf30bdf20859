#include "modules/people/index/people_index.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <shared_mutex>

#include "modules/people/index/question.hpp"
#include "modules/people/index/snapshot.hpp"

namespace guiyan::people {

using namespace inside;

struct people_index::body {
    std::vector<ordinal_range> skill_nodes;

    std::mutex compacting;    ///< held while a new shelf is built; taken before `writing`
    std::mutex writing;       ///< one writer at a time
    mutable std::mutex gate;  ///< a waiting writer holds it, so that readers cannot starve him
    mutable std::shared_mutex shelf_guard;
    std::unique_ptr<shelf> now;

    std::shared_lock<std::shared_mutex> read() const {
        std::lock_guard const turn(gate);
        return std::shared_lock(shelf_guard);
    }
    /// Runs `change` with no reader inside.
    template <class Change>
    auto alone(Change change) {
        std::lock_guard const turn(gate);
        std::unique_lock const lock(shelf_guard);
        return change();
    }
    /// Puts a new shelf in place of the old one, which is returned to be destroyed outside the lock.
    std::unique_ptr<shelf> exchange(std::unique_ptr<shelf> next) {
        return alone([&] {
            now.swap(next);
            return std::move(next);
        });
    }
    static std::size_t patience(shelf const& s) { return 1024 + s.sorted.size / 512; }
    void rebuild();
    void make_room(person_entry const& person);
};

people_index::people_index(index_settings settings) : body_(std::make_unique<body>()) {
    body_->skill_nodes = std::move(settings.skill_nodes);
    body_->now = build_shelf(freeze(people_columns{}), body_->skill_nodes, false);
}

people_index::~people_index() = default;

void people_index::load(std::span<person_entry const> people) {
    people_columns loose;
    loose.reserve(people.size(), average_person{});
    for (auto const& p : people) loose.add(p);
    auto next = build_shelf(freeze(loose), body_->skill_nodes, true);
    std::lock_guard const one(body_->compacting);
    std::lock_guard const two(body_->writing);
    auto const old = body_->exchange(std::move(next));
}

void people_index::body::rebuild() {
    // `compacting` is held. The old shelf goes on serving and changing; slots above the frozen ones and
    // deaths since then are carried over at the end.
    frozen_people frozen;
    shelf* old = nullptr;
    {
        std::lock_guard const lock(writing);
        old = now.get();
        frozen = freeze(old->people);
    }
    auto next = build_shelf(frozen, skill_nodes, false);
    std::unique_ptr<shelf> gone;
    {
        std::lock_guard const lock(writing);
        for (std::size_t w = 0; w < frozen.alive.size(); ++w)
            for (word died = frozen.alive[w] & ~old->people.alive[w]; died; died &= died - 1)
                next->take_out(old->people.id[w * 64 + unsigned(std::countr_zero(died))]);
        for (slot s = frozen.slots; s < old->slots(); ++s)
            if (has(old->people.alive.data(), s)) next->take_over(old->people, s, old->people.book);
        gone = exchange(std::move(next));
    }
}

void people_index::body::make_room(person_entry const& person) {
    // A builder may be reading the columns: they must not move under it.
    std::lock_guard const lock(compacting);
    std::lock_guard const one(writing);
    if (now->people.has_room(person)) return;
    alone([&] {
        now->people.reserve(now->people.slots() + now->people.slots() / 2 + 8192, now->people.average());
    });
    // Unusually long texts may need more than their share; then the one append moves its column, which nobody
    // reads besides: `compacting` is ours.
    alone([&] { now->people.reserve_bytes(person); });
}

void people_index::upsert(person_entry const& person) {
    upsert(std::span(&person, 1));
}

void people_index::upsert(std::span<person_entry const> people) {
    for (auto const& person : people) {
        if (person.id == 0) throw std::invalid_argument("people_index: an id is 0");
        for (bool done = false; !done;) {
            {
                std::lock_guard const lock(body_->writing);
                if (body_->now->people.has_room(person)) {
                    body_->alone([&] { body_->now->put_in(person); });
                    done = true;
                }
            }
            if (!done) body_->make_room(person);
        }
    }
    std::size_t changes = 0, limit = 0;
    {
        auto const lock = body_->read();
        changes = body_->now->changes();
        limit = body::patience(*body_->now) * 16 + body_->now->sorted.size / 8;
    }
    if (changes > limit) compact();
}

bool people_index::remove(std::int64_t id) {
    std::lock_guard const lock(body_->writing);
    return body_->alone([&] { return body_->now->take_out(id); });
}

people_answer people_index::find(people_query const& query) const {
    auto const lock = body_->read();
    auto const& shelf = *body_->now;
    question q(query, shelf);
    people_answer answer;
    std::size_t const offset = std::size_t(std::max(query.page, 1u) - 1) * query.size;

    std::vector<slot> page;
    bool const counts = query.want_total || !query.facets.empty() || !query.region_counts.empty();
    auto walked = counts || query.size == 0 ? std::nullopt : pick_walking(q, query, offset, query.size);
    if (walked) {
        page = std::move(*walked);
    } else if (counts || query.size) {
        auto const apart = [&](unsigned d) { return q.restricts(d); };
        for (auto const& facet : query.facets)
            if (apart(dimension_of(facet))) q.expect_repeats();
        unsigned const region = dimension_number(dimension::region);
        if (!query.region_counts.empty() && apart(region)) q.expect_repeats();

        auto const found = q.collect();
        if (query.want_total) answer.total = std::uint32_t(found.total());
        page = pick(q, query, found, offset, query.size);
        for (auto const& facet : query.facets) {
            unsigned const own = dimension_of(facet);
            answer.facets.push_back(apart(own) ? count_facet(q, facet, q.collect(own))
                                               : count_facet(q, facet, found));
        }
        if (!query.region_counts.empty())
            answer.region_counts = apart(region) ? count_regions(q, query.region_counts, q.collect(region))
                                                 : count_regions(q, query.region_counts, found);
    }
    for (slot const s : page) {
        auto& row = answer.rows.emplace_back();
        row.id = shelf.people.id[s];
        for (auto const* term : q.words()) row.why.push_back(term->match(s).value_or(match_kind::text));
    }
    return answer;
}

std::vector<std::int64_t> people_index::find_all(people_query const& query) const {
    auto const lock = body_->read();
    question q(query, *body_->now);
    auto const found = q.collect();
    std::vector<std::int64_t> ids;
    for (slot const s : pick(q, query, found, 0, found.total())) ids.push_back(body_->now->people.id[s]);
    return ids;
}

std::uint32_t people_index::count(people_query const& query) const {
    auto const lock = body_->read();
    question q(query, *body_->now);
    return std::uint32_t(q.collect().total());
}

people_table people_index::tabulate(people_query const& query, std::span<people_filter const> rows,
                                    std::span<people_filter const> columns) const {
    auto const lock = body_->read();
    question q(query, *body_->now);
    auto const found = q.collect();
    return count_table(q, found, rows, columns);
}

std::size_t people_index::size() const {
    auto const lock = body_->read();
    return body_->now->living;
}

people_index::memory_use people_index::memory() const {
    auto const lock = body_->read();
    auto& shelf = *body_->now;
    std::size_t all = shelf.late.size() * 40;
    auto const add = [&](auto const& array) { all += array.size() * sizeof(array[0]); };
    shelf.people.each_array(add);
    shelf.sorted.each_array(add);
    auto const& texts = shelf.sorted.texts;
    std::size_t const text = shelf.people.text.memory() + texts.keys.size() * 20 + texts.bytes.size();
    return {all - text, text};
}

bool people_index::wants_compaction() const {
    auto const lock = body_->read();
    return body_->now->changes() > body::patience(*body_->now);
}

void people_index::compact() {
    std::lock_guard const lock(body_->compacting);
    body_->rebuild();
}

void people_index::save(std::filesystem::path const& file, std::uint64_t generation) {
    std::lock_guard const lock(body_->compacting);
    if (body_->now->changes() || body_->now->living != body_->now->sorted.by_id.size()) body_->rebuild();
    std::lock_guard const one(body_->writing);
    write_snapshot(*body_->now, file, generation);
}

bool people_index::open(std::filesystem::path const& file, std::uint64_t generation) {
    auto next = read_snapshot(file, generation, body_->skill_nodes);
    if (!next) return false;
    std::lock_guard const one(body_->compacting);
    std::lock_guard const two(body_->writing);
    auto const old = body_->exchange(std::move(next));
    return true;
}

}  // namespace guiyan::people
