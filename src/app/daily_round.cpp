#include "app/daily_round.hpp"

#include <spdlog/spdlog.h>

namespace guiyan::app {

std::vector<consequences::rule_outcome> remind(house& h, date day, std::function<bool()> const& stop) {
    auto who = h.self("remind");
    who.permissions = {"schemes.read"};
    return h.consequences.remind(who, day, stop);
}

daily_round::daily_round(house& h) : house_(h), thread_([this] { work(); }) {}

daily_round::~daily_round() {
    {
        std::scoped_lock const lock(guard_);
        ends_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

bool daily_round::ends() const {
    std::scoped_lock const lock(guard_);
    return ends_;
}

std::chrono::seconds daily_round::until_next(instant now) {
    using namespace std::chrono;
    auto const in_china = floor<seconds>(now) + hours(8);
    auto const next = floor<days>(in_china - minutes(5)) + days(1) + minutes(5);
    return duration_cast<seconds>(next - in_china);
}

void daily_round::work() {
    while (!ends()) {
        auto again_in = until_next(house_.time.now());
        try {
            auto const day = house_.schemes.today();
            std::int64_t notices = 0;
            auto const done = remind(house_, day, [this] { return ends(); });
            for (auto const& one : done) {
                notices += one.notices;
                if (one.problem.empty()) continue;
                spdlog::error("reminders of {} {}: {}", one.scheme, one.rule, one.problem);
                again_in = std::min(again_in, std::chrono::seconds(3600));
            }
            spdlog::info("reminders of {}: {} rules, {} notices", day.iso(), done.size(), notices);
        } catch (std::exception const& e) {
            // What the day owes is not lost: the round is taken up again soon.
            spdlog::error("reminders: {}", e.what());
            again_in = std::min(again_in, std::chrono::seconds(600));
        }
        std::unique_lock lock(guard_);
        wake_.wait_for(lock, again_in, [this] { return ends_; });
    }
}

}  // namespace guiyan::app
