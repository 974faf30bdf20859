#pragma once
// How long an operation took lately. Operations that are short again and again may run where a long one would
// hold up others: on the thread that moves the bytes of many connections.

#include <algorithm>
#include <atomic>
#include <chrono>

namespace guiyan::api {

class pace {
public:
    /// Longer than this is long: what others wait for behind it, they notice.
    static constexpr std::chrono::microseconds limit{500};

    void note(std::chrono::nanoseconds took) {
        auto const have = credit_.load(std::memory_order_relaxed);
        // Two threads at once may lose a count; nothing hangs on one.
        credit_.store(took <= limit ? std::min(have + 1, most) : std::max(have - price, 0),
                      std::memory_order_relaxed);
    }

    /// At least sixteen short runs, and fewer than one in nine that was long: a thread that was interrupted
    /// once does not count, a disk that is slow to read does.
    bool is_short() const { return credit_.load(std::memory_order_relaxed) >= enough; }

private:
    static constexpr int enough = 16, most = 64, price = 8;
    std::atomic<int> credit_ = 0;
};

}  // namespace guiyan::api
