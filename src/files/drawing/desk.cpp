#include "files/drawing/desk.hpp"

#include <pango/pangocairo.h>

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

namespace guiyan::drawing {
namespace {

struct errand {
    std::function<void()> const* work;
    std::exception_ptr failed;
    bool done = false;
};

class desk {
public:
    desk() : worker_([this] { serve(); }) {}

    ~desk() {
        {
            std::lock_guard const lock(guard_);
            closing_ = true;
        }
        came_.notify_one();
        worker_.join();
    }

    void run(std::function<void()> const& work) {
        errand mine{&work, nullptr, false};
        std::unique_lock lock(guard_);
        waiting_.push_back(&mine);
        came_.notify_one();
        left_.wait(lock, [&] { return mine.done; });
        if (mine.failed) std::rethrow_exception(mine.failed);
    }

private:
    void serve() {
        std::unique_lock lock(guard_);
        for (;;) {
            came_.wait(lock, [&] { return closing_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            auto* next = waiting_.front();
            waiting_.pop_front();
            lock.unlock();
            try {
                (*next->work)();
            } catch (...) {
                next->failed = std::current_exception();
            }
            // Each work gets a font map of its own. A size that FreeType cannot bear spoils a type for as
            // long as its map lives, so one bad drawing would spoil all that follow; and the memory comes
            // back.
            pango_cairo_font_map_set_default(nullptr);
            lock.lock();
            next->done = true;
            left_.notify_all();
        }
    }

    std::mutex guard_;
    std::condition_variable came_, left_;
    std::deque<errand*> waiting_;
    bool closing_ = false;
    std::thread worker_;
};

}  // namespace

void at_desk(std::function<void()> const& work) {
    static desk only;
    only.run(work);
}

}  // namespace guiyan::drawing
