#include "modules/regions/region_tree.hpp"

#include <algorithm>

namespace guiyan::regions {

region_tree::region_tree(std::vector<region> rows) : rows_(std::move(rows)) {
    std::sort(rows_.begin(), rows_.end(), [](auto const& a, auto const& b) { return a.code < b.code; });
    for (std::uint32_t i = 0; i < rows_.size(); ++i) by_id_.emplace(rows_[i].id.value, i);
}

region const* region_tree::find(std::string_view code) const {
    auto const at = std::lower_bound(rows_.begin(), rows_.end(), code,
                                     [](region const& r, std::string_view c) { return r.code < c; });
    return at != rows_.end() && at->code == code ? &*at : nullptr;
}

region const* region_tree::find(region_id id) const {
    auto const at = by_id_.find(id.value);
    return at == by_id_.end() ? nullptr : &rows_[at->second];
}

region_tree::range region_tree::below(std::string_view prefix) const {
    auto const first = std::lower_bound(rows_.begin(), rows_.end(), prefix,
                                        [](region const& r, std::string_view c) { return r.code < c; });
    auto const end =
        std::partition_point(first, rows_.end(), [&](region const& r) { return r.code.starts_with(prefix); });
    return {static_cast<std::uint32_t>(first - rows_.begin()),
            static_cast<std::uint32_t>(end - rows_.begin())};
}

std::vector<region const*> region_tree::children(region const& parent) const {
    std::vector<region const*> out;
    auto const [first, end] = below(prefix_of(parent.code));
    for (auto i = first; i < end; ++i)
        if (rows_[i].parent_id == parent.id) out.push_back(&rows_[i]);
    return out;
}

std::vector<region const*> region_tree::roots(std::vector<area> const& areas) const {
    std::vector<region const*> out;
    for (auto const& a : areas) {
        auto const [first, end] = below(a.prefix);
        // The whole country has no row of its own: its provinces stand for it.
        for (auto i = first; i < end; ++i)
            if (i == first || !find(rows_[i].parent_id) || position(find(rows_[i].parent_id)) < first)
                out.push_back(&rows_[i]);
    }
    return out;
}

std::vector<region const*> region_tree::path(region const& r) const {
    std::vector<region const*> out;
    for (auto const* at = &r; at; at = at->parent_id ? find(at->parent_id) : nullptr) out.push_back(at);
    std::reverse(out.begin(), out.end());
    return out;
}

region const* region_tree::town_of(region const& r) const {
    for (auto const* at = &r; at; at = at->parent_id ? find(at->parent_id) : nullptr)
        if (at->level == 4) return at;
    return nullptr;
}

std::string region_tree::display(region const& r) const {
    auto const* town = r.level == 5 ? town_of(r) : nullptr;
    return town ? town->short_name + "·" + r.short_name : r.short_name;
}

}  // namespace guiyan::regions
