#include "modules/imports/desk.hpp"

#include <spdlog/spdlog.h>

namespace guiyan::imports {
namespace {

constexpr std::size_t at_once = 2;

}  // namespace

desk::~desk() {
    {
        std::lock_guard const lock(guard_);
        closing_ = true;
        waiting_.clear();
        for (auto const& [unused, e] : known_) e->state->closing = true;
    }
    changed_.notify_all();
    for (auto& t : threads_) t.join();
}

void desk::submit(std::int64_t batch, job work) {
    std::lock_guard const lock(guard_);
    if (closing_) return;
    auto e = std::make_shared<entry>();
    e->batch = batch;
    e->work = std::move(work);
    known_[batch] = e;
    waiting_.push_back(std::move(e));
    if (threads_.size() < at_once) threads_.emplace_back([this] { run(); });
    changed_.notify_all();
}

std::shared_ptr<job_state> desk::find(std::int64_t batch) const {
    std::lock_guard const lock(guard_);
    auto const at = known_.find(batch);
    return at == known_.end() ? nullptr : at->second->state;
}

std::optional<error> desk::wait(std::int64_t batch, std::chrono::milliseconds how_long) {
    std::unique_lock lock(guard_);
    auto const at = known_.find(batch);
    if (at == known_.end()) return std::nullopt;
    auto const e = at->second;
    changed_.wait_for(lock, how_long, [&] { return e->ended || closing_; });
    return e->failed;
}

void desk::wait_for_all() {
    std::unique_lock lock(guard_);
    changed_.wait(lock, [&] { return known_.empty() || closing_; });
}

void desk::run() {
    std::unique_lock lock(guard_);
    for (;;) {
        changed_.wait(lock, [&] { return closing_ || !waiting_.empty(); });
        if (closing_) return;
        auto const e = waiting_.front();
        waiting_.pop_front();
        lock.unlock();
        std::optional<error> failed;
        try {
            failed = e->work(*e->state);
        } catch (std::exception const& cause) {
            spdlog::error("import {}: {}", e->batch, cause.what());
            failed = error{fault::busy, "import.fault", {}, {}, {}};
        }
        lock.lock();
        e->failed = std::move(failed);
        e->ended = true;
        if (auto const at = known_.find(e->batch); at != known_.end() && at->second == e) known_.erase(at);
        changed_.notify_all();
    }
}

}  // namespace guiyan::imports
