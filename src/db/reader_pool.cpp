#include "db/reader_pool.hpp"

namespace guiyan::db {
namespace {

struct current {
    reader_pool const* pool = nullptr;
    connection* sql = nullptr;
};
thread_local current here;

}  // namespace

// One connection in a read transaction, given back whatever happens.
class reader_pool::lease {
public:
    explicit lease(reader_pool& pool) : pool_(pool), before_(here), session_(pool.take()) {
        try {
            try {
                session_->begin_read();
            } catch (sql_error const& e) {
                if (e.kind != failure::lost) throw;
                session_->reconnect();  // it broke while it lay idle; nothing was asked yet
                session_->begin_read();
            }
        } catch (...) {
            pool_.give_back(std::move(session_));
            throw;
        }
        here = {&pool_, session_.get()};
    }
    ~lease() {
        here = before_;
        session_->end_read();
        pool_.give_back(std::move(session_));
    }
    lease(lease const&) = delete;
    connection& sql() { return *session_; }

private:
    reader_pool& pool_;
    current before_;
    std::unique_ptr<session> session_;
};

void reader_pool::run(std::function<void(connection&)> const& f) {
    if (here.pool == this) return f(*here.sql);
    lease mine(*this);
    f(mine.sql());
}

std::unique_ptr<session> reader_pool::take() {
    std::unique_lock lock(guard_);
    if (!came_back_.wait_for(lock, std::chrono::seconds(30),
                             [&] { return !free_.empty() || lent_ < limit_; }))
        throw sql_error(failure::busy, "no reader came free for 30 seconds");
    ++lent_;
    if (!free_.empty()) {
        auto s = std::move(free_.back());
        free_.pop_back();
        return s;
    }
    lock.unlock();
    try {
        return open_();
    } catch (...) {
        give_back(nullptr);
        throw;
    }
}

void reader_pool::give_back(std::unique_ptr<session> s) {
    {
        std::lock_guard lock(guard_);
        --lent_;
        if (s && free_.size() < kept_) free_.push_back(std::move(s));
    }
    came_back_.notify_one();
}

}  // namespace guiyan::db
