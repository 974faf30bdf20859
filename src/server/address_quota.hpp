#pragma once
// How many connections each peer holds, so that one address cannot take all.

#include <map>
#include <mutex>
#include <string>

namespace guiyan::server {

/// Safe to use from several threads.
class address_quota {
public:
    explicit address_quota(std::size_t most) : most_(most) {}

    /// Counts one more connection of the address; false where it has its share already.
    bool take(std::string const& address) {
        std::lock_guard lock(guard_);
        auto& n = held_[address];
        if (n >= most_) return false;
        ++n;
        return true;
    }

    void give_back(std::string const& address) {
        std::lock_guard lock(guard_);
        auto const found = held_.find(address);
        if (found != held_.end() && --found->second == 0) held_.erase(found);
    }

    std::size_t addresses() const {
        std::lock_guard lock(guard_);
        return held_.size();
    }

private:
    std::size_t const most_;
    mutable std::mutex guard_;
    std::map<std::string, std::size_t> held_;
};

}  // namespace guiyan::server
