#pragma once
// Strong, time-ordered 63-bit ids. Minted by the application, integers in SQL, text in JSON (JavaScript loses
// integers past 2^53).

#include <compare>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>

#include "base/clock.hpp"

namespace guiyan {

/// An id of one kind of record; ids of different kinds do not mix. 0 means "none".
template <class Tag>
struct id {
    std::int64_t value = 0;
    explicit operator bool() const { return value != 0; }
    friend auto operator<=>(id, id) = default;
};

template <class Tag>
std::string to_string(id<Tag> i) {
    return std::to_string(i.value);
}

/// Mints ids: 41 bits of milliseconds since 2020-01-01 UTC, 22 bits that start at random in every millisecond
/// and count up, so ids of one process rise strictly and two servers seldom meet (a unique key catches it
/// when they do).
class id_source {
public:
    explicit id_source(clock const& time);
    std::int64_t next();

private:
    clock const& time_;
    std::mutex guard_;
    std::int64_t last_ = 0;
};

}  // namespace guiyan

template <class Tag>
struct std::hash<guiyan::id<Tag>> {
    std::size_t operator()(guiyan::id<Tag> i) const noexcept { return std::hash<std::int64_t>{}(i.value); }
};
