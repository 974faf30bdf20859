#pragma once
// Long work in the background: two files at a time, the others wait in line. A job is known by its batch; it
// can be asked how far it is, waited for and told to stop.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/result.hpp"

namespace guiyan::imports {

/// What a job and those who ask about it share.
struct job_state {
    std::atomic<std::int64_t> done = 0, total = 0;
    std::atomic<bool> stop = false;     ///< somebody cancelled it
    std::atomic<bool> closing = false;  ///< the program ends: leave everything as it is
    bool stopped() const { return stop || closing; }
};

class desk {
public:
    desk() = default;
    ~desk();  ///< stops what runs and forgets what waits; a restart takes it up again
    desk(desk const&) = delete;

    using job = std::function<std::optional<error>(job_state&)>;
    void submit(std::int64_t batch, job);
    /// Nothing when no job of this batch runs or waits.
    std::shared_ptr<job_state> find(std::int64_t batch) const;
    /// Waits for the end of a job; its error, if it ended within the time with one.
    std::optional<error> wait(std::int64_t batch, std::chrono::milliseconds);
    void wait_for_all();

private:
    struct entry {
        std::int64_t batch;
        job work;
        std::shared_ptr<job_state> state = std::make_shared<job_state>();
        std::optional<error> failed;
        bool ended = false;
    };
    void run();

    mutable std::mutex guard_;
    mutable std::condition_variable changed_;
    std::deque<std::shared_ptr<entry>> waiting_;
    std::map<std::int64_t, std::shared_ptr<entry>> known_;
    std::vector<std::thread> threads_;
    bool closing_ = false;
};

}  // namespace guiyan::imports
