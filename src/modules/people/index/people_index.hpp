#pragma once
// All people of a county (or a province's share) in memory, answering the list page, facet counts, the name
// search and the statistics table exactly. No database, no JSON, no permission rules: the store feeds it
// inside its own transaction order, and afterwards fetches only the rows shown. Not the truth either: it can
// always be rebuilt.
//
// Threads: any number of readers; writers (load, upsert, remove) are serialised inside. A reader waits at
// most for the copying in of one entry; compact() builds beside the readers and holds them only for the
// exchange.

#include <filesystem>
#include <memory>
#include <span>

#include "modules/people/index/query.hpp"

namespace guiyan::people {

struct index_settings {
    /// Ranges of the skill tree that are asked for often (fields and groups): their members are kept ready.
    /// Any other range is answered too, a little slower.
    std::vector<ordinal_range> skill_nodes;
};

class people_index {
public:
    explicit people_index(index_settings settings = {});
    ~people_index();
    people_index(people_index const&) = delete;
    people_index& operator=(people_index const&) = delete;

    /// Replaces everything. Ids have to differ. Throws std::invalid_argument for id 0 or an id given twice.
    void load(std::span<person_entry const> people);

    /// Adds or replaces one person; seen by every question asked after the call returned.
    void upsert(person_entry const& person);
    void upsert(std::span<person_entry const> people);
    /// False when nobody has this id.
    bool remove(std::int64_t id);

    people_answer find(people_query const& query) const;
    /// Ids of everybody who matches, in the query's order, page and size left aside: for exports and batch
    /// acts.
    std::vector<std::int64_t> find_all(people_query const& query) const;
    std::uint32_t count(people_query const& query) const;
    /// The statistics table: rows × columns under the query's scope, filter and terms.
    people_table tabulate(people_query const& query, std::span<people_filter const> rows,
                          std::span<people_filter const> columns) const;

    std::size_t size() const;
    struct memory_use {
        std::size_t people = 0;  ///< bytes without texts
        std::size_t texts = 0;   ///< bytes of texts and their index
    };
    memory_use memory() const;

    /// Recent changes lie in a small unsorted part that every question scans. True when it has grown so far
    /// that compact() pays; the owner runs it on a background thread. upsert() compacts by itself when that
    /// never happens.
    bool wants_compaction() const;
    void compact();

    /// Writes everything to `file` (via a temporary beside it, then renamed). `generation` is the caller's:
    /// the store's change number at this moment. Throws std::runtime_error when the file cannot be written.
    void save(std::filesystem::path const& file, std::uint64_t generation);
    /// Takes everything from `file`; false, and nothing changed, when it is missing, damaged, of another
    /// version of the layout, of other settings or of another generation.
    bool open(std::filesystem::path const& file, std::uint64_t generation);

private:
    struct body;
    std::unique_ptr<body> body_;
};

}  // namespace guiyan::people
