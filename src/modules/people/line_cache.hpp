#pragma once
// Lines of lists as they were read, written out as JSON, for those who turn the same pages. What is kept is
// the same for everybody who may see the line; who may, and what depends on the day or on the words typed, is
// decided at each showing. Never older than the last save: whoever changes a record forgets its line after
// the commit, before his answer leaves.

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"

namespace guiyan::people {

/// A person_row as JSON, in parts: `stale` goes between the first two, `match` between the last two.
struct kept_line {
    std::string place;  ///< its code: row scope
    std::optional<date> confirmed_on;
    std::string head, middle, tail;
};

class line_cache {
public:
    /// Keeps about so many lines (some 600 bytes each); 0: none.
    explicit line_cache(std::size_t lines);

    /// Taken before the read begins whose lines are to be kept.
    std::uint64_t moment() const { return moment_.load(); }

    std::shared_ptr<kept_line const> find(std::int64_t id) const;
    /// Does nothing where the line may have been forgotten since `read_at`.
    void keep(std::int64_t id, std::shared_ptr<kept_line const>, std::uint64_t read_at);

    void forget(std::int64_t id);
    void forget_all();

private:
    /// Ids that fall together share a few places; the one that was written longest ago gives way.
    static constexpr std::size_t ways = 4;
    struct row {
        std::array<std::int64_t, ways> ids{};
        std::array<std::shared_ptr<kept_line const>, ways> lines;
        std::uint8_t next = 0;
    };
    struct alignas(64) part {
        mutable std::mutex guard;
        std::uint64_t forgot = 0;  ///< moment of the last change here
        std::vector<row> rows;
    };
    static constexpr std::size_t part_count = 64;

    struct address {
        std::size_t part, row;
    };
    address address_of(std::int64_t id) const;

    std::atomic<std::uint64_t> moment_ = 0;
    std::size_t const rows_;  ///< of one part
    std::array<part, part_count> parts_;
};

}  // namespace guiyan::people
