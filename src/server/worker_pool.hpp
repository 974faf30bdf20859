#pragma once
// Threads that run handlers, behind a bounded queue. A full queue is said to the caller at once: waiting
// longer than a client waits helps nobody.

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace guiyan::server {

/// Leaves all signals to the thread that waits for them: they would otherwise strike any thread.
void leave_signals_to_others();

class work {
public:
    virtual ~work() = default;
    virtual void run() noexcept = 0;
};

class worker_pool {
public:
    worker_pool(unsigned threads, std::size_t capacity);
    ~worker_pool();  ///< stops

    /// Takes the work, or gives it back where the queue is full or the pool stopped.
    [[nodiscard]] std::unique_ptr<work> submit(std::unique_ptr<work>);

    std::size_t waiting() const;

    /// Ends the threads after the work they are at. What waits stays in the queue.
    void stop();

    /// Destroys what waits, after stop().
    void drop_waiting();

private:
    void loop();

    std::size_t const capacity_;
    mutable std::mutex guard_;
    std::condition_variable wake_;
    std::deque<std::unique_ptr<work>> queue_;
    std::size_t asleep_ = 0;
    bool waking_ = false;  ///< a thread was woken and has not looked yet: it wakes the next one if need be
    bool stopped_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace guiyan::server
