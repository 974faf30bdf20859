#pragma once
// What the transport counts while it runs; server_metrics is its picture at one moment.

#include <atomic>
#include <chrono>

#include "server/server_metrics.hpp"

namespace guiyan::server {

class counter {
public:
    void add(std::uint64_t n = 1) { value_.fetch_add(n, std::memory_order_relaxed); }
    void sub(std::uint64_t n = 1) { value_.fetch_sub(n, std::memory_order_relaxed); }
    std::uint64_t get() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

struct counters {
    counter connections_open, connections_total, connections_refused, connections_shed, connections_timed_out;
    counter descriptors_exhausted, bytes_received, bytes_sent, queue_refused, bodies_in_memory, spooled;
    counter microseconds;
    std::array<counter, 6> requests;
    std::array<counter, server_metrics::bounds.size() + 1> buckets;

    void count_request(int status, std::chrono::duration<double> took);
    server_metrics snapshot() const;
};

}  // namespace guiyan::server
