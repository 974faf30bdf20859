#pragma once
// All divisions as one sorted list in memory. Codes sort in preorder of the tree, so that a place with
// everything below it is one range of positions; people lists, counts and scopes all speak in these ranges.

#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/actor.hpp"
#include "modules/regions/region.hpp"

namespace guiyan::regions {

/// Never changes once made; a change of a region makes a new one.
class region_tree {
public:
    explicit region_tree(std::vector<region> rows);

    struct range {
        std::uint32_t first = 0, end = 0;
    };

    region const* find(std::string_view code) const;
    region const* find(region_id) const;
    /// Position of a region of this tree.
    std::uint32_t position(region const* r) const { return static_cast<std::uint32_t>(r - rows_.data()); }
    region const& at(std::uint32_t position) const { return rows_[position]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(rows_.size()); }

    /// The place and everything below it, by code prefix ("411122"); "" is all.
    range below(std::string_view prefix) const;
    std::vector<region const*> children(region const&) const;
    /// Places that an actor's areas begin with: the roots of his tree.
    std::vector<region const*> roots(std::vector<area> const&) const;
    /// From the province down to the place itself.
    std::vector<region const*> path(region const&) const;
    /// "王孟镇·高宗寨村": the two lowest levels, as lists print a place.
    std::string display(region const&) const;
    /// The region of level 4 that holds a place, or nullptr.
    region const* town_of(region const&) const;

private:
    std::vector<region> rows_;
    std::unordered_map<std::int64_t, std::uint32_t> by_id_;
};

}  // namespace guiyan::regions
