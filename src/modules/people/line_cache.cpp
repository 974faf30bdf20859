#include "modules/people/line_cache.hpp"

#include <utility>

namespace guiyan::people {

line_cache::line_cache(std::size_t lines) : rows_((lines + part_count * ways - 1) / (part_count * ways)) {
    for (auto& p : parts_) p.rows.resize(rows_);
}

line_cache::address line_cache::address_of(std::int64_t id) const {
    // Ids are made of the time: neighbours would fall together without a mixing.
    auto x = static_cast<std::uint64_t>(id) * 0x9e3779b97f4a7c15u;
    x ^= x >> 32;
    return {x % part_count, rows_ ? x / part_count % rows_ : 0};
}

std::shared_ptr<kept_line const> line_cache::find(std::int64_t id) const {
    if (!rows_) return nullptr;
    auto const at = address_of(id);
    auto const& here = parts_[at.part];
    std::lock_guard const lock(here.guard);
    auto const& r = here.rows[at.row];
    for (std::size_t i = 0; i < ways; ++i)
        if (r.ids[i] == id) return r.lines[i];
    return nullptr;
}

void line_cache::keep(std::int64_t id, std::shared_ptr<kept_line const> line, std::uint64_t read_at) {
    if (!rows_) return;
    auto const at = address_of(id);
    auto& here = parts_[at.part];
    std::shared_ptr<kept_line const> gone;  // freed outside the lock
    std::lock_guard const lock(here.guard);
    if (here.forgot > read_at) return;
    auto& r = here.rows[at.row];
    std::size_t place = r.next;
    for (std::size_t i = 0; i < ways; ++i)
        if (r.ids[i] == id) place = i;
    if (place == r.next) r.next = static_cast<std::uint8_t>((r.next + 1) % ways);
    r.ids[place] = id;
    gone = std::exchange(r.lines[place], std::move(line));
}

void line_cache::forget(std::int64_t id) {
    auto const at = address_of(id);
    auto& here = parts_[at.part];
    std::lock_guard const lock(here.guard);
    here.forgot = ++moment_;
    if (!rows_) return;
    auto& r = here.rows[at.row];
    for (std::size_t i = 0; i < ways; ++i)
        if (r.ids[i] == id) {
            r.ids[i] = 0;
            r.lines[i].reset();
        }
}

void line_cache::forget_all() {
    for (auto& here : parts_) {
        std::lock_guard const lock(here.guard);
        here.forgot = ++moment_;
        for (auto& r : here.rows) r = {};
    }
}

}  // namespace guiyan::people
