#include "base/id.hpp"

#include <random>

namespace guiyan {
namespace {
constexpr std::int64_t epoch_ms = 1577836800000;  // 2020-01-01T00:00:00Z
constexpr int counter_bits = 22;

std::int64_t random_start() {
    static thread_local std::mt19937_64 generator{std::random_device{}()};
    return static_cast<std::int64_t>(generator() & ((1u << (counter_bits - 1)) - 1));
}
}  // namespace

id_source::id_source(clock const& time) : time_(time) {}

std::int64_t id_source::next() {
    std::lock_guard lock(guard_);
    std::int64_t const floor = ((unix_ms(time_.now()) - epoch_ms) << counter_bits);
    // A clock that jumps back must not mint an id twice: go on from the last one.
    last_ = floor > last_ ? floor + random_start() : last_ + 1;
    return last_;
}

}  // namespace guiyan
