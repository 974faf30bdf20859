#pragma once
// How often one address may try in a span of time: for pages that nobody logs in to. Counts in memory only,
// of a bounded number of addresses, and forgets them all with the span.

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.hpp"
#include "base/result.hpp"

namespace guiyan::portal {

class tries {
public:
    tries(int most, std::chrono::minutes span) : most_(most), span_(span) {}

    /// Fails with too_many and the time to wait where the address has used up its tries; counts nothing.
    result<done> check(std::string_view address, instant now) const;
    void count(std::string_view address, instant now);

private:
    struct counted {
        int n = 0;
        instant since{};
    };
    int const most_;
    std::chrono::minutes const span_;
    mutable std::mutex guard_;
    std::unordered_map<std::string, counted> by_address_;
};

}  // namespace guiyan::portal
