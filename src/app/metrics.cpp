#include "app/metrics.hpp"

#include <fmt/format.h>

namespace guiyan::app {

std::string metrics_text(house const& h, server::server_metrics const& m) {
    std::string out;
    auto figure = [&](std::string_view name, std::string_view kind, std::string_view help, auto value) {
        out += fmt::format("# HELP guiyan_{0} {1}\n# TYPE guiyan_{0} {2}\nguiyan_{0} {3}\n", name, help, kind,
                           value);
    };
    figure("connections_open", "gauge", "Open connections", m.connections_open);
    figure("connections_total", "counter", "Accepted connections", m.connections_total);
    figure("connections_refused_total", "counter", "Connections answered 503 at the door",
           m.connections_refused);
    figure("connections_timed_out_total", "counter", "Connections closed by a deadline",
           m.connections_timed_out);
    figure("descriptors_exhausted_total", "counter", "Accepts without a descriptor", m.descriptors_exhausted);
    figure("queue", "gauge", "Requests waiting for a worker", m.queue);
    figure("queue_refused_total", "counter", "Requests answered 503 for a full queue", m.queue_refused);
    figure("bytes_received_total", "counter", "Bytes received", m.bytes_received);
    figure("bytes_sent_total", "counter", "Bytes sent", m.bytes_sent);
    out += "# HELP guiyan_requests_total Requests by class of status\n# TYPE guiyan_requests_total counter\n";
    for (std::size_t c = 1; c < m.requests.size(); ++c)
        out += fmt::format("guiyan_requests_total{{class=\"{}xx\"}} {}\n", c, m.requests[c]);
    out += "# HELP guiyan_request_seconds Duration of requests\n# TYPE guiyan_request_seconds histogram\n";
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < m.bounds.size(); ++i)
        out +=
            fmt::format("guiyan_request_seconds_bucket{{le=\"{}\"}} {}\n", m.bounds[i], sum += m.buckets[i]);
    sum += m.buckets.back();
    out += fmt::format(
        "guiyan_request_seconds_bucket{{le=\"+Inf\"}} {0}\nguiyan_request_seconds_sum {1}\n"
        "guiyan_request_seconds_count {0}\n",
        sum, m.seconds);
    auto const d = h.database->state();
    figure("commits_total", "counter", "Transactions of the writer", d.commits);
    figure("writes_total", "counter", "Writes made durable", d.writes);
    figure("writes_refused_total", "counter", "Writes answered busy", d.refused);
    figure("writes_waiting", "gauge", "Writes in the queue", d.waiting);
    figure("people", "gauge", "Records in the index, all states", h.people.indexed());
    return out;
}

}  // namespace guiyan::app
