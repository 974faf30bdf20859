#include "db/writer.hpp"

#include <spdlog/spdlog.h>

#include <cstdlib>

namespace guiyan::db {
namespace {

using steady = std::chrono::steady_clock;

// How much one transaction takes in: a caller in front waits for those behind it.
constexpr std::size_t group_jobs = 256;
constexpr auto group_time = std::chrono::milliseconds(50);

// How long one attempt to begin waits for somebody else's lock; callers give up by their own deadlines
// meanwhile.
constexpr auto begin_slice = std::chrono::milliseconds(250);

constexpr int exit_software = 70;

}  // namespace

struct writer::waiting {
    actor const* who;
    job const* work;
    std::mutex guard;
    std::condition_variable finished;
    bool done = false;

    // Set by the writer before `done`.
    bool wrote = false;
    std::exception_ptr thrown;
    std::optional<error> refusal;
    std::vector<std::function<void()>> after;
};

writer::writer(std::unique_ptr<session> s, clock const& time, id_source& ids, chain_link link, job guard,
               std::chrono::milliseconds wait)
    : session_(std::move(s)),
      time_(time),
      ids_(ids),
      link_(std::move(link)),
      guard_job_(std::move(guard)),
      wait_(wait),
      thread_([this] { run(); }) {}

writer::~writer() {
    {
        std::lock_guard lock(guard_);
        stopping_ = true;
    }
    arrived_.notify_one();
    thread_.join();
}

statistics writer::state() const {
    statistics s;
    s.commits = commits_;
    s.writes = writes_;
    s.refused = refused_;
    s.waiting = waiting_;
    s.wal_pages = wal_pages_;
    return s;
}

void writer::submit(actor const& who, job const& work, std::function<void(error)> const& refused) {
    if (on_its_thread()) throw std::logic_error("a write inside a write");
    waiting w;
    w.who = &who;
    w.work = &work;
    auto const deadline = steady::now() + wait_;
    {
        std::lock_guard lock(guard_);
        queue_.push_back(&w);
        waiting_ = queue_.size();
    }
    arrived_.notify_one();

    std::unique_lock lock(w.guard);
    if (!w.finished.wait_until(lock, deadline, [&] { return w.done; })) {
        lock.unlock();
        {
            std::lock_guard queue_lock(guard_);
            if (std::erase(queue_, &w) == 1) {  // nobody began it
                waiting_ = queue_.size();
                ++refused_;
                refused(error{fault::busy, "error.busy", {}, {}});
                return;
            }
        }
        lock.lock();
        w.finished.wait(lock, [&] { return w.done; });
    }
    if (w.thrown) std::rethrow_exception(w.thrown);
    if (w.refusal) {
        ++refused_;
        refused(std::move(*w.refusal));
    }
}

void writer::run() {
    for (;;) {
        {
            std::unique_lock lock(guard_);
            arrived_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
        }
        if (open_group()) run_group();
        bool idle;
        {
            std::lock_guard lock(guard_);
            idle = queue_.empty();
        }
        session_->housekeeping(idle);
        wal_pages_ = session_->wal_pages();
    }
}

bool writer::open_group() {
    try {
        session_->begin_write(std::min<std::chrono::milliseconds>(begin_slice, wait_));
        return true;
    } catch (sql_error const& e) {
        session_->rollback();
        if (e.kind == failure::busy || e.kind == failure::serialization) return false;
        if (e.kind != failure::lost) {
            fail_all(take_all(), e);
            return false;
        }
        try {
            session_->reconnect();
            spdlog::warn("The writer is connected again");
        } catch (std::exception const& x) {
            spdlog::error("The writer has no database: {}", x.what());
            std::this_thread::sleep_for(begin_slice);
        }
        return false;
    }
}

void writer::run_group() {
    std::vector<waiting*> group;
    auto const end = steady::now() + group_time;
    try {
        chain_head head = session_->head();
        waiting* w;
        while (group.size() < group_jobs && (group.empty() || steady::now() < end) && (w = take())) {
            group.push_back(w);
            if (!run_job(*w, head)) {
                // The engine gave up the whole transaction, so the jobs before lost their effect too.
                throw sql_error(
                    w->refusal && w->refusal->key == "error.disk_full" ? failure::disk_full : failure::busy,
                    "the transaction was lost");
            }
        }
        commit(group, head);
    } catch (sql_error const& e) {
        session_->rollback();
        fail_all(group.empty() ? take_all() : group, e);
    }
}

writer::waiting* writer::take() {
    std::lock_guard lock(guard_);
    if (queue_.empty()) return nullptr;
    auto* const w = queue_.front();
    queue_.pop_front();
    waiting_ = queue_.size();
    return w;
}

std::vector<writer::waiting*> writer::take_all() {
    std::vector<waiting*> out;
    while (auto* w = take()) out.push_back(w);
    return out;
}

// False: the transaction is gone.
bool writer::run_job(waiting& w, chain_head& head) {
    transaction tx(*session_, *w.who, time_.now(), ids_);
    chain_head mine = head;
    try {
        session_->begin_job();
        std::optional<error> kept_out = guard_job_ ? guard_job_(tx) : std::nullopt;
        if (kept_out) w.refusal = kept_out;
        bool const refused = kept_out || (*w.work)(tx).has_value();
        if (!refused && tx.events_.empty() && !tx.quiet_)
            throw unaudited_write("a write left no event in the trail");
        if (refused) {
            session_->undo_job();
            std::erase_if(tx.events_, [](auto const& e) { return !e.always; });
            if (tx.events_.empty()) return true;
            session_->begin_job();
        }
        for (auto const& e : tx.events_) append_event(*session_, link_, mine, e.what, *w.who, tx.at);
        session_->end_job();
        head = mine;
        w.wrote = true;
        if (!refused) w.after = std::move(tx.after_);
        return true;
    } catch (sql_error const& e) {
        settle(w, e);
        if (w.refusal) spdlog::error("A write was refused: {}", e.what());
    } catch (...) {
        w.thrown = std::current_exception();
    }
    return undo_job();
}

bool writer::undo_job() {
    if (!session_->in_transaction()) return false;
    try {
        session_->undo_job();
        return true;
    } catch (sql_error const& e) {
        spdlog::error("A write could not be undone alone: {}", e.what());
        return false;
    }
}

// What a failure of the database means to the caller: try again later, or an incident.
void writer::settle(waiting& w, sql_error const& e) {
    switch (e.kind) {
        case failure::disk_full:
            w.refusal = error{fault::busy, "error.disk_full", {}, {}};
            break;
        case failure::busy:
        case failure::serialization:
        case failure::lost:
            w.refusal = error{fault::busy, "error.busy", {}, {}};
            break;
        default:
            w.thrown = std::make_exception_ptr(e);
    }
}

void writer::fail_all(std::vector<waiting*> const& group, sql_error const& e) {
    spdlog::error("{} writes were refused together: {}", group.size(), e.what());
    for (auto* w : group) {
        w->wrote = false;
        w->after.clear();
        if (!w->thrown && !w->refusal) settle(*w, e);
        release(*w);
    }
}

void writer::commit(std::vector<waiting*> const& group, chain_head const& head) {
    auto const wrote =
        static_cast<std::uint64_t>(std::ranges::count_if(group, [](auto* w) { return w->wrote; }));
    if (wrote == 0) {
        session_->rollback();
    } else {
        try {
            session_->commit();
        } catch (commit_unknown const& e) {
            auto const durable = session_->committed(head);
            if (!durable) {
                spdlog::critical(
                    "COMMIT failed, the program stops without an answer to {} writes so that the database "
                    "recovers at the next start: {}",
                    group.size(), e.what());
                spdlog::shutdown();
                std::_Exit(exit_software);
            }
            spdlog::error("The answer to COMMIT was lost; it was {}: {}", *durable ? "durable" : "undone",
                          e.what());
            if (!*durable) throw sql_error(failure::lost, "the connection was lost before COMMIT");
        }
        session_->set_head(head);
        ++commits_;
        writes_ += wrote;
    }
    for (auto* w : group)
        for (auto const& f : w->after) {
            try {
                f();
            } catch (std::exception const& e) {
                spdlog::critical("A hook after the commit threw: {}", e.what());
            }
        }
    for (auto* w : group) release(*w);
}

void writer::release(waiting& w) {
    // Under the lock: `w` lives on the stack of a caller that goes as soon as it sees `done`.
    std::lock_guard lock(w.guard);
    w.done = true;
    w.finished.notify_one();
}

}  // namespace guiyan::db
