#pragma once
// The facts of a pack, read from the tables: one record with what it points to, and the rows that a measure
// counts. It reads tables of rooms above it, by the names of schemes/facts.yaml alone, and writes none. What
// it is not: it knows no rule and no role; the reckoner asks, and whoever reckons answers for what is shown
// to whom.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/actor.hpp"
#include "cel/surroundings.hpp"
#include "db/connection.hpp"
#include "modules/regions/region_tree.hpp"
#include "scheme/facts_source.hpp"
#include "scheme/rulebook.hpp"

namespace guiyan::facts {

/// What a reading is about.
struct view {
    db::connection* sql = nullptr;
    scheme::rulebook const* rules = nullptr;
    std::shared_ptr<regions::region_tree const> tree;
    std::int64_t scheme_id = 0;
    /// Rows of these places only, by code prefix ("361021"); a row without a place belongs to everybody.
    /// {""}: all.
    std::vector<area> areas = {{""}};
    date today;  ///< states of this day and later are those the records have now
    /// Whether the profile of a place has everything that is asked for; nothing: not told here.
    std::function<std::optional<bool>(regions::region const&)> profile_complete;
};

class sql_facts : public scheme::facts_source {
public:
    explicit sql_facts(view);
    ~sql_facts() override;

    bool keeps(std::string_view kind) const override;
    cel::value record(scheme::record_key const&, date as_of) const override;
    std::vector<scheme::counted_row> rows(scheme::row_question const&) const override;

private:
    struct body;
    std::shared_ptr<body const> body_;
};

/// When a record was entered and last moved, for whoever says why a figure changed.
struct entry {
    bool found = false;
    bool is_void = false;
    std::string created_at;  ///< instant as text; "" where the kind keeps none
    std::string moved_at;    ///< when its newest state was entered
};
entry entry_of(db::connection&, std::string_view kind, std::int64_t id);

/// within(a, b) by the codes of the tree.
class tree_places : public cel::region_tree {
public:
    explicit tree_places(std::shared_ptr<regions::region_tree const> tree) : tree_(std::move(tree)) {}
    std::optional<bool> within(cel::value const& inner, cel::value const& outer) const override;

private:
    std::shared_ptr<regions::region_tree const> tree_;
};

}  // namespace guiyan::facts
