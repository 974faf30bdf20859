#include "server/worker_pool.hpp"

#include <signal.h>

#include <algorithm>
#include <utility>

namespace guiyan::server {

void leave_signals_to_others() {
    sigset_t all;
    ::sigfillset(&all);
    // A fault of the thread itself stays its own.
    for (int own : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP}) ::sigdelset(&all, own);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);
}

worker_pool::worker_pool(unsigned threads, std::size_t capacity) : capacity_(capacity) {
    for (unsigned i = 0; i < std::max(1u, threads); ++i) threads_.emplace_back([this] { loop(); });
}

worker_pool::~worker_pool() {
    stop();
}

std::unique_ptr<work> worker_pool::submit(std::unique_ptr<work> item) {
    bool wakes_one = false;
    {
        std::lock_guard lock(guard_);
        if (stopped_ || queue_.size() >= capacity_) return item;
        queue_.push_back(std::move(item));
        wakes_one = asleep_ > 0 && !waking_;
        waking_ = waking_ || wakes_one;
    }
    if (wakes_one) wake_.notify_one();
    return nullptr;
}

std::size_t worker_pool::waiting() const {
    std::lock_guard lock(guard_);
    return queue_.size();
}

void worker_pool::stop() {
    {
        std::lock_guard lock(guard_);
        stopped_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

void worker_pool::drop_waiting() {
    std::deque<std::unique_ptr<work>> dropped;
    std::lock_guard lock(guard_);
    dropped.swap(queue_);
}

void worker_pool::loop() {
    leave_signals_to_others();
    std::unique_lock lock(guard_);
    for (;;) {
        while (queue_.empty() && !stopped_) {
            ++asleep_;
            wake_.wait(lock);
            --asleep_;
            waking_ = false;
        }
        if (stopped_) return;
        auto item = std::move(queue_.front());
        queue_.pop_front();
        bool const wakes_one = !queue_.empty() && asleep_ > 0 && !waking_;
        waking_ = waking_ || wakes_one;
        lock.unlock();
        if (wakes_one) wake_.notify_one();
        item->run();
        item.reset();
        lock.lock();
    }
}

}  // namespace guiyan::server
