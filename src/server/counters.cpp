#include "server/counters.hpp"

#include <algorithm>

namespace guiyan::server {

void counters::count_request(int status, std::chrono::duration<double> took) {
    requests[std::size_t(std::clamp(status / 100, 0, 5))].add();
    auto const& bounds = server_metrics::bounds;
    buckets[std::size_t(std::lower_bound(bounds.begin(), bounds.end(), took.count()) - bounds.begin())].add();
    microseconds.add(std::uint64_t(std::max(0.0, took.count()) * 1e6));
}

server_metrics counters::snapshot() const {
    server_metrics now;
    now.connections_open = connections_open.get();
    now.connections_total = connections_total.get();
    now.connections_refused = connections_refused.get();
    now.connections_shed = connections_shed.get();
    now.connections_timed_out = connections_timed_out.get();
    now.descriptors_exhausted = descriptors_exhausted.get();
    for (std::size_t i = 0; i < requests.size(); ++i) now.requests[i] = requests[i].get();
    for (std::size_t i = 0; i < buckets.size(); ++i) now.buckets[i] = buckets[i].get();
    now.seconds = double(microseconds.get()) / 1e6;
    now.bytes_received = bytes_received.get();
    now.bytes_sent = bytes_sent.get();
    now.queue_refused = queue_refused.get();
    now.bodies_in_memory = bodies_in_memory.get();
    now.spooled = spooled.get();
    return now;
}

}  // namespace guiyan::server
