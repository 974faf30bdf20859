#pragma once
// Which refusals are worth a row of the trail. Everybody's first ones are told one by one; whoever goes on is
// told at twice, four times, eight times as many, so that nobody fills the trail by knocking, and how often
// he knocked still shows.

#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "base/clock.hpp"

namespace guiyan::app {

class refusal_count {
public:
    static constexpr std::int64_t told_singly = 20;
    static constexpr std::chrono::minutes window{10};

    /// One refusal more of an account. How many there were within the window where this one is to be told;
    /// nothing where it is only counted.
    std::optional<std::int64_t> add(std::int64_t account, instant now);

private:
    struct tally {
        std::int64_t times = 0;
        std::int64_t next = 0;  ///< beyond told_singly: the count that is told next
        instant since{};
    };
    std::mutex guard_;
    std::unordered_map<std::int64_t, tally> by_account_;
};

}  // namespace guiyan::app
