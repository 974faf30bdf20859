#pragma once
// The one writer: a thread that takes the writes that wait into one transaction, each in a savepoint, commits
// once for all of them, and lets their callers go only then. Sixteen clients share one sync of the disk.

#include <atomic>
#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <thread>

#include "db/database.hpp"
#include "db/session.hpp"

namespace guiyan::db {

class writer {
public:
    using job = std::function<std::optional<error>(transaction&)>;

    writer(std::unique_ptr<session>, clock const&, id_source&, chain_link, job guard,
           std::chrono::milliseconds wait);
    ~writer();  ///< finishes what waits

    /// As database::write. Blocks.
    void submit(actor const&, job const&, std::function<void(error)> const& refused);
    statistics state() const;
    bool on_its_thread() const { return std::this_thread::get_id() == thread_.get_id(); }
    /// The caller is a job under way; a hook after the commit is not, and may read.
    bool inside_a_write() const { return on_its_thread() && session_->in_transaction(); }

private:
    struct waiting;  // one caller and its job

    void run();
    bool open_group();
    void run_group();
    bool run_job(waiting&, chain_head&);
    bool undo_job();
    void commit(std::vector<waiting*> const&, chain_head const&);
    void fail_all(std::vector<waiting*> const&, sql_error const&);
    std::vector<waiting*> take_all();
    waiting* take();
    static void settle(waiting&, sql_error const&);
    static void release(waiting&);

    std::unique_ptr<session> session_;
    clock const& time_;
    id_source& ids_;
    chain_link link_;
    job guard_job_;
    std::chrono::milliseconds wait_;

    std::mutex guard_;
    std::condition_variable arrived_;
    std::list<waiting*> queue_;
    bool stopping_ = false;

    std::atomic<std::uint64_t> commits_ = 0, writes_ = 0, refused_ = 0;
    std::atomic<std::size_t> waiting_ = 0;
    std::atomic<std::int64_t> wal_pages_ = 0;
    std::thread thread_;
};

}  // namespace guiyan::db
