#pragma once
// What the program does once a day by itself: at the start, and soon after each midnight of China.

#include <condition_variable>
#include <mutex>
#include <thread>

#include "app/house.hpp"

namespace guiyan::app {

class daily_round {
public:
    /// Begins with today's round, on a thread of its own; requests go on meanwhile.
    explicit daily_round(house&);
    /// Stops between two writes; the next round goes on where this one was.
    ~daily_round();
    daily_round(daily_round const&) = delete;

    /// How long from now to five minutes after the next midnight of China.
    static std::chrono::seconds until_next(instant now);

private:
    void work();
    bool ends() const;

    house& house_;
    mutable std::mutex guard_;
    std::condition_variable wake_;
    bool ends_ = false;
    std::thread thread_;
};

/// One day's reminders of every running scheme; the actor of the trail is the program itself.
std::vector<consequences::rule_outcome> remind(house&, date day, std::function<bool()> const& stop = {});

}  // namespace guiyan::app
