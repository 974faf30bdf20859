#include "app/refusal_count.hpp"

namespace guiyan::app {

std::optional<std::int64_t> refusal_count::add(std::int64_t account, instant now) {
    std::lock_guard lock(guard_);
    auto& t = by_account_[account];
    if (t.times == 0 || now - t.since > window) t = {0, 2 * told_singly, now};
    ++t.times;
    if (t.times <= told_singly) return t.times;
    if (t.times < t.next) return std::nullopt;
    t.next *= 2;
    return t.times;
}

}  // namespace guiyan::app
