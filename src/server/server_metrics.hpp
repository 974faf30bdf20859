#pragma once
// Figures for /metrics, as a plain struct. Counters only grow; gauges say how it is now.

#include <array>
#include <cstdint>

namespace guiyan::server {

struct server_metrics {
    /// Upper bounds of the duration histogram in seconds; one more bucket takes what is longer.
    static constexpr std::array<double, 12> bounds = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                      0.05,   0.1,   0.25,   0.5,   1.0,  5.0};

    std::uint64_t connections_open = 0;     ///< gauge
    std::uint64_t connections_total = 0;    ///< accepted since the start
    std::uint64_t connections_refused = 0;  ///< answered 503 at the door
    std::uint64_t connections_shed = 0;     ///< idle ones closed to make room
    std::uint64_t connections_timed_out = 0;
    std::uint64_t descriptors_exhausted = 0;                 ///< accepts that failed for want of a descriptor
    std::array<std::uint64_t, 6> requests{};                 ///< by class of status: [2] counts 2xx
    std::array<std::uint64_t, bounds.size() + 1> buckets{};  ///< durations, not cumulative
    double seconds = 0;                                      ///< sum of all durations
    std::uint64_t bytes_received = 0;
    std::uint64_t bytes_sent = 0;
    std::uint64_t queue = 0;             ///< gauge: requests waiting for a worker
    std::uint64_t slow_queue = 0;        ///< gauge: the same of the slow lane
    std::uint64_t queue_refused = 0;     ///< requests answered 503 because a queue was full
    std::uint64_t bodies_in_memory = 0;  ///< gauge, bytes
    std::uint64_t spooled = 0;           ///< gauge, bytes of upload files
};

}  // namespace guiyan::server
