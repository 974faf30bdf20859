#pragma once
// A plain HTTP/1.1 client on one kept connection, and a crowd of them that asks as fast as answers come. It
// costs little itself: what it leaves of the machine is the server's.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace guiyan::bench {

struct http_reply {
    int status = 0;
    std::string head;
    std::string body;
    std::string header(std::string_view lower_case_name) const;
};

class http_client {
public:
    explicit http_client(int port);
    ~http_client();
    http_client(http_client const&) = delete;

    /// Throws std::runtime_error when the connection ends.
    http_reply ask(std::string_view method, std::string_view target, std::string_view headers = {},
                   std::string_view body = {});
    /// A POST of bytes.
    http_reply send_file(std::string_view target, std::string_view headers, std::string_view bytes);

private:
    int socket_ = -1;
    std::string in_;
};

struct crowd_result {
    std::size_t answered = 0;
    std::size_t wrong = 0;  ///< any status but the expected ones
    std::size_t bytes = 0;
    double seconds = 0;
    double p50_ms = 0, p99_ms = 0;
};

/// `connections` clients send `request(n)` (a whole request as text) for n = 0, 1, … until `count` are
/// answered.
crowd_result ask_all(int port, std::size_t connections, std::size_t count,
                     std::function<std::string(std::size_t n)> const& request);

/// The same at a steady rate, whatever the server does: requests are due at random moments, `rate` a second,
/// and each one's time counts from when it was due. Ends after `seconds`.
crowd_result ask_steadily(int port, std::size_t connections, double rate, double seconds,
                          std::function<std::string(std::size_t n)> const& request);

std::string get(std::string_view target, std::string_view cookie);

}  // namespace guiyan::bench
