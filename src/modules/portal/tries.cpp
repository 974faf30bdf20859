#include "modules/portal/tries.hpp"

namespace guiyan::portal {
namespace {
// More addresses than a county's page sees in ten minutes; beyond it the oldest spans make room.
constexpr std::size_t most_addresses = 20000;
}  // namespace

result<done> tries::check(std::string_view address, instant now) const {
    std::lock_guard lock(guard_);
    auto const found = by_address_.find(std::string(address));
    if (found == by_address_.end() || found->second.n < most_ || now - found->second.since >= span_)
        return done{};
    auto const wait = std::chrono::ceil<std::chrono::seconds>(span_ - (now - found->second.since));
    return fail_until(wait, "portal.too_many",
                      {{"minutes", std::to_string(std::chrono::ceil<std::chrono::minutes>(wait).count())}});
}

void tries::count(std::string_view address, instant now) {
    std::lock_guard lock(guard_);
    if (by_address_.size() >= most_addresses) {
        std::erase_if(by_address_, [&](auto const& one) { return now - one.second.since >= span_; });
        if (by_address_.size() >= most_addresses) by_address_.clear();
    }
    auto& one = by_address_[std::string(address)];
    if (one.n == 0 || now - one.since >= span_) one = {0, now};
    ++one.n;
}

}  // namespace guiyan::portal
